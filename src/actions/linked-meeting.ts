/**
 * A meeting as whoever holds the link of its mail sees it: when, with whom and where, and nothing of the conversation that it was
 * booked in. The link opens until the meeting is over; what it may change is asked by the verbs.
 */
import type { InviteeActor } from '../auth/actor';
import { routingAttributes } from '../routing/attributes';
import { done, refuse, type Outcome, type Refused } from '../routing/refusal';
import { meetingCancel } from './meeting-cancel';
import { cannotChange, meetingMove } from './meeting-move';
import { meetingOtherSlots, type MeetingOtherSlotsInput } from './meeting-other-slots';
import type { MeetingSlots } from './meeting-slots';
import type { MeetingRecord } from './meeting.records';
import type { Ports } from './ports';

export interface LinkedMeeting extends Pick<
  MeetingRecord,
  'status' | 'startsAt' | 'endsAt' | 'timeZone' | 'conferencing'
> {
  readonly agentName: string;
  /** Of the mails about it; null: unknown. */
  readonly language: string | null;
  /** It is still to come, and not called off. */
  readonly canChange: boolean;
}

export interface LinkedMeetingMoveInput {
  readonly token: string;
  readonly startsAt: Date;
  /** Null: as it was. */
  readonly timeZone: string | null;
}

export interface LinkedMeetingCancelInput {
  readonly token: string;
}

/** Null: the link is not whole, or the meeting is over. */
export async function linkedMeeting(ports: Ports, token: string): Promise<LinkedMeeting | null> {
  const holder = holderOf(ports, token);
  if (holder === null) return null;
  return ports.work(holder.workspaceId, async (tx) => {
    const meeting = await tx.meetings.find(holder.meetingId);
    if (meeting === null || meeting.endsAt <= tx.now) return null;
    const [agent, visitor, play] = await Promise.all([
      tx.agents.find(meeting.agentId),
      tx.visitors.find(meeting.visitorId),
      tx.play.find(meeting.conversationId),
    ]);
    const { status, startsAt, endsAt, timeZone, conferencing } = meeting;
    return {
      ...{ status, startsAt, endsAt, timeZone, conferencing },
      agentName: agent?.name ?? '',
      language: play?.language ?? routingAttributes(visitor?.attributes ?? []).get('language') ?? null,
      canChange: cannotChange(meeting, tx.now) === null,
    };
  });
}

export async function linkedMeetingMove(ports: Ports, input: LinkedMeetingMoveInput): Promise<Outcome<LinkedMeeting>> {
  const holder = await openHolder(ports, input.token);
  if (holder === null) return linkOver();
  const { startsAt, timeZone } = input;
  const moved = await meetingMove(ports, holder, { meetingId: holder.meetingId, startsAt, timeZone });
  return moved.ok ? asItIs(ports, input.token) : moved;
}

export async function linkedMeetingCancel(
  ports: Ports,
  { token }: LinkedMeetingCancelInput,
): Promise<Outcome<LinkedMeeting>> {
  const holder = await openHolder(ports, token);
  if (holder === null) return linkOver();
  const cancelled = await meetingCancel(ports, holder, { meetingId: holder.meetingId });
  return cancelled.ok ? asItIs(ports, token) : cancelled;
}

/** The times to which the link can move it. */
export async function linkedMeetingSlots(
  ports: Ports,
  { token, ...range }: { readonly token: string } & Omit<MeetingOtherSlotsInput, 'meetingId'>,
): Promise<Outcome<MeetingSlots>> {
  const holder = await openHolder(ports, token);
  if (holder === null) return linkOver();
  return meetingOtherSlots(ports, holder, { meetingId: holder.meetingId, ...range });
}

async function asItIs(ports: Ports, token: string): Promise<Outcome<LinkedMeeting>> {
  const meeting = await linkedMeeting(ports, token);
  return meeting === null ? linkOver() : done(meeting);
}

function holderOf(ports: Ports, token: string): InviteeActor | null {
  const linked = ports.meetingLinks.open(token);
  return linked === null ? null : { kind: 'INVITEE', ...linked };
}

/** A link that is over opens nothing, so that whoever finds an old mail learns nothing of what came of it. */
async function openHolder(ports: Ports, token: string): Promise<InviteeActor | null> {
  return (await linkedMeeting(ports, token)) === null ? null : holderOf(ports, token);
}

function linkOver(): Refused {
  return refuse('NOT_FOUND', 'This link is not whole, or its meeting is over. Use the one of the latest mail.', [
    'token',
  ]);
}
