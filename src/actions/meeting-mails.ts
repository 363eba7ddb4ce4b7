import { tellConversation } from './conversation-told';
import { entryOf } from './meeting-invitation';
import type { MeetingRecord } from './meeting.records';
import { meetingSentence, meetingWords, spellTime } from './meeting-words';
import type { Ports, Transaction } from './ports';
import type { AgentRecord } from './records';

export interface MeetingNews {
  readonly meeting: MeetingRecord;
  readonly agent: AgentRecord;
  readonly what: 'booked' | 'moved' | 'cancelled';
  readonly language: string | null;
}

/**
 * A step: both sides get the meeting as a mail that their calendars take by themselves; the agent reads the conversation with
 * it. One mail for each change and receiver.
 */
export async function mailMeeting(ports: Ports, tx: Transaction, news: MeetingNews): Promise<void> {
  const { meeting, agent, what, language } = news;
  const method = meeting.status === 'CANCELLED' ? 'CANCEL' : 'REQUEST';
  const invitation = { method, text: ports.calendars.invitation(entryOf(meeting, agent), method) } as const;
  const cause = `meeting:${meeting.id}:${meeting.sequence}`;
  const told = { agentName: agent.name, startsAt: meeting.startsAt, timeZone: meeting.timeZone };
  const sentence = meetingSentence(what, told, language);
  const words = what === 'cancelled' ? sentence : meeting.invitation;
  const changes = method === 'CANCEL' ? null : { meetingId: meeting.id, language };
  tx.storeMail({
    to: meeting.attendeeEmail,
    subject: sentence,
    text: words,
    cause: `${cause}:visitor`,
    invitation: { ...invitation, changes },
  });
  const conversation = { id: meeting.conversationId, pageUrl: meeting.pageUrl };
  const [linesIn, settings, own] = await Promise.all([
    tellConversation(ports, tx, conversation),
    tx.calendars.findSettings(agent.id),
    tx.mails.findLanguage(agent.id),
  ]);
  const { attendeeName: name, attendeeEmail: email } = meeting;
  const staffWords = meetingWords(own);
  const when = { startsAt: meeting.startsAt, timeZone: settings.hours?.timeZone ?? 'UTC' };
  const subject = staffWords.staff[what](name ?? email).replace(/[.。]$/, '');
  const text = [
    staffWords.staff[what](name === null ? email : `${name} <${email}>`),
    `${staffWords.when}: ${spellTime(when, staffWords.locale)}`,
    ...(meeting.conferencing === null ? [] : [`${staffWords.place}: ${meeting.conferencing}`]),
    ...linesIn(own ?? 'en'),
  ].join('\n');
  tx.storeMail({ to: agent.email, subject, text, cause: `${cause}:agent`, invitation });
}
