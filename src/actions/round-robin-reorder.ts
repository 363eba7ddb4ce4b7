import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import { reordered } from '../routing/round-robin';
import type { AgentId, PoolId } from '../routing/terms';
import type { Ports } from './ports';
import type { PoolRecord } from './records';
import { leaveVersion } from './rule-version';
import { notAllowed, unknown } from './staff-refusals';

export interface RoundRobinReorderInput {
  readonly poolId: PoolId;
  readonly agentIds: readonly AgentId[];
  readonly nextAgentId: AgentId | null;
}

/** Another order for the same members; the turn stays with whoever has it unless `nextAgentId` says otherwise. */
export async function roundRobinReorder(
  ports: Ports,
  actor: Actor,
  input: RoundRobinReorderInput,
): Promise<Outcome<PoolId>> {
  if (!may(actor, 'pools.manage')) return notAllowed('change the round robin');
  const { poolId, agentIds, nextAgentId } = input;
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const ring = await tx.routing.findPool(poolId);
    if (ring === null) return unknown('round-robin pool', ['poolId']);
    const checked = check(ring, input);
    if (!checked.ok) return checked;
    tx.routing.updatePool(poolId, reordered(ring, agentIds, nextAgentId ?? undefined));
    // A team lists its members in the order of its ring.
    if (ring.teamId !== null) tx.teams.replaceMembers(ring.teamId, agentIds);
    // The order of a rule's own agents is part of the rule.
    if (ring.ruleId !== null) await leaveVersion(ports, tx, actor, 'The order of a rule’s agents changed.');
    return done(poolId);
  });
}

function check(ring: PoolRecord, { agentIds, nextAgentId }: RoundRobinReorderInput): Outcome<null> {
  const members = new Set(ring.order);
  const named = new Set(agentIds);
  const same = named.size === agentIds.length && named.size === members.size && agentIds.every((id) => members.has(id));
  if (!same) {
    const missing = ring.order.filter((id) => !named.has(id)).length;
    const strange = [...named].filter((id) => !members.has(id)).length;
    const counts = `${missing} missing, ${strange} not in it, ${agentIds.length - named.size} named twice`;
    const message = `Name each member of the ring once (${counts}). To add or remove somebody, change the team or the rule.`;
    return refuse('INVALID', message, ['agentIds']);
  }
  if (nextAgentId === null || members.has(nextAgentId)) return done(null);
  return refuse('INVALID', 'The next agent is not in this ring. Choose one of its members.', ['nextAgentId']);
}
