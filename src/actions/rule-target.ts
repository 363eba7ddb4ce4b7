/** Whom a rule offers to: agents of its own, whose ring it keeps, or a team, whose ring it borrows. Never both. */
import { done, refuse, type Outcome } from '../routing/refusal';
import { reordered } from '../routing/round-robin';
import type { AgentId, RuleId, TeamId } from '../routing/terms';
import { readAgentIds } from './named-agents';
import type { AgentStore, Ports, TeamStore, Transaction } from './ports';
import type { PoolRecord } from './records';
import { unknown } from './staff-refusals';

export type RuleTarget =
  | { readonly kind: 'TEAM'; readonly teamId: TeamId }
  | { readonly kind: 'AGENTS'; readonly agentIds: readonly AgentId[] };

/** Where what a rule names is looked up. */
export interface TargetSource {
  readonly agents: Pick<AgentStore, 'findMany'>;
  readonly teams: Pick<TeamStore, 'find'>;
}

export async function readTarget(
  tx: TargetSource,
  asked: { readonly agentIds: readonly AgentId[]; readonly teamId: TeamId | null },
  alreadyIn: readonly AgentId[] = [],
): Promise<Outcome<RuleTarget>> {
  const { agentIds, teamId } = asked;
  if (teamId !== null && agentIds.length > 0) {
    return refuse('INVALID', 'A rule offers either to agents or to a team. Choose one of the two.', ['teamId']);
  }
  if (teamId !== null) {
    const team = await tx.teams.find(teamId);
    return team === null ? unknown('team', ['teamId']) : done({ kind: 'TEAM', teamId });
  }
  if (agentIds.length === 0) {
    return refuse('INVALID', 'This rule offers to nobody. Choose agents or a team.', ['agentIds']);
  }
  const read = await readAgentIds(tx, agentIds, { field: 'agentIds', alreadyIn });
  return read.ok ? done({ kind: 'AGENTS', agentIds: read.value }) : read;
}

/** Brings the rule's own ring in line: made, changed with the turn kept, or gone. The routing lock is held. */
export function writeOwnRing(
  ports: Ports,
  tx: Transaction,
  ruleId: RuleId,
  { target, ring }: { readonly target: RuleTarget; readonly ring: PoolRecord | null },
): void {
  if (target.kind === 'TEAM') {
    if (ring !== null) tx.routing.deletePool(ring.id);
    return;
  }
  if (ring !== null) tx.routing.updatePool(ring.id, reordered(ring, target.agentIds));
  else {
    const owner = { kind: 'RULE', teamId: null, ruleId } as const;
    tx.routing.insertPool({ id: ports.newId(), ...owner, order: target.agentIds, lastOffered: null });
  }
}

/** `position` counts from 1; beyond the end or absent it is the last. The rest moves down. */
export function placedAt(
  others: readonly { readonly id: RuleId }[],
  id: RuleId,
  position: number | null,
): readonly RuleId[] {
  const ids = others.map((rule) => rule.id).filter((other) => other !== id);
  ids.splice((position ?? ids.length + 1) - 1, 0, id);
  return ids;
}
