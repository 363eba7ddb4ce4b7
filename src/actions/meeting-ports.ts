/**
 * What meetings need of the stores and of the world. A calendar is behind a port: one that is down, slow or refuses the
 * password must not touch a booking, so nothing here is called inside a transaction but the stores.
 */
import type { Interval } from '../routing/hours';
import type { CalendarProviderKind, CalendarState } from '../routing/meetings';
import type { AgentId, ConversationId, MeetingId, PoolId } from '../routing/terms';
import type {
  BookableRecord,
  BusyRecord,
  CalendarConnectionRecord,
  MeetingRecord,
  MeetingSettingsRecord,
} from './meeting.records';

export interface MeetingStore {
  /**
   * One booking of the workspace at a time, held until commit: behind the conversation's lock, before the routing lock. It
   * makes turns strict; that nobody is booked twice does not depend on it.
   */
  lockBookings(): Promise<void>;
  /** Of that agent, those that stand and are still to come, by their beginning. */
  findAheadOf(agentId: AgentId): Promise<readonly MeetingRecord[]>;
  find(id: MeetingId): Promise<MeetingRecord | null>;
  /** Locked; behind `lockBookings`. */
  lock(id: MeetingId): Promise<MeetingRecord | null>;
  /** Those of a conversation that stand, earliest first. */
  findStandingOf(conversationId: ConversationId): Promise<readonly MeetingRecord[]>;
  /** When these agents are in meetings between two instants. */
  findTaken(
    agentIds: readonly AgentId[],
    from: Date,
    to: Date,
  ): Promise<readonly (Interval & { readonly agentId: AgentId; readonly id: MeetingId })[]>;
  /** Those whose last change the agent's calendar does not have, oldest first. */
  findUnwritten(agentId: AgentId, limit: number): Promise<readonly MeetingRecord[]>;
  /** Which of these calendar entries are the agent's own meetings. */
  findOwnUids(agentId: AgentId, uids: readonly string[]): Promise<readonly string[]>;
  /** Fails the commit where the agent is in another meeting then: `meeting_one_at_a_time` is the real guard. */
  insert(meeting: MeetingRecord): void;
  /** Writes all that may change, under the same guard. */
  save(meeting: MeetingRecord): void;
  /** The calendar has that change now; never back to an older one. */
  markWritten(id: MeetingId, sequence: number): void;
  /** Who of a ring was booked last. Ask for it behind `lockBookings`. */
  findTurn(poolId: PoolId): Promise<AgentId | null>;
  saveTurn(poolId: PoolId, agentId: AgentId): void;
}

export interface CalendarStore {
  /** The usual ones where the agent has set nothing. */
  findSettings(agentId: AgentId): Promise<MeetingSettingsRecord>;
  saveSettings(settings: MeetingSettingsRecord): void;
  /** Everyone who can be booked, by creation. */
  findBookable(): Promise<readonly BookableRecord[]>;
  findConnection(agentId: AgentId): Promise<CalendarConnectionRecord | null>;
  findConnections(agentIds: readonly AgentId[]): Promise<readonly CalendarConnectionRecord[]>;
  /** One for each agent: another takes its place, and what the former one said is forgotten. */
  connect(connection: Omit<CalendarConnectionRecord, 'syncedAt' | 'fault' | 'state'>): void;
  disconnect(agentId: AgentId): void;
  /** What came of the last attempt. `connectedAt` fences it: another calendar may have been connected meanwhile. */
  note(
    of: Pick<CalendarConnectionRecord, 'agentId' | 'connectedAt'>,
    result: { readonly state: CalendarState; readonly fault: string | null; readonly syncedAt: Date | null },
  ): void;
  findBusy(agentIds: readonly AgentId[]): Promise<readonly BusyRecord[]>;
  /** Fenced like `note`. */
  saveBusy(of: Pick<CalendarConnectionRecord, 'connectedAt'>, busy: BusyRecord): void;
}

/** A meeting as a calendar or a mail tells it. */
export interface CalendarEntry {
  readonly uid: string;
  readonly sequence: number;
  readonly isCancelled: boolean;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly summary: string;
  readonly description: string;
  readonly location: string | null;
  readonly organizer: { readonly name: string; readonly email: string };
  readonly attendee: { readonly name: string | null; readonly email: string };
  readonly createdAt: Date;
  readonly changedAt: Date;
}

/** Time that a calendar says is taken, and by which of its entries. */
export interface BusyTime extends Interval {
  readonly uid: string | null;
}

/** What a calendar said. Not whole: it repeats something more often than is read, so that its owner may be busy at other times, too. */
export interface CalendarReading {
  readonly busy: readonly BusyTime[];
  readonly isWhole: boolean;
}

/** One agent's calendar. Every call is bounded in time and size, may be repeated, and throws `CalendarFault` alone. */
export interface CalendarProvider {
  /** `timeZone` reads what has none of its own: whole days, and times "by the clock on the wall". */
  busy(from: Date, to: Date, timeZone: string): Promise<CalendarReading>;
  /** Writes the entry, whatever of it is there already. */
  write(entry: CalendarEntry): Promise<void>;
  /** Not to find it is as good. */
  remove(uid: string): Promise<void>;
}

export const calendarFaults = ['CREDENTIALS', 'NOT_ALLOWED', 'NO_CALENDAR', 'REFUSED', 'UNREACHABLE'] as const;
export type CalendarFaultReason = (typeof calendarFaults)[number];

/** Why a calendar did not do what was asked. The message is for the agent: what is wrong and what to do. */
export class CalendarFault extends Error {
  constructor(
    readonly reason: CalendarFaultReason,
    message: string,
  ) {
    super(message);
    this.name = 'CalendarFault';
  }
}

export interface Calendars {
  /** Signs in, and finds the calendar that meetings are to be written to. Throws `CalendarFault`. */
  probe(account: {
    readonly provider: CalendarProviderKind;
    readonly url: string;
    readonly username: string;
    readonly password: string;
  }): Promise<{ readonly url: string }>;
  /** `owner` is who sealed it: a secret that was moved to another row does not open. Throws `CalendarFault`. */
  open(connection: CalendarConnectionRecord, owner: string): CalendarProvider;
  seal(secret: string, owner: string): Uint8Array;
  /** As an iCalendar text. */
  invitation(entry: CalendarEntry, method: 'REQUEST' | 'CANCEL'): string;
}
