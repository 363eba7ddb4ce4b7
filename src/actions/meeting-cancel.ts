import type { Actor } from '../auth/actor';
import { mayHandleMeeting } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { MeetingId } from '../routing/terms';
import { meetingChange } from './meeting-change';
import { cannotChange, unknownMeeting } from './meeting-move';
import type { Ports } from './ports';

export interface MeetingCancelInput {
  readonly meetingId: MeetingId;
}

/** Calls a meeting off, up to its beginning. Cancelling what is cancelled answers the same. */
export async function meetingCancel(
  ports: Ports,
  actor: Actor,
  { meetingId }: MeetingCancelInput,
): Promise<Outcome<MeetingId>> {
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.meetings.lockBookings();
    const meeting = await tx.meetings.lock(meetingId);
    if (meeting === null || !mayHandleMeeting(actor, meeting)) return unknownMeeting();
    if (meeting.status === 'CANCELLED') return done(meetingId);
    const refused = cannotChange(meeting, tx.now);
    if (refused !== null) return refused;
    const after = { ...meeting, status: 'CANCELLED' } as const;
    await meetingChange(ports, tx, { before: meeting, after, what: 'cancelled' });
    return done(meetingId);
  });
}
