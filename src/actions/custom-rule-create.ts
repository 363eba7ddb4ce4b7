import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { AgentId, Condition, ConditionMatch, RuleId, TeamId } from '../routing/terms';
import { readName } from '../routing/text';
import { Faults } from './faults';
import type { Ports } from './ports';
import { maxRules, readConditions } from './rule-conditions';
import { placedAt, readTarget, writeOwnRing } from './rule-target';
import { leaveVersion } from './rule-version';
import { notAllowed } from './staff-refusals';

export interface CustomRuleCreateInput {
  readonly name: string;
  readonly match: ConditionMatch;
  readonly conditions: readonly Condition[];
  readonly agentIds: readonly AgentId[] | null;
  readonly teamId: TeamId | null;
  readonly position: number | null;
  readonly enabled: boolean;
}

export async function customRuleCreate(
  ports: Ports,
  actor: Actor,
  input: CustomRuleCreateInput,
): Promise<Outcome<RuleId>> {
  if (!may(actor, 'rules.manage')) return notAllowed('manage custom rules');
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const [definitions, rules] = await Promise.all([tx.attributeDefinitions.findAll(), tx.rules.findAll()]);
    if (rules.length >= maxRules) {
      return refuse('LIMIT_REACHED', `There are ${maxRules} rules already. Delete one that is no longer needed.`);
    }
    const faults = new Faults();
    const name = faults.read(readName(input.name, { what: "The rule's name", field: ['name'] }));
    const conditions = faults.read(readConditions(input.conditions, definitions));
    checkPosition(faults, input.position);
    const target = faults.read(await readTarget(tx, { agentIds: input.agentIds ?? [], teamId: input.teamId }));
    if (faults.any || name === undefined || conditions === undefined || target === undefined) return faults.refused();
    const { match, enabled } = input;
    const teamId = target.kind === 'TEAM' ? target.teamId : null;
    const id = ports.newId<'CustomRule'>();
    tx.rules.insert({ id, name, position: rules.length + 1, enabled, match, conditions, teamId });
    writeOwnRing(ports, tx, id, { target, ring: null });
    tx.rules.order(placedAt(rules, id, input.position));
    await leaveVersion(ports, tx, actor, `Rule “${name}” created.`);
    return done(id);
  });
}

/** No upper bound: beyond the end is the end, so nobody has to count the rules first. */
export function checkPosition(faults: Faults, position: number | null | undefined): void {
  if (position === null || position === undefined || (Number.isInteger(position) && position >= 1)) return;
  faults.add(`The position is ${position}. Choose 1 for the first place, or none for the last.`, ['position']);
}
