import { routingAttributes } from '../routing/attributes';
import type { MeetingId } from '../routing/terms';
import { say } from './conversation-line';
import { invitationText } from './meeting-invitation';
import { mailMeeting } from './meeting-mails';
import { emitMeeting } from './meeting-settle';
import { meetingSentence } from './meeting-words';
import type { MeetingRecord } from './meeting.records';
import type { Ports, Transaction } from './ports';
import type { AgentRecord, ConversationRecord } from './records';

/** A step, behind the one that called the meeting off: the same meeting with another agent stands and is told. */
export async function meetingTakeOver(
  ports: Ports,
  tx: Transaction,
  conversation: ConversationRecord,
  { meeting: before, agent }: { readonly meeting: MeetingRecord; readonly agent: AgentRecord },
): Promise<MeetingId> {
  const [settings, visitor, play] = await Promise.all([
    tx.calendars.findSettings(agent.id),
    tx.visitors.find(conversation.visitorId),
    tx.play.find(conversation.id),
  ]);
  const shown = routingAttributes(visitor?.attributes ?? []);
  const language = play?.language ?? shown.get('language') ?? null;
  const { startsAt, timeZone } = before;
  const { conferencing, invitation: words } = settings;
  const id = ports.newId<'Meeting'>();
  const meeting: MeetingRecord = {
    ...before,
    ...{ id, agentId: agent.id, status: 'SCHEDULED', queue: null, conferencing },
    invitation: invitationText({ agent, startsAt, timeZone, conferencing, words, shown, language }),
    calendarUid: `${id}@parley`,
    sequence: 0,
    writtenSequence: null,
    createdAt: tx.now,
    changedAt: tx.now,
  };
  tx.meetings.insert(meeting);
  tx.schedule({ kind: 'MEETING_SYNC', subjectId: agent.id, at: tx.now });
  const text = meetingSentence('booked', { agentName: agent.name, startsAt, timeZone }, language);
  const said = say(ports, tx, conversation, { author: 'BOT', text });
  tx.conversations.save(said.conversation);
  await mailMeeting(ports, tx, { meeting, agent, what: 'booked', language });
  emitMeeting(tx, said.conversation, { type: 'MEETING_BOOKED', meeting });
  return id;
}
