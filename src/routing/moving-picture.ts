/**
 * The workspace as it becomes while one request after the other is decided, before any of it is stored: places are taken, rings
 * have moved on, and whoever was found has just had something to do. What comes of the last of them is what would have come of
 * it, had each of those before been stored in a transaction of its own.
 */
import { withOffers } from './capacity';
import { MovingRings } from './moving-rings';
import type { RoutingPicture } from './request-terms';
import type { AgentId, Candidate, Decision, Rule } from './terms';

export type Candidates = Pick<ReadonlyMap<AgentId, Candidate>, 'get'>;

export class MovingPicture implements RoutingPicture {
  readonly settings: RoutingPicture['settings'];
  readonly workspacePool: RoutingPicture['workspacePool'];
  readonly teamPools: RoutingPicture['teamPools'];
  readonly rules: readonly Rule[];
  readonly candidates: Candidates;
  private readonly rings = new MovingRings();
  private readonly offers = new Map<AgentId, { readonly more: number; readonly at: Date }>();

  constructor(picture: RoutingPicture) {
    const { settings, workspacePool, teamPools, rules, candidates } = picture;
    this.settings = settings;
    this.workspacePool = workspacePool === null ? null : this.rings.of(workspacePool);
    this.rules = rules.map((rule) => ({ ...rule, pool: this.rings.of(rule.pool) }));
    this.teamPools = {
      get: (teamId) => {
        const pool = teamPools.get(teamId);
        return pool === undefined ? undefined : this.rings.of(pool);
      },
    };
    this.candidates = {
      get: (id) => {
        const candidate = candidates.get(id);
        const made = this.offers.get(id);
        return candidate === undefined || made === undefined ? candidate : withOffers(candidate, made);
      },
    };
  }

  /** From here on whoever was chosen has a place less. */
  follow({ agentId, poolId }: Pick<Decision, 'agentId' | 'poolId'>, at: Date): void {
    if (agentId === null) return;
    this.offers.set(agentId, { more: (this.offers.get(agentId)?.more ?? 0) + 1, at });
    this.rings.offered(poolId, agentId);
  }
}
