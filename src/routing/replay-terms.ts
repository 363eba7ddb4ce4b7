/** What a replay is told, and what it tells. Times are milliseconds since 1970. */
import type { LiveChatSchedule } from './availability';
import type { RoutingAttributes } from './custom-rules';
import type {
  AgentId,
  ConversationId,
  FallbackReason,
  IneligibleReason,
  LiveChatRouting,
  OfferState,
  Pool,
  PoolId,
  Queue,
  RouteStep,
  RoutingSettings,
  Rule,
  TeamId,
} from './terms';

export interface PastOffer {
  readonly agentId: AgentId;
  readonly state: OfferState;
  /** From the offer to what became of it; null: nothing yet. */
  readonly tookMs: number | null;
}

/** A request as it is on record. */
export interface PastRequest {
  readonly conversationId: ConversationId;
  readonly requestedAt: number;
  readonly routing: LiveChatRouting;
  /** The route as it was resolved then; null: the shorthand in `routing`. */
  readonly steps: readonly RouteStep[] | null;
  readonly acceptWindowSeconds: number | null;
  readonly maxAttempts: number | null;
  readonly queue: (Queue & { readonly line: string }) | null;
  readonly attributes: RoutingAttributes;
  /** Whether they are those of then; of an old request only those of now are on record. */
  readonly isKnownAsThen: boolean;
  /** Who served the visitor before; null: nobody, or no route that is tried out asks. */
  readonly lastAgentId: AgentId | null;
  readonly offers: readonly PastOffer[];
  /** Who served it, and for how long; null: nobody. */
  readonly served: { readonly agentId: AgentId; readonly tookMs: number | null } | null;
  /** When the visitor gave up; null: did not. */
  readonly leftAt: number | null;
  /** False: a used-up package or a blocked domain kept it from routing, then as now. */
  readonly isRouted: boolean;
  /** What its first decision found about each agent it told: that is how it is known who was there. */
  readonly seen: readonly { readonly agentId: AgentId; readonly reason: IneligibleReason | null }[];
  /** Which ring its first decision took whom from: where that ring's turn stood. */
  readonly took: { readonly poolId: PoolId; readonly agentId: AgentId } | null;
  /** False: of the run-up, there only to take places and turns. */
  readonly isCounted: boolean;
}

export interface ReplayAgent {
  readonly id: AgentId;
  readonly active: boolean;
  readonly takesLiveChats: boolean;
  readonly capacity: number;
  readonly skills: Readonly<Record<string, number>>;
  /** As it is now: for whom nothing else is known. */
  readonly available: boolean;
  /** What holds now, with the workspace's holidays. */
  readonly schedule: LiveChatSchedule | null;
  /** What held before, by time. */
  readonly pastSchedules: readonly PastSchedule[];
}

/** Null: there was none. */
export interface PastSchedule {
  readonly until: number;
  readonly schedule: LiveChatSchedule | null;
}

/** Rules, rings, settings and agents that the past is routed by: those of now, or drafts of them. */
export interface ReplayWorld {
  readonly settings: Pick<
    RoutingSettings,
    | 'acceptWindowSeconds'
    | 'maxWaitSeconds'
    | 'requireReachable'
    | 'rampSeconds'
    | 'roundRobinFallback'
    | 'teamAttempts'
  >;
  readonly workspacePool: Pool;
  readonly teamPools: ReadonlyMap<TeamId, Pool>;
  readonly rules: readonly Rule[];
  readonly agents: readonly ReplayAgent[];
  /** Of the time before, schedules and holidays are the earliest that are known; null: of all times they are known. */
  readonly schedulesKnownFrom: number | null;
  /** In place of what each request's card said; null: as it said. */
  readonly route: ReplayRoute | null;
  /** For whoever is asked now and was not then. */
  readonly medianAcceptMs: number;
  readonly medianChatMs: number;
  /** How many requests that came out otherwise are told one by one. */
  readonly mostDifferences: number;
}

export interface ReplayRoute {
  readonly routing: LiveChatRouting;
  /** Whether some step of it goes to whoever served the visitor before. */
  readonly asksForLast: boolean;
  /** The owner of the visitor's account and who served the visitor before are each request's own. */
  stepsFor(whose: {
    readonly ownerId: AgentId | null;
    readonly lastAgentId: AgentId | null;
  }): readonly RouteStep[] | null;
}

export const replayOutcomes = ['SERVED', 'MISSED', 'LEFT'] as const;
/** SERVED: somebody took it. MISSED: nobody did. LEFT: the visitor gave up before. */
export type ReplayOutcome = (typeof replayOutcomes)[number];

export interface ReplayFate {
  readonly outcome: ReplayOutcome;
  /** Who served it. */
  readonly agentId: AgentId | null;
}
export interface ReplayDifference {
  readonly conversationId: ConversationId;
  readonly requestedAt: number;
  readonly before: ReplayFate;
  readonly after: ReplayFate & { readonly ruleName: string | null; readonly fallbackReason: FallbackReason | null };
}

export type OutcomeCounts = Readonly<Record<ReplayOutcome, number>>;
export interface ReplayShare {
  readonly agentId: AgentId;
  readonly offersBefore: number;
  readonly offersAfter: number;
  readonly servedBefore: number;
  readonly servedAfter: number;
}

export interface ReplayResult {
  readonly requests: number;
  /** Of them, those that were matched by what was known of the visitor then. */
  readonly attributesAsThen?: number;
  /** See the world's. Absent with those that were made before it was known. */
  readonly schedulesKnownFrom?: number | null;
  readonly before: OutcomeCounts;
  readonly after: OutcomeCounts;
  /** Missed then and served now, and the other way round. */
  readonly gained: number;
  readonly lost: number;
  readonly differing: number;
  /** The first of them, in the order in which they were asked for. */
  readonly differences: readonly ReplayDifference[];
  /** Who was offered most, first. */
  readonly agents: readonly ReplayShare[];
  /** Most minus fewest over those who were offered anything, before or after. */
  readonly offerSpreadBefore: number;
  readonly offerSpreadAfter: number;
  readonly servedSpreadBefore: number;
  readonly servedSpreadAfter: number;
}
