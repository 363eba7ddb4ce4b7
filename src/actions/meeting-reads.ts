/** What the graph reads of meetings, calendars and mails. See reads.ts for the rules. */
import type { MeetingStatus, NotificationTopic } from '../routing/meetings';
import type { AgentId, ConversationId, MeetingId } from '../routing/terms';
import type { MailId, StoredMail } from './mail-ports';
import type { CalendarConnectionRecord, MeetingRecord, MeetingSettingsRecord } from './meeting.records';
import type { Page, PageRequest } from './pages';

export interface SeenMeeting extends MeetingRecord {
  /** By the database's clock. */
  readonly hasPassed: boolean;
}

/** A connected calendar without its secret. */
export type SeenCalendar = Omit<CalendarConnectionRecord, 'secret'>;

export interface MeetingFilter {
  readonly agentId: AgentId | null;
  readonly status: MeetingStatus | null;
  /** True: those that are over; false: those that are not. */
  readonly passed: boolean | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

export const mailStates = ['WAITING', 'SENT', 'FAILED'] as const;
export type MailState = (typeof mailStates)[number];

export interface MeetingReads {
  meetings(ids: readonly MeetingId[]): Promise<readonly (SeenMeeting | null)[]>;
  /** By their beginning, earliest first. */
  meetingPage(filter: MeetingFilter, page: PageRequest): Promise<Page<SeenMeeting>>;
  /** By conversation, in the order in which they were booked. */
  meetingsOf(ids: readonly ConversationId[]): Promise<readonly (readonly SeenMeeting[])[]>;
  /** Null where the agent has set nothing. */
  meetingSettings(ids: readonly AgentId[]): Promise<readonly (MeetingSettingsRecord | null)[]>;
  calendars(ids: readonly AgentId[]): Promise<readonly (SeenCalendar | null)[]>;
  mutedTopics(agentId: AgentId): Promise<readonly NotificationTopic[]>;
  /** In which the agent reads mails; null: English. */
  mailLanguage(agentId: AgentId): Promise<string | null>;
  mails(ids: readonly MailId[]): Promise<readonly (StoredMail | null)[]>;
  /** Newest first. */
  mailPage(state: MailState | null, page: PageRequest): Promise<Page<StoredMail>>;
}
