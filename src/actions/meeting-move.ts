import type { Actor, InviteeActor } from '../auth/actor';
import { mayHandleMeeting } from '../auth/policy';
import { done, type Outcome, type Refused } from '../routing/refusal';
import { refuseWith } from '../routing/refusal-words';
import { slotAt, type Slot } from '../routing/slots';
import type { MeetingId } from '../routing/terms';
import { findBookableAgents } from './booking-pool';
import { calendarsRefresh } from './calendar-refresh';
import { Faults } from './faults';
import { taken } from './meeting-book';
import { meetingChange } from './meeting-change';
import { holdMeeting } from './meeting-held';
import { checkTimeZone } from './meeting-slots';
import type { MeetingRecord } from './meeting.records';
import { ConstraintViolation, type Ports, type Transaction } from './ports';
import { unknown } from './staff-refusals';
import { inVisitorsLanguage, isOnTheOtherSide } from './visitor-words';

/** So often a meeting may have changed before its link moves it no more. Cancelling goes on to work. */
const mostChanges = 20;

export interface MeetingMoveInput {
  readonly meetingId: MeetingId;
  readonly startsAt: Date;
  /** Null: as it was. */
  readonly timeZone: string | null;
}

/**
 * The same two people at another time. A visitor chooses among the times that can be booked; staff may choose any that is still
 * to come, since they have asked. Two meetings at once nobody gets.
 */
export async function meetingMove(
  ports: Ports,
  actor: Actor | InviteeActor,
  input: MeetingMoveInput,
): Promise<Outcome<MeetingId>> {
  const faults = new Faults();
  if (input.timeZone !== null) checkTimeZone(input.timeZone, faults);
  if (faults.any) return faults.refused();
  const seen = await ports.work(actor.workspaceId, (tx) => tx.meetings.find(input.meetingId));
  if (seen === null || !mayHandleMeeting(actor, seen)) return unknownMeeting();
  return inVisitorsLanguage(ports, actor, seen.conversationId, await moveAs(ports, actor, input, seen));
}

async function moveAs(
  ports: Ports,
  actor: Actor | InviteeActor,
  input: MeetingMoveInput,
  seen: MeetingRecord,
): Promise<Outcome<MeetingId>> {
  if (isOnTheOtherSide(actor)) await calendarsRefresh(ports, actor.workspaceId, [seen.agentId]);
  try {
    return await ports.work(actor.workspaceId, (tx) => move(ports, tx, actor, input));
  } catch (error) {
    if (error instanceof ConstraintViolation && error.constraint === 'meeting_one_at_a_time') return taken();
    throw error;
  }
}

async function move(
  ports: Ports,
  tx: Transaction,
  actor: Actor | InviteeActor,
  input: MeetingMoveInput,
): Promise<Outcome<MeetingId>> {
  const held = await holdMeeting(tx, actor, input.meetingId);
  if (held === null) return unknownMeeting();
  const { meeting, conversation } = held;
  const refused = cannotChange(meeting, tx.now);
  if (refused !== null) return refused;
  const { startsAt } = input;
  const timeZone = input.timeZone ?? meeting.timeZone;
  const isSame = startsAt.getTime() === meeting.startsAt.getTime();
  if (isSame && timeZone === meeting.timeZone) return done(meeting.id);
  // Each one is two mails to people: who goes on and on is no guest who looks for a time.
  if (actor.kind === 'INVITEE' && meeting.sequence >= mostChanges)
    return refuseWith('LIMIT_REACHED', { text: 'MEETING_MOVED_OFTEN' });
  const slot = isSame || !isOnTheOtherSide(actor) ? asLong(meeting, startsAt) : await findSlot(tx, meeting, startsAt);
  if (slot === null) return taken();
  if (slot.startsAt <= tx.now) return refuseWith('INVALID', { text: 'TIME_OVER' }, ['startsAt']);
  const status = 'RESCHEDULED';
  const after = { ...meeting, ...slot, timeZone, status } as const;
  await meetingChange(ports, tx, conversation, { before: meeting, after, what: 'moved' });
  return done(meeting.id);
}

function asLong({ startsAt, endsAt }: MeetingRecord, to: Date): Slot {
  return { startsAt: to, endsAt: new Date(to.getTime() + endsAt.getTime() - startsAt.getTime()) };
}

/** Null: the agent cannot be booked then, or at all any more. */
async function findSlot(tx: Transaction, meeting: MeetingRecord, startsAt: Date): Promise<Slot | null> {
  const bookable = await tx.calendars.findBookable();
  const record = bookable.find(({ agentId }) => agentId === meeting.agentId);
  if (record === undefined) return null;
  const asked = { from: startsAt, to: startsAt, without: meeting.id };
  const [agent] = await findBookableAgents(tx, [record], asked);
  return agent === undefined ? null : slotAt(agent, startsAt, tx.now);
}

/** For what is over or called off. */
export function cannotChange(meeting: MeetingRecord, now: Date): Refused | null {
  const field = ['meetingId'];
  if (meeting.status === 'CANCELLED') {
    return refuseWith('CONFLICT', { text: 'MEETING_CANCELLED' }, field);
  }
  return meeting.startsAt <= now ? refuseWith('CONFLICT', { text: 'MEETING_BEGUN' }, field) : null;
}

export function unknownMeeting(): Refused {
  return unknown('meeting', ['meetingId']);
}
