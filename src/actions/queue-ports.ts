/** The visitors who wait for an agent, as the actions need them. */
import type { Pace, Turn } from '../routing/queue';
import type {
  AgentId,
  Attribute,
  Candidate,
  ConversationId,
  LiveChatId,
  Rule,
  TeamId,
  VisitorId,
} from '../routing/terms';
import type { ConversationRecord, LiveChatRecord, PoolRecord } from './records';
import type { RouterQuestionRecord } from './router.records';

/** One who waits, with all that a decision asks. */
export interface WaitingRecord {
  readonly chat: LiveChatRecord;
  /** What is known of the visitor, and of the person that the visitor is. */
  readonly attributes: readonly Attribute[];
  readonly personAttributes: readonly Attribute[];
  /** Whom this request was offered to, with when it last was. */
  readonly offered: readonly { readonly agentId: AgentId; readonly at: Date }[];
}

/** Everybody who waits, with all that deciding about them asks beside the candidates: as of the same answer. */
export interface Crowd {
  /** Whoever waits longest first. */
  readonly waiting: readonly WaitingRecord[];
  readonly workspacePool: PoolRecord;
  /** The rings of the teams that their routes or their answers name. */
  readonly teamPools: ReadonlyMap<TeamId, PoolRecord>;
  /** Empty where nobody's route asks them. */
  readonly rules: readonly Rule[];
  /** What customers' servers were asked about them. */
  readonly questions: readonly RouterQuestionRecord[];
}

/** As of the answer: to be asked before anything else is awaited. */
export interface CandidateLookup {
  /** Undefined for whoever is no agent of the workspace. */
  get(id: AgentId): Candidate | undefined;
  /** Those who wait in a queue of the workspace, and thus come before whoever asks now; null: nobody. */
  readonly crowd: Crowd | null;
}

/** One who waits, with what the visitor was last told of it. */
export interface ToldTurn extends Turn {
  readonly conversationId: ConversationId;
  readonly visitorId: VisitorId;
  readonly toldPlace: number | null;
  readonly toldWaitSeconds: number | null;
  readonly toldAt: Date | null;
}

/** What somebody who waits has just been told. */
export interface Told {
  readonly liveChatId: LiveChatId;
  readonly place: number;
  readonly waitSeconds: number | null;
}

/** Where somebody stands who waits, and how quickly the line moves; `served: 0`, and no times: nobody was served lately. */
export interface QueueTurn {
  readonly id: LiveChatId;
  readonly place: number;
  readonly served: number;
  readonly firstAt: Date | null;
  readonly lastAt: Date | null;
}

export interface QueueStore {
  /** Everybody who waits, whoever waits longest first. Behind the routing lock nobody can come to wait before the commit. */
  findWaiting(): Promise<readonly WaitingRecord[]>;
  /** The same in short. */
  findTurns(): Promise<readonly ToldTurn[]>;
  /** By line: how quickly it moved within the last hour. */
  findPaces(): Promise<ReadonlyMap<string, Pace>>;
  /** Leaves out whose row somebody else is changing: they are about to wait no more. */
  lockTurns(ids: readonly LiveChatId[]): Promise<ReadonlySet<LiveChatId>>;
  /** Locks conversations, but for those that somebody else holds: it waits for nobody. */
  lockFree(ids: readonly ConversationId[]): Promise<readonly ConversationRecord[]>;
  markServed(id: LiveChatId): void;
  /** In one statement, however many they are. */
  markTold(all: readonly Told[]): void;
  /** Places have changed: those who wait are told then, or when it is planned for anyway. */
  planTelling(at: Date): void;
  /** Somebody still waits: looked at again then, unless something happens before. */
  planLook(at: Date): void;
  /** Behind the routing lock, where nobody waits any more: agents who come free wake nobody from here on. */
  rest(): void;
}
