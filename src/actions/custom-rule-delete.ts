import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { RuleId } from '../routing/terms';
import type { Ports } from './ports';
import { leaveVersion } from './rule-version';
import { notAllowed, unknown } from './staff-refusals';

export interface CustomRuleDeleteInput {
  readonly customRuleId: RuleId;
}

/** Decisions that it made keep its name, and offers that it made ring on. */
export async function customRuleDelete(
  ports: Ports,
  actor: Actor,
  input: CustomRuleDeleteInput,
): Promise<Outcome<RuleId>> {
  if (!may(actor, 'rules.manage')) return notAllowed('manage custom rules');
  const { customRuleId: id } = input;
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const [rules, ring] = await Promise.all([tx.rules.findAll(), tx.routing.findRulePool(id)]);
    const rule = rules.find((one) => one.id === id);
    if (rule === undefined) return unknown('rule', ['customRuleId']);
    if (ring !== null) tx.routing.deletePool(ring.id);
    tx.rules.delete(id);
    tx.rules.order(rules.map((rule) => rule.id).filter((other) => other !== id));
    await leaveVersion(ports, tx, actor, `Rule “${rule.name}” deleted.`);
    return done(id);
  });
}
