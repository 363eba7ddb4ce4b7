import { routingAttributes } from '../routing/attributes';
import { say } from './conversation-line';
import { invitationText } from './meeting-invitation';
import { mailMeeting } from './meeting-mails';
import { emitMeeting } from './meeting-settle';
import { meetingSentence } from './meeting-words';
import type { MeetingRecord } from './meeting.records';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord } from './records';

export interface MeetingChange {
  readonly before: MeetingRecord;
  readonly after: MeetingRecord;
  readonly what: 'moved' | 'cancelled';
}

/**
 * A step, behind the locks of `holdMeeting`: what has changed is stored, told to both sides and in the transcript, whatever has
 * become of the conversation, and due for the calendar. Answers with the conversation as it was saved.
 */
export async function meetingChange(
  ports: Ports,
  tx: Transaction,
  conversation: ConversationRecord,
  { before, after, what }: MeetingChange,
): Promise<ConversationRecord> {
  const { agentId, visitorId, conversationId, startsAt, timeZone, conferencing } = after;
  const [agent, settings, visitor, play] = await Promise.all([
    tx.agents.find(agentId),
    tx.calendars.findSettings(agentId),
    tx.visitors.find(visitorId),
    tx.play.find(conversationId),
  ]);
  if (agent === null) throw new Error(`The meeting ${after.id} has lost its people.`);
  const shown = routingAttributes(visitor?.attributes ?? []);
  const language = play?.language ?? shown.get('language') ?? null;
  const words = settings.invitation;
  const meeting: MeetingRecord = {
    ...after,
    invitation: invitationText({ agent, startsAt, timeZone, conferencing, words, shown, language }),
    sequence: before.sequence + 1,
    changedAt: tx.now,
  };
  tx.meetings.save(meeting);
  tx.schedule({ kind: 'MEETING_SYNC', subjectId: agentId, at: tx.now });
  await mailMeeting(ports, tx, { meeting, agent, what, language });
  const type = what === 'moved' ? 'MEETING_MOVED' : 'MEETING_CANCELLED';
  const told = { agentName: agent.name, startsAt, timeZone };
  const said = say(ports, tx, conversation, { author: 'BOT', text: meetingSentence(what, told, language) });
  tx.conversations.save(said.conversation);
  emitMeeting(tx, said.conversation, { type, meeting });
  return said.conversation;
}
