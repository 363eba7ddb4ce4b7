import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import { reordered } from '../routing/round-robin';
import type { AgentId, TeamId } from '../routing/terms';
import { readName } from '../routing/text';
import { Faults } from './faults';
import { readAgentIds } from './named-agents';
import type { Ports, Transaction } from './ports';
import { notAllowed, unknown } from './staff-refusals';

export interface TeamUpdateInput {
  readonly teamId: TeamId;
  readonly name?: string;
  readonly agentIds?: readonly AgentId[];
}

/** Other members or another order leave the turn with whoever has it, or with the next who stays. */
export async function teamUpdate(ports: Ports, actor: Actor, input: TeamUpdateInput): Promise<Outcome<TeamId>> {
  if (!may(actor, 'teams.manage')) return notAllowed('manage teams');
  const { teamId } = input;
  return ports.work(actor.workspaceId, async (tx) => {
    const [, team] = await Promise.all([tx.routing.lock(), tx.teams.find(teamId)]);
    if (team === null) return unknown('team', ['teamId']);
    const faults = new Faults();
    const what = { what: "The team's name", field: ['name'] };
    const name = input.name === undefined ? undefined : faults.read(readName(input.name, what));
    const order = input.agentIds === undefined ? undefined : faults.read(await readMembers(tx, teamId, input.agentIds));
    if (faults.any) return faults.refused();
    if (name !== undefined) tx.teams.rename(teamId, name);
    if (order !== undefined) await replaceMembers(tx, teamId, order);
    return done(teamId);
  });
}

async function readMembers(
  tx: Transaction,
  teamId: TeamId,
  agentIds: readonly AgentId[],
): Promise<Outcome<readonly AgentId[]>> {
  const alreadyIn = await tx.teams.findMemberIds(teamId);
  return readAgentIds(tx, agentIds, { field: 'agentIds', alreadyIn });
}

async function replaceMembers(tx: Transaction, teamId: TeamId, order: readonly AgentId[]): Promise<void> {
  const ring = await tx.routing.findTeamPool(teamId);
  tx.teams.replaceMembers(teamId, order);
  if (ring !== null) tx.routing.updatePool(ring.id, reordered(ring, order));
}
