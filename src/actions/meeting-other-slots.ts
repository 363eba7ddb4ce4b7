import type { Actor, InviteeActor } from '../auth/actor';
import { mayHandleMeeting } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import { sharedSlots } from '../routing/slots';
import type { MeetingId } from '../routing/terms';
import { findBookableAgents } from './booking-pool';
import { calendarsRefresh } from './calendar-refresh';
import { unknownMeeting } from './meeting-move';
import { checkRange, type MeetingSlots } from './meeting-slots';
import type { Ports } from './ports';

export interface MeetingOtherSlotsInput {
  readonly meetingId: MeetingId;
  readonly from: Date;
  readonly to: Date;
  readonly timeZone: string;
}

/** The times to which a meeting can be moved: its agent's, and its own time counts as free. `meetingMove` has the last word. */
export async function meetingOtherSlots(
  ports: Ports,
  actor: Actor | InviteeActor,
  input: MeetingOtherSlotsInput,
): Promise<Outcome<MeetingSlots>> {
  const refused = checkRange(input);
  if (refused !== null) return refused;
  const { meetingId, from, to, timeZone } = input;
  const { workspaceId } = actor;
  const meeting = await ports.work(workspaceId, (tx) => tx.meetings.find(meetingId));
  if (meeting === null || !mayHandleMeeting(actor, meeting)) return unknownMeeting();
  if (meeting.status === 'CANCELLED') return done({ timeZone, slots: [] });
  await calendarsRefresh(ports, workspaceId, [meeting.agentId]);
  const slots = await ports.work(workspaceId, async (tx) => {
    const bookable = await tx.calendars.findBookable();
    const records = bookable.filter(({ agentId }) => agentId === meeting.agentId);
    const agents = await findBookableAgents(tx, records, { from, to, without: meetingId });
    return sharedSlots(agents, { from, to, now: tx.now });
  });
  return done({ timeZone, slots });
}
