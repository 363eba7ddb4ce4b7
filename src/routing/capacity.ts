/**
 * Places. A connected chat and a ringing offer take one each. This answers before the fact; the check constraint on the
 * agent's row is what really keeps the limit when two transactions race.
 */
import type { Candidate } from './terms';

export function hasRoom(agent: Pick<Candidate, 'taken' | 'capacity'>): boolean {
  return agent.taken < agent.capacity;
}

/** How many live chats an agent may hold at once: the agent's own limit, or the workspace's. */
export function capacityOf(own: number | null, workspaceDefault: number): number {
  return own ?? workspaceDefault;
}
