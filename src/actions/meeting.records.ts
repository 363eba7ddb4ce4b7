/** Bookable hours, calendars and meetings as the stores hand them out and take them in. */
import type { Holiday } from '../routing/availability';
import type { Interval } from '../routing/hours';
import type { CalendarProviderKind, CalendarState, MeetingStatus } from '../routing/meetings';
import type { AgentId, ConversationId, MeetingId, RoutingStrategy, VisitorId, WeeklyHours } from '../routing/terms';

export interface MeetingSettingsRecord {
  readonly agentId: AgentId;
  /** Null: nobody books this agent. */
  readonly hours: WeeklyHours | null;
  readonly durationMinutes: number;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
  readonly noticeMinutes: number;
  /** Where the meeting is held: an address to dial in, a room. */
  readonly conferencing: string | null;
  /** What the invitation says, with tokens; null: the usual words. */
  readonly invitation: string | null;
}

/** What holds where an agent has set nothing. Most visitors must not come ten minutes after they booked. */
export const usualMeetingSettings = {
  hours: null,
  durationMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  noticeMinutes: 24 * 60,
  conferencing: null,
  invitation: null,
} as const satisfies Omit<MeetingSettingsRecord, 'agentId'>;

/** An agent who can be booked: active, with a right to meetings and with hours. */
export interface BookableRecord extends MeetingSettingsRecord {
  readonly hours: WeeklyHours;
  /** The agent's own and the workspace's: days of the agent's zone on which nobody is booked. */
  readonly holidays: readonly Holiday[];
  readonly name: string;
  readonly email: string;
}

export interface CalendarConnectionRecord {
  readonly agentId: AgentId;
  readonly provider: CalendarProviderKind;
  /** The calendar itself. */
  readonly url: string;
  readonly username: string;
  readonly secret: Uint8Array;
  readonly state: CalendarState;
  readonly connectedAt: Date;
  /** When it was last read and written without a fault. */
  readonly syncedAt: Date | null;
  /** Why it was not the last time. */
  readonly fault: string | null;
}

/** What a calendar last said. */
export interface BusyRecord {
  readonly agentId: AgentId;
  readonly busy: readonly Interval[];
  readonly coversFrom: Date;
  readonly coversTo: Date;
  readonly readAt: Date;
}

export interface MeetingRecord {
  readonly id: MeetingId;
  readonly agentId: AgentId;
  readonly visitorId: VisitorId;
  readonly conversationId: ConversationId;
  /** The card that it was booked at, as the conversation names it. */
  readonly cardKey: string;
  readonly status: MeetingStatus;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** The visitor's. */
  readonly timeZone: string;
  readonly attendeeEmail: string;
  readonly attendeeName: string | null;
  readonly pageUrl: string | null;
  readonly strategy: RoutingStrategy;
  /** The team or rule through which it came to its agent, by its name as it was then. */
  readonly queue: string | null;
  readonly conferencing: string | null;
  readonly invitation: string;
  readonly calendarUid: string;
  /** Counts its changes: calendars take the highest. */
  readonly sequence: number;
  /** The change that the agent's calendar has; null: none yet. */
  readonly writtenSequence: number | null;
  readonly createdAt: Date;
  readonly changedAt: Date;
}
