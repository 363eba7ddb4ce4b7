/** Rings whose turns move with what is decided, before it is stored or where it never will be. */
import type { AgentId, Pool, PoolId } from './terms';

export type MovingRing = Omit<Pool, 'lastOffered'> & { lastOffered: AgentId | null };

export class MovingRings {
  private readonly rings = new Map<PoolId, MovingRing>();

  /** One for each ring, whoever names it: rules that name a team share its turn. */
  of(pool: Pool): MovingRing {
    let ring = this.rings.get(pool.id);
    if (ring === undefined) this.rings.set(pool.id, (ring = { ...pool }));
    return ring;
  }

  find(id: PoolId): MovingRing | undefined {
    return this.rings.get(id);
  }

  offered(poolId: PoolId | null, agentId: AgentId): void {
    const ring = poolId === null ? undefined : this.rings.get(poolId);
    if (ring !== undefined) ring.lastOffered = agentId;
  }
}
