/** What `decide` is told: the request, and the workspace as it is at that moment. */
import type { RoutingAttributes } from './custom-rules';
import type {
  AgentId,
  Candidate,
  LiveChatRouting,
  Pool,
  RouterAnswer,
  RouteStep,
  RoutingSettings,
  Rule,
  TeamId,
} from './terms';

export interface RoutingRequest {
  /** What the live chat card says. */
  readonly routing: LiveChatRouting;
  /** The route with its references put in place (`resolvedSteps`); null or absent: the shorthand in `routing`. */
  readonly steps?: readonly RouteStep[] | null;
  /** The card's own number of offers, of each step of a shorthand; null or absent: the workspace's. */
  readonly maxAttempts?: number | null;
  /** The visitor's attributes by lower-cased name: see `routingAttributes`. */
  readonly attributes: RoutingAttributes;
  /** Everyone this request was offered to before, with when it last was. */
  readonly tried: ReadonlyMap<AgentId, Date>;
  /** The attempt about to be made; the first is 1. */
  readonly attempt: number;
  /** Where the search goes on, and the offers that this step has made; absent: at the beginning. */
  readonly step?: number;
  readonly stepAttempts?: number;
  /** What the customer's server said, by the step that asked. */
  readonly answers?: Pick<ReadonlyMap<number, RouterAnswer>, 'get'>;
  /** Since when the visitor waits: skills that are wanted less and less. */
  readonly requestedAt: Date;
  readonly now: Date;
}

/** What was read under the routing lock. Rings that the request cannot touch may be absent. */
export interface RoutingPicture {
  readonly settings: Pick<RoutingSettings, 'requireReachable' | 'roundRobinFallback' | 'teamAttempts' | 'rampSeconds'>;
  readonly workspacePool: Pool | null;
  /** The rings of the teams that the steps name; one that is gone is missing. */
  readonly teamPools: Pick<ReadonlyMap<TeamId, Pool>, 'get'>;
  /** The enabled rules by position. */
  readonly rules: readonly Rule[];
  /** Whoever is missing here is no agent any more. */
  readonly candidates: Pick<ReadonlyMap<AgentId, Candidate>, 'get'>;
}
