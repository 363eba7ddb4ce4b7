/** What a replay needs of the stores, and of the process that runs it. */
import type { Holiday, LiveChatSchedule } from '../routing/availability';
import type { PastOffer, PastSchedule, ReplayResult } from '../routing/replay-terms';
import type {
  AgentId,
  Attribute,
  CandidateVerdict,
  ConversationId,
  DecisionId,
  FallbackReason,
  LiveChatRouting,
  LiveChatState,
  Permission,
  PoolId,
  Queue,
  ReplayId,
  RouteStep,
  RoutingOutcome,
  WorkspaceId,
} from '../routing/terms';
import type { Period } from './explain-ports';
import type { PoolRecord } from './records';

export const replayStates = ['RUNNING', 'DONE', 'CANCELLED', 'FAILED', 'LOST'] as const;
/**
 * RUNNING → DONE, CANCELLED (somebody said so), FAILED (it broke), or LOST: the process that ran it renews its lease no more.
 * Whoever looks behind the lease's end is told LOST, whether or not that has been written.
 */
export type ReplayState = (typeof replayStates)[number];

export interface ReplayRecord extends Period {
  readonly id: ReplayId;
  /** An agent or an API token. */
  readonly startedBy: string;
  readonly state: ReplayState;
  readonly requestsTotal: number;
  readonly requestsDone: number;
  readonly result: ReplayResult | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}

/** A request with all that is on record of it. */
export interface PastRow {
  readonly place: PastPlace;
  readonly conversationId: ConversationId;
  readonly requestedAt: Date;
  readonly state: LiveChatState;
  readonly routing: LiveChatRouting;
  readonly steps: readonly RouteStep[] | null;
  readonly acceptWindowSeconds: number | null;
  readonly maxAttempts: number | null;
  readonly queue: (Queue & { readonly line: string }) | null;
  readonly agentId: AgentId | null;
  readonly connectedAt: Date | null;
  readonly endedAt: Date | null;
  /** What its first decision said. */
  readonly outcome: RoutingOutcome;
  readonly fallbackReason: FallbackReason | null;
  readonly candidates: readonly CandidateVerdict[];
  readonly chosenId: AgentId | null;
  readonly poolId: PoolId | null;
  readonly offers: readonly PastOffer[];
  /** What was known of the visitor then, by lower-cased name; null: that is not on record. */
  readonly known: Readonly<Record<string, string>> | null;
  /** As they are now, where it is not. */
  readonly visitorAttributes: readonly Attribute[] | null;
  readonly personAttributes: readonly Attribute[] | null;
  /** Who served the visitor before; null: nobody, or nobody asked for it. */
  readonly lastAgentId: AgentId | null;
}

/** Where a page ended: microseconds since 1970, and which of one microsecond. */
export interface PastPlace {
  readonly at: number;
  readonly id: DecisionId | null;
}

export interface PastWanted {
  readonly after: PastPlace;
  readonly to: Date;
  readonly limit: number;
  /** Whether who served each visitor before is wanted as well. */
  readonly lastAgents: boolean;
}

export interface PastSchedules {
  readonly agents: ReadonlyMap<AgentId, readonly PastSchedule[]>;
  /** The workspace's. */
  readonly holidays: readonly { readonly until: number; readonly holidays: readonly Holiday[] }[];
  /** Of the time before it nothing is known; null: all is. */
  readonly knownFrom: number | null;
}

export interface ReplayedAgent {
  readonly id: AgentId;
  readonly active: boolean;
  readonly permissions: readonly Permission[];
  readonly capacity: number | null;
  readonly skills: Readonly<Record<string, number>>;
  readonly available: boolean;
  readonly schedule: LiveChatSchedule | null;
  readonly workspaceHolidays: readonly Holiday[];
  /** What was said by hand, as it holds now. */
  readonly override: { readonly available: boolean; readonly until: Date } | null;
  readonly breakUntil: Date | null;
}

export interface ReplayStore {
  find(id: ReplayId): Promise<ReplayRecord | null>;
  /** The one that runs; its row is locked. */
  lockRunning(): Promise<ReplayRecord | null>;
  /** Fails the commit where another one runs. Of those that are over, the newest are kept. */
  insert(replay: ReplayRecord, leaseUntil: Date): void;
  /** How far it is; false: it runs no more, somebody has ended it. */
  advance(id: ReplayId, requestsDone: number, leaseUntil: Date): Promise<boolean>;
  /** False: it was over before. */
  end(id: ReplayId, state: Exclude<ReplayState, 'RUNNING'>, result: ReplayResult | null): Promise<boolean>;
  countRequests(period: Period): Promise<number>;
  /** In the order in which they were asked for, behind that place. */
  findRequests(wanted: PastWanted): Promise<readonly PastRow[]>;
  /** How long accepting and chatting usually took; null: nobody did. */
  findUsual(period: Period): Promise<{ readonly acceptMs: number | null; readonly chatMs: number | null }>;
  findAgents(): Promise<readonly ReplayedAgent[]>;
  findPools(): Promise<readonly PoolRecord[]>;
  /** Schedules and holidays that have been replaced, of each by time. */
  findSchedules(): Promise<PastSchedules>;
}

export interface ReplayReads {
  replays(ids: readonly ReplayId[]): Promise<readonly (ReplayRecord | null)[]>;
}

/** Runs replays beside everything else. */
export interface ReplayRunner {
  /** Answers at once and begins when its turn comes; what the work throws is logged, and `failed` is called. */
  run(job: {
    readonly workspaceId: WorkspaceId;
    readonly id: ReplayId;
    work(pace: ReplayPace): Promise<void>;
    /** Called now and then until its turn comes. */
    waits(): Promise<void>;
    failed(): Promise<void>;
  }): void;
}

export interface ReplayPace {
  /** Gives way to whatever else the process has to do. */
  breathe(): Promise<void>;
  /** The process is being stopped: end soon. */
  readonly isStopping: boolean;
}
