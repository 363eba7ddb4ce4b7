/** What reports need of the stores. */
import type { AgentId, DialogId, TeamId } from '../routing/terms';
import type { TrafficSource } from './play.records';

/** Positions of the event log: how far it is folded, how far it reaches, and what of its beginning is no longer kept. */
export interface ReportState {
  readonly foldedTo: number;
  readonly logEnd: number;
  readonly trimmedUpTo: number;
}

export interface ReportStore {
  /** Locks the workspace's fold: one at a time. */
  lock(): Promise<ReportState>;
  /** Adds the events behind `from`, up to and with `to`, and remembers that they are in. */
  fold(from: number, to: number): void;
  /** Forgets every figure; to be folded anew in the same transaction. */
  clear(): void;
}

export const reportKinds = ['CONVERSATIONS', 'LIVE_CHATS', 'MEETINGS'] as const;
export type ReportKind = (typeof reportKinds)[number];

export const reportGroups = ['DAY', 'DIALOG', 'PAGE', 'SOURCE', 'KNOWN', 'AGENT', 'TEAM'] as const;
/** What the rows of a report are; each kind has its own choice of them. */
export type ReportGroup = (typeof reportGroups)[number];

/** Days are local ones of the zone, both included; what is null is not asked for. */
export interface ReportQuery {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  /** Null: one row for all. */
  readonly groupBy: ReportGroup | null;
  readonly dialogIds: readonly DialogId[] | null;
  readonly source: TrafficSource | null;
  readonly known: boolean | null;
  readonly agentId: AgentId | null;
  readonly teamId: TeamId | null;
}

export interface ConversationFigures {
  readonly triggered: number;
  readonly engaged: number;
  readonly completed: number;
  readonly dropped: number;
  readonly acquired: number;
  readonly goals: number;
  readonly documents: number;
  readonly meetings: number;
}
export interface LiveChatFigures {
  readonly requested: number;
  readonly connected: number;
  /** Running chats that were handed over to, or taken over by, the agent. */
  readonly received: number;
  readonly missed: number;
  readonly abandoned: number;
  readonly ended: number;
  readonly offered: number;
  readonly declined: number;
  readonly expired: number;
  readonly replied: number;
  /** Sums, in milliseconds: of the connected, of the replied, of the ended. */
  readonly waitMs: number;
  readonly firstReplyMs: number;
  readonly lengthMs: number;
}
export interface MeetingFigures {
  readonly booked: number;
  readonly moved: number;
  readonly cancelled: number;
}

/** `key` is what the row is of, as text: a day, an id, a page, a source, true or false; null for none of them. */
export interface ReportRow<Figures> {
  readonly key: string | null;
  readonly figures: Figures;
}

export interface Report<Figures> {
  /** Of the whole range, whatever the rows are and however many of them are told. */
  readonly total: Figures;
  /** None where nothing was grouped by. */
  readonly rows: readonly ReportRow<Figures>[];
}

export interface ReportReads {
  conversationReport(query: ReportQuery): Promise<Report<ConversationFigures>>;
  liveChatReport(query: ReportQuery): Promise<Report<LiveChatFigures>>;
  meetingReport(query: ReportQuery): Promise<Report<MeetingFigures>>;
}
