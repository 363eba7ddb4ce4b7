/** An empty stage with Ann and Bob on it, and what tests of custom rules ask it. */
import type { AgentActor } from '../../src/auth/actor';
import type { LiveChatRouting, RuleId } from '../../src/routing/terms';
import { stage } from './empty-stage';
import { inForce } from './rule-drafts';

export { db, stage } from './empty-stage';
export let ann: AgentActor;
export let bob: AgentActor;

beforeEach(async () => {
  [ann, bob] = [await stage.agent({ name: 'Ann' }), await stage.agent({ name: 'Bob' })];
});

export const byRules: LiveChatRouting = { strategy: 'CUSTOM_RULES', agentId: null, teamId: null };
export const names = async () => (await inForce(stage)).map(({ name }) => name);
export const ringOf = (id: RuleId) => stage.work((tx) => tx.routing.findRulePool(id));
export const onlyRule = async (): Promise<RuleId> => {
  const [rule] = await inForce(stage);
  if (rule === undefined) throw new Error('There is no rule.');
  return rule.id;
};
