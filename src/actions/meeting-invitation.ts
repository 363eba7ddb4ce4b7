/** What an invitation says: the agent's own words with tokens, or the usual ones. */
import { fillText } from '../streams/tokens';
import type { CalendarEntry } from './meeting-ports';
import type { MeetingRecord } from './meeting.records';
import { meetingWords, spellTime } from './meeting-words';

export interface Inviting {
  readonly agent: { readonly name: string; readonly email: string };
  readonly startsAt: Date;
  readonly timeZone: string;
  readonly conferencing: string | null;
  /** The agent's own words; null: the usual ones. */
  readonly words: string | null;
  /** What the visitor may read of itself, by `attributeKey`. */
  readonly shown: ReadonlyMap<string, string>;
  readonly language: string | null;
}

/** These, and `{{visitor.firstName:"there"}}` for every attribute. */
const ownTokens = /\{\{\s*(agent\.name|agent\.email|meeting\.time|meeting\.place)\s*\}\}/g;

export function invitationText(of: Inviting): string {
  const { agent, conferencing, words, shown, language } = of;
  const { locale, place, booked } = meetingWords(language);
  const when = spellTime(of, locale);
  if (words === null) {
    return [booked(agent.name, when), ...(conferencing === null ? [] : [`${place}: ${conferencing}`])].join('\n\n');
  }
  const values: Readonly<Record<string, string>> = {
    'agent.name': agent.name,
    'agent.email': agent.email,
    'meeting.time': when,
    'meeting.place': conferencing ?? '',
  };
  // Each part is filled by itself: what an agent is called is no token, and is not read as one.
  const parts = words.split(ownTokens);
  return parts.map((part, index) => (index % 2 === 1 ? (values[part] ?? '') : fillText(part, shown))).join('');
}

/** The meeting for calendars, told to both sides alike. */
export function entryOf(
  meeting: MeetingRecord,
  agent: { readonly name: string; readonly email: string },
): CalendarEntry {
  const { attendeeEmail, attendeeName } = meeting;
  return {
    uid: meeting.calendarUid,
    sequence: meeting.sequence,
    isCancelled: meeting.status === 'CANCELLED',
    startsAt: meeting.startsAt,
    endsAt: meeting.endsAt,
    summary: meetingWords(null).title(agent.name, attendeeName ?? attendeeEmail),
    description: meeting.invitation,
    location: meeting.conferencing,
    organizer: agent,
    attendee: { name: attendeeName, email: attendeeEmail },
    createdAt: meeting.createdAt,
    changedAt: meeting.changedAt,
  };
}
