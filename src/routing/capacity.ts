/**
 * Places. A connected chat and a ringing offer take one each. This answers before the fact; the check constraint on the
 * agent's row is what really keeps the limit when two transactions race.
 */
import type { Candidate, RoutingSettings } from './terms';

export function hasRoom(agent: Pick<Candidate, 'taken' | 'capacity'>): boolean {
  return agent.taken < agent.capacity;
}

/** How many live chats an agent may hold at once: the agent's own limit, or the workspace's. */
export function capacityOf(own: number | null, workspaceDefault: number): number {
  return own ?? workspaceDefault;
}

/**
 * The places that count just after an agent's return: one at first, all of them at the ramp's end, so that whoever comes back
 * to an empty desk is not given everything that waits at once.
 */
export function rampedCapacity(
  { capacity, returnedAt }: Pick<Candidate, 'capacity' | 'returnedAt'>,
  { settings, now }: { readonly settings: Pick<RoutingSettings, 'rampSeconds'>; readonly now: Date },
): number {
  const rampMs = settings.rampSeconds * 1_000;
  if (returnedAt === null || rampMs === 0) return capacity;
  const elapsed = now.getTime() - returnedAt;
  if (elapsed >= rampMs) return capacity;
  return Math.min(capacity, Math.max(1, Math.ceil((capacity * elapsed) / rampMs)));
}

/**
 * The same agent with so many offers more, the last of them at that time. Field by field: what is known of an agent may be looked
 * up only when it is asked for.
 */
export function withOffers(candidate: Candidate, made: { readonly more: number; readonly at: Date }): Candidate {
  const { id, active, takesLiveChats, available, reachable, capacity, skills, returnedAt } = candidate;
  const taken = candidate.taken + made.more;
  const idleSince = made.at.getTime();
  return { id, active, takesLiveChats, available, reachable, taken, capacity, skills, idleSince, returnedAt };
}
