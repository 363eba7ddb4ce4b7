import type { Actor, InviteeActor } from '../auth/actor';
import { mayHandleMeeting } from '../auth/policy';
import type { MeetingId } from '../routing/terms';
import type { MeetingRecord } from './meeting.records';
import type { Transaction } from './ports';
import type { ConversationRecord } from './records';

export interface HeldMeeting {
  readonly meeting: MeetingRecord;
  readonly conversation: ConversationRecord;
}

/** Conversation, bookings, meeting: locked in the order in which a booking locks. Null: it is none of the caller's. */
export async function holdMeeting(
  tx: Transaction,
  actor: Actor | InviteeActor,
  id: MeetingId,
): Promise<HeldMeeting | null> {
  const seen = await tx.meetings.find(id);
  if (seen === null || !mayHandleMeeting(actor, seen)) return null;
  const [conversation, , meeting] = await Promise.all([
    tx.conversations.lock(seen.conversationId),
    tx.meetings.lockBookings(),
    tx.meetings.lock(id),
  ]);
  return conversation === null || meeting === null || !mayHandleMeeting(actor, meeting)
    ? null
    : { conversation, meeting };
}
