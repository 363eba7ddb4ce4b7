/** Whether what a routing names is there. A deactivated agent may be named: the decision says so. */
import { done, refuse, type Outcome } from '../routing/refusal';
import type { LiveChatRouting } from '../routing/terms';
import type { Transaction } from './ports';

export async function checkRouting(
  tx: Transaction,
  { strategy, agentId, teamId, routeId }: LiveChatRouting,
  field: readonly string[],
): Promise<Outcome<null>> {
  if (strategy === 'AGENT' && (agentId === null || (await tx.agents.find(agentId)) === null)) {
    return refuse('INVALID', 'There is no such agent. Choose one of the list of agents.', [...field, 'agentId']);
  }
  if (strategy === 'TEAM' && (teamId === null || (await tx.teams.find(teamId)) === null)) {
    return refuse('INVALID', 'There is no such team. Choose one of the list of teams.', [...field, 'teamId']);
  }
  if (strategy === 'ROUTE' && routeId && (await tx.routes.find(routeId)) === null) {
    return refuse('INVALID', 'There is no such route. Choose one of the list of routes.', [...field, 'routeId']);
  }
  return done(null);
}
