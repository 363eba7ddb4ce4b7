import { routingAttributes } from '../routing/attributes';
import { invitationText } from './meeting-invitation';
import { mailMeeting } from './meeting-mails';
import { emitMeeting } from './meeting-settle';
import type { MeetingRecord } from './meeting.records';
import type { Ports, Transaction } from './ports';

export interface MeetingChange {
  readonly before: MeetingRecord;
  readonly after: MeetingRecord;
  readonly what: 'moved' | 'cancelled';
}

/** A step, behind the bookings' lock and the meeting's: what has changed is stored, told to both sides and due for the calendar. */
export async function meetingChange(
  ports: Ports,
  tx: Transaction,
  { before, after, what }: MeetingChange,
): Promise<void> {
  const { agentId, visitorId, conversationId, startsAt, timeZone, conferencing } = after;
  const [agent, settings, visitor, conversation, play] = await Promise.all([
    tx.agents.find(agentId),
    tx.calendars.findSettings(agentId),
    tx.visitors.find(visitorId),
    tx.conversations.find(conversationId),
    tx.play.find(conversationId),
  ]);
  if (agent === null || conversation === null) throw new Error(`The meeting ${after.id} has lost its people.`);
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
  emitMeeting(tx, conversation, { type, meeting });
}
