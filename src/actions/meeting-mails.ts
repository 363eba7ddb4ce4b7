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
  tx.storeMail({ to: meeting.attendeeEmail, subject: sentence, text: words, cause: `${cause}:visitor`, invitation });
  const conversation = { id: meeting.conversationId, visitorId: meeting.visitorId, pageUrl: meeting.pageUrl };
  const [{ who, lines }, settings] = await Promise.all([
    tellConversation(ports, tx, conversation),
    tx.calendars.findSettings(agent.id),
  ]);
  const { attendeeName: name, attendeeEmail: email } = meeting;
  const own = { startsAt: meeting.startsAt, timeZone: settings.hours?.timeZone ?? 'UTC' };
  const text = [
    `The meeting with ${name === null ? email : `${name} <${email}>`} is ${what}.`,
    `When: ${spellTime(own, meetingWords(null).locale)}`,
    ...(meeting.conferencing === null ? [] : [`Where: ${meeting.conferencing}`]),
    ...lines,
  ].join('\n');
  tx.storeMail({ to: agent.email, subject: `Meeting ${what}: ${who}`, text, cause: `${cause}:agent`, invitation });
}
