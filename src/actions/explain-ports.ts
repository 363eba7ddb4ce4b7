/** What is told of routing afterwards: verdicts on one agent, counts over time, and how evenly a ring was served. */
import type {
  AgentId,
  ConversationId,
  FallbackReason,
  IneligibleReason,
  PoolId,
  RoutingOutcome,
  RoutingStrategy,
  RouteStepKind,
  StepFinding,
} from '../routing/terms';
import type { Page, PageRequest } from './pages';
import type { DecisionRecord } from './records';

/** From the first instant up to the second, which is not in it. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

export const summaryUnits = ['HOUR', 'DAY'] as const;
export type SummaryUnit = (typeof summaryUnits)[number];

export interface SummaryQuery extends Period {
  readonly by: SummaryUnit;
  /** Whose hours and days these are. */
  readonly timeZone: string;
}

interface Counted<Key> {
  readonly key: Key;
  readonly count: number;
}

/** Decisions of one hour or day, counted by each of the things that they say. */
export interface RoutingFigures {
  readonly decisions: number;
  readonly outcomes: readonly Counted<RoutingOutcome>[];
  readonly fallbackReasons: readonly Counted<FallbackReason>[];
  /** Verdicts, not decisions: one decision may find a hundred agents away. */
  readonly ineligibleReasons: readonly Counted<IneligibleReason>[];
  readonly strategies: readonly Counted<RoutingStrategy>[];
  readonly steps: readonly { readonly kind: RouteStepKind; readonly finding: StepFinding; readonly count: number }[];
  /** By the name that the deciding rule had then. */
  readonly rules: readonly Counted<string>[];
}
export interface RoutingSummary {
  readonly total: RoutingFigures;
  /** Only those in which something was decided, in order. */
  readonly rows: readonly { readonly at: Date; readonly figures: RoutingFigures }[];
}

/** What a ring gave one agent in a period. */
export interface RingShare {
  readonly agentId: AgentId;
  readonly offers: number;
  readonly accepts: number;
  readonly declines: number;
  readonly expiries: number;
}
/** Verdicts on an agent that say something of the agent and not of the request: how many, and how many found nothing amiss. */
export interface AgentLooks {
  readonly agentId: AgentId;
  readonly looks: number;
  readonly eligible: number;
}

export interface ExplainReads {
  /** Newest first: those that tell a verdict on the agent, and those with more candidates than they tell one by one. */
  verdictPage(agentId: AgentId, period: Period, page: PageRequest): Promise<Page<DecisionRecord>>;
  /** By conversation, the newest 50, newest first. */
  decisionsOfConversations(ids: readonly ConversationId[]): Promise<readonly (readonly DecisionRecord[])[]>;
  routingSummary(query: SummaryQuery): Promise<RoutingSummary>;
  /** Whoever was offered something out of the ring. */
  ringShares(poolId: PoolId, period: Period): Promise<readonly RingShare[]>;
  /** Whoever was told one by one in any decision of the period, whatever the ring. */
  agentLooks(period: Period): Promise<readonly AgentLooks[]>;
}
