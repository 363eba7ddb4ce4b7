/** Rings and their turns, as a replay moves them. */
import type { PastRequest } from './replay-terms';
import type { AgentId, Pool, PoolId } from './terms';

type Ring = Omit<Pool, 'lastOffered'> & { lastOffered: AgentId | null };

export class ReplayRings {
  private readonly rings = new Map<PoolId, Ring>();
  private readonly aligned = new Set<PoolId>();

  /** One for each ring, whoever names it: rules that name a team share its turn. */
  of(pool: Pool): Pool {
    let ring = this.rings.get(pool.id);
    if (ring === undefined) this.rings.set(pool.id, (ring = { ...pool, lastOffered: null }));
    return ring;
  }

  offered(poolId: PoolId | null, agentId: AgentId): void {
    const ring = poolId === null ? undefined : this.rings.get(poolId);
    if (ring === undefined) return;
    ring.lastOffered = agentId;
    this.aligned.add(ring.id);
  }

  /** The turn as it was before the first request that is on record took somebody from the ring. */
  align({ took }: Pick<PastRequest, 'took'>): void {
    if (took === null || this.aligned.has(took.poolId)) return;
    this.aligned.add(took.poolId);
    const ring = this.rings.get(took.poolId);
    const place = ring?.order.indexOf(took.agentId) ?? -1;
    if (ring === undefined || place === -1) return;
    ring.lastOffered = ring.order[(place + ring.order.length - 1) % ring.order.length] ?? null;
  }
}
