/** Rings and their turns, as a replay moves them. */
import { MovingRings } from './moving-rings';
import type { PastRequest } from './replay-terms';
import type { AgentId, Pool, PoolId } from './terms';

export class ReplayRings {
  private readonly rings = new MovingRings();
  private readonly aligned = new Set<PoolId>();

  /** Whose turn it is now says nothing of then. */
  of(pool: Pool): Pool {
    return this.rings.find(pool.id) ?? this.rings.of({ ...pool, lastOffered: null });
  }

  offered(poolId: PoolId | null, agentId: AgentId): void {
    if (poolId === null || this.rings.find(poolId) === undefined) return;
    this.rings.offered(poolId, agentId);
    this.aligned.add(poolId);
  }

  /** The turn as it was before the first request that is on record took somebody from the ring. */
  align({ took }: Pick<PastRequest, 'took'>): void {
    if (took === null || this.aligned.has(took.poolId)) return;
    this.aligned.add(took.poolId);
    const ring = this.rings.find(took.poolId);
    const place = ring?.order.indexOf(took.agentId) ?? -1;
    if (ring === undefined || place === -1) return;
    ring.lastOffered = ring.order[(place + ring.order.length - 1) % ring.order.length] ?? null;
  }
}
