/** Those who watch over chats: what they say to the agent, and what is written down of it. */
import type { AuditAction } from '../routing/supervision';
import type { AgentId, AuditEntryId, ConversationId, LiveChatState, TeamId, WhisperId } from '../routing/terms';
import type { Page, PageRequest } from './pages';
import type { LiveChatRecord } from './records';

/** A line among staff beside a chat. */
export interface WhisperRecord {
  readonly id: WhisperId;
  readonly conversationId: ConversationId;
  readonly agentId: AgentId;
  /** As it was when it was said. */
  readonly agentName: string;
  readonly text: string;
  readonly clientMessageId: string | null;
  readonly createdAt: Date;
}

export interface AuditRecord {
  readonly id: AuditEntryId;
  readonly at: Date;
  readonly action: AuditAction;
  readonly actorId: AgentId;
  readonly conversationId: ConversationId | null;
  /** Whose chat it was. */
  readonly agentId: AgentId | null;
  readonly detail: string | null;
}

export interface SupervisionStore {
  insertWhisper(whisper: WhisperRecord): void;
  findWhisper(conversationId: ConversationId, agentId: AgentId, clientMessageId: string): Promise<WhisperRecord | null>;
  insertAudit(entry: AuditRecord): void;
  /** The chats in which this agent stands among those who listen; not locked. */
  findListenedTo(agentId: AgentId): Promise<readonly ConversationId[]>;
}

export interface RunningFilter {
  /** Of those that are not over; null: all of these. */
  readonly states: readonly LiveChatState[] | null;
  readonly agentId: AgentId | null;
  /** Of this team's members, or routed to it. */
  readonly teamId: TeamId | null;
}
export interface AuditFilter {
  readonly conversationId: ConversationId | null;
  readonly actorId: AgentId | null;
}

export interface SupervisionReads {
  /** Those that go on now, the one asked for first in front. */
  runningPage(filter: RunningFilter, page: PageRequest): Promise<Page<LiveChatRecord>>;
  whispers(ids: readonly WhisperId[]): Promise<readonly (WhisperRecord | null)[]>;
  /** By conversation, the newest 200, oldest first. */
  whispersOf(ids: readonly ConversationId[]): Promise<readonly (readonly WhisperRecord[])[]>;
  /** Newest first. */
  auditPage(filter: AuditFilter, page: PageRequest): Promise<Page<AuditRecord>>;
}
