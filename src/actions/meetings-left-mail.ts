import { spellTime } from './meeting-words';
import type { MeetingRecord } from './meeting.records';
import type { Transaction } from './ports';
import type { AgentRecord } from './records';

/** So many are told one by one. */
const mostTold = 50;

/** A step: meetings that an agent leaves behind stand until somebody does something; who manages agents is told which. */
export function mailMeetingsLeft(
  tx: Transaction,
  { id, name }: Pick<AgentRecord, 'id' | 'name'>,
  meetings: readonly MeetingRecord[],
): void {
  if (meetings.length === 0) return;
  const lines = meetings.slice(0, mostTold).map(({ startsAt, timeZone, attendeeName, attendeeEmail }) => {
    const who = attendeeName === null ? attendeeEmail : `${attendeeName} <${attendeeEmail}>`;
    return `${spellTime({ startsAt, timeZone }, 'en-GB')}: ${who}`;
  });
  const more = meetings.length - lines.length;
  const count = meetings.length === 1 ? '1 meeting' : `${meetings.length} meetings`;
  tx.storeStaffMail({
    topic: 'FAILED_MEETINGS',
    concerned: [],
    conversationId: null,
    cause: `meetings-left:${id}:${tx.now.toISOString()}`,
    subject: `${name} is deactivated and leaves ${count}`,
    text: [
      `${name} is deactivated, and ${count} that visitors have booked still stand. Give each to another agent, or cancel it.`,
      '',
      ...lines,
      ...(more > 0 ? [`… and ${more} more`] : []),
    ].join('\n'),
  });
}
