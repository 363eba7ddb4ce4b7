import type { SystemLanguage } from '../routing/system-languages';
import type { MailWords } from './mail-ports';
import { meetingWords, spellTime } from './meeting-words';
import type { MeetingRecord } from './meeting.records';
import type { Transaction } from './ports';
import type { AgentRecord } from './records';
import { inEveryLanguage, staffText } from './staff-text';

/** So many are told one by one. */
const mostTold = 50;

/** A step: meetings that an agent leaves behind stand until somebody does something; who manages agents is told which. */
export function mailMeetingsLeft(
  tx: Transaction,
  { id, name }: Pick<AgentRecord, 'id' | 'name'>,
  meetings: readonly MeetingRecord[],
): void {
  if (meetings.length === 0) return;
  tx.storeStaffMail({
    topic: 'FAILED_MEETINGS',
    concerned: [],
    conversationId: null,
    cause: `meetings-left:${id}:${tx.now.toISOString()}`,
    words: inEveryLanguage((language) => wordsIn(language, name, meetings)),
  });
}

function wordsIn(language: SystemLanguage, agent: string, meetings: readonly MeetingRecord[]): MailWords {
  const count = meetings.length;
  const { locale } = meetingWords(language);
  const lines = meetings.slice(0, mostTold).map(({ startsAt, timeZone, attendeeName, attendeeEmail }) => {
    const who = attendeeName === null ? attendeeEmail : `${attendeeName} <${attendeeEmail}>`;
    return `${spellTime({ startsAt, timeZone }, locale)}: ${who}`;
  });
  const more = count - lines.length;
  return {
    subject: staffText(language, count === 1 ? 'LEFT_SUBJECT_ONE' : 'LEFT_SUBJECT', { agent, count }),
    text: [
      staffText(language, count === 1 ? 'LEFT_ONE' : 'LEFT', { agent, count }),
      '',
      ...lines,
      ...(more > 0 ? [staffText(language, 'LEFT_MORE', { count: more })] : []),
    ].join('\n'),
  };
}
