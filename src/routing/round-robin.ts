/**
 * The ring: strictly sequential over the pool's order. Who cannot take a chat is passed over and not repaid later. The
 * pointer is the agent who was offered last; it moves when an offer is made, whatever becomes of the offer.
 */
import type { AgentId, Pool } from './terms';

type Ring = Pick<Pool, 'order' | 'lastOffered'>;

/** Where the search begins: behind the pointer, or at the head of a ring that has none. */
export function startOf(ring: Ring): number {
  if (ring.lastOffered === null || ring.order.length === 0) return 0;
  // An unknown pointer gives -1, hence 0: the head.
  return (ring.order.indexOf(ring.lastOffered) + 1) % ring.order.length;
}

/** Whose turn it is, whether or not that agent can take a chat. Null for an empty ring. */
export function nextUp(ring: Ring): AgentId | null {
  return ring.order[startOf(ring)] ?? null;
}

/** The first of the ring, from the one whose turn it is, who can take a chat. */
export function nextInRing(ring: Ring, isEligible: (agentId: AgentId) => boolean): AgentId | null {
  const { order } = ring;
  const start = startOf(ring);
  for (let step = 0; step < order.length; step += 1) {
    const agentId = order[(start + step) % order.length];
    if (agentId !== undefined && isEligible(agentId)) return agentId;
  }
  return null;
}

/**
 * The same ring with other members or another order. Unless `next` says whose turn it shall be, the turn stays with whoever
 * had it; where that agent left, it goes to the next of the old order who stayed. So nobody is skipped and nobody gets two
 * turns because a colleague came or went.
 */
export function reordered(
  ring: Ring,
  newOrder: readonly AgentId[],
  next?: AgentId,
): { readonly order: readonly AgentId[]; readonly lastOffered: AgentId | null } {
  const order = [...new Set(newOrder)];
  const staying = new Set(order);
  const turn = next !== undefined && staying.has(next) ? next : nextInRing(ring, (agentId) => staying.has(agentId));
  if (turn === null) return { order, lastOffered: null };
  const before = (order.indexOf(turn) + order.length - 1) % order.length;
  return { order, lastOffered: order[before] ?? null };
}
