import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { AgentId, TeamId } from '../routing/terms';
import { readName } from '../routing/text';
import { Faults } from './faults';
import { readAgentIds } from './named-agents';
import type { Ports } from './ports';
import { notAllowed } from './staff-refusals';

export interface TeamCreateInput {
  readonly name: string;
  readonly agentIds: readonly AgentId[];
}

/** A team is a ring of its own, in the order given. It begins with somebody; who leaves later may leave it empty. */
export async function teamCreate(ports: Ports, actor: Actor, input: TeamCreateInput): Promise<Outcome<TeamId>> {
  if (!may(actor, 'teams.manage')) return notAllowed('manage teams');
  return ports.work(actor.workspaceId, async (tx) => {
    const faults = new Faults();
    const name = faults.read(readName(input.name, { what: "The team's name", field: ['name'] }));
    const order = faults.read(await readAgentIds(tx, input.agentIds, { field: 'agentIds' }));
    if (input.agentIds.length === 0) faults.add('The team has nobody. Choose at least one agent.', ['agentIds']);
    if (faults.any || name === undefined || order === undefined) return faults.refused();
    const id = ports.newId<'Team'>();
    tx.teams.insert({ id, name });
    tx.teams.replaceMembers(id, order);
    const owner = { kind: 'TEAM', teamId: id, ruleId: null } as const;
    tx.routing.insertPool({ id: ports.newId(), ...owner, order, lastOffered: null });
    return done(id);
  });
}
