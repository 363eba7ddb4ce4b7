import type { Actor, InviteeActor } from '../auth/actor';
import { done, type Outcome } from '../routing/refusal';
import type { MeetingId } from '../routing/terms';
import { meetingChange } from './meeting-change';
import { holdMeeting } from './meeting-held';
import { cannotChange, unknownMeeting } from './meeting-move';
import type { Ports } from './ports';
import { inLanguage, isOnTheOtherSide } from './visitor-words';

export interface MeetingCancelInput {
  readonly meetingId: MeetingId;
}

/** Calls a meeting off, up to its beginning. Cancelling what is cancelled answers the same. */
export async function meetingCancel(
  ports: Ports,
  actor: Actor | InviteeActor,
  { meetingId }: MeetingCancelInput,
): Promise<Outcome<MeetingId>> {
  return ports.work(actor.workspaceId, async (tx) => {
    const held = await holdMeeting(tx, actor, meetingId);
    if (held === null) return unknownMeeting();
    const { meeting, conversation } = held;
    if (meeting.status === 'CANCELLED') return done(meetingId);
    const refused = cannotChange(meeting, tx.now);
    if (refused !== null) {
      const play = isOnTheOtherSide(actor) ? await tx.play.find(conversation.id) : null;
      return inLanguage(refused, play?.language ?? null);
    }
    const after = { ...meeting, status: 'CANCELLED' } as const;
    await meetingChange(ports, tx, conversation, { before: meeting, after, what: 'cancelled' });
    return done(meetingId);
  });
}
