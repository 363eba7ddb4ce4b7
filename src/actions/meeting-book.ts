/**
 * A booking in three steps: whom the visitor may book (nothing is locked), what their calendars say now (no transaction is held
 * while they think), and the booking itself, which asks everything anew behind its locks. A calendar that is down costs the
 * visitor nothing: its last word counts, and due work writes the meeting when it is back.
 *
 * That an agent is in one meeting at a time is the database's doing (`meeting_one_at_a_time`); the bookings' lock makes the
 * turns of a ring strict, and lets the second of two visitors read that the time is gone instead of failing at the commit.
 */
import type { Actor, VisitorActor } from '../auth/actor';
import { readValue } from '../routing/attribute-values';
import { done, type Outcome, type Refused } from '../routing/refusal';
import { refuseWith } from '../routing/refusal-words';
import { nextInRing } from '../routing/round-robin';
import { slotAt, type BookableAgent, type Slot } from '../routing/slots';
import type { AgentId, ConversationId, MeetingId } from '../routing/terms';
import { readName } from '../routing/text';
import { passKey } from '../streams/prompt';
import { bookingPlaceOf, findPoolAt, seePlay, type BookingPlace } from './booking-place';
import { findBookableAgents, recordsOf, type BookingPool } from './booking-pool';
import type { Booking, Chosen, MeetingBookInput } from './meeting-booking';
import { calendarsRefresh } from './calendar-refresh';
import { Faults } from './faults';
import { isKeptOut } from './kept-out';
import { checkTimeZone, nothingToBook } from './meeting-slots';
import { meetingSettle } from './meeting-settle';
import { holdPlay, type Playing } from './playing';
import { ConstraintViolation, type Ports, type Transaction } from './ports';
import { chatClosed, unknownConversation, visitorsOnly } from './refusals';
import { inVisitorsLanguage } from './visitor-words';

export interface Booked {
  readonly conversationId: ConversationId;
  /** Null in a preview: nobody is booked by one. */
  readonly meetingId: MeetingId | null;
}

export async function meetingBook(ports: Ports, actor: Actor, input: MeetingBookInput): Promise<Outcome<Booked>> {
  if (actor.kind !== 'VISITOR') return visitorsOnly();
  return inVisitorsLanguage(ports, actor, input.conversationId, await bookAs(ports, actor, input));
}

async function bookAs(ports: Ports, actor: VisitorActor, input: MeetingBookInput): Promise<Outcome<Booked>> {
  const read = readBooking(input);
  if (!read.ok) return read;
  const booking = read.value;
  const { workspaceId } = actor;
  const wanted = await ports.work(workspaceId, (tx) => findWanted(ports, tx, actor, booking));
  if (!wanted.ok) return wanted;
  await calendarsRefresh(ports, workspaceId, wanted.value);
  try {
    return await ports.work(workspaceId, (tx) => book(ports, tx, actor, booking));
  } catch (error) {
    // Somebody who takes no bookings' lock was quicker: an agent's meeting was moved by hand.
    if (error instanceof ConstraintViolation && error.constraint === 'meeting_one_at_a_time') return taken();
    throw error;
  }
}

function readBooking(input: MeetingBookInput): Outcome<Booking> {
  const faults = new Faults();
  checkTimeZone(input.timeZone, faults);
  const { email, name } = input;
  const address = email === null ? null : faults.read(readValue(email, 'EMAIL', ['email']));
  const called =
    name === null ? null : faults.read(readName(name, { what: 'The name', ofVisitor: 'NAME', field: ['name'] }));
  if (faults.any) return faults.refused();
  return done({ ...input, email: address ?? null, name: called ?? null });
}

/** The agents whose calendars matter: those who would be free as far as is known. */
async function findWanted(
  ports: Ports,
  tx: Transaction,
  { visitorId }: VisitorActor,
  booking: Booking,
): Promise<Outcome<readonly AgentId[]>> {
  const playing = await seePlay(ports, tx, { id: booking.conversationId, visitorId });
  if (playing === null) return unknownConversation();
  const place = bookingPlaceOf(playing);
  const pool = place === null ? null : await findPoolAt(tx, playing, place);
  // What is wrong is told behind the lock, where it is certain.
  if (pool === null) return done([]);
  return done((await findFree(tx, pool, booking)).map(({ agent }) => agent.agentId));
}

async function book(
  ports: Ports,
  tx: Transaction,
  { visitorId }: VisitorActor,
  booking: Booking,
): Promise<Outcome<Booked>> {
  const { conversationId } = booking;
  const playing = await holdPlay(ports, tx, conversationId);
  if (playing === null || playing.conversation.visitorId !== visitorId) return unknownConversation();
  const again = await findSame(tx, booking);
  if (again !== null) return done({ conversationId, meetingId: again });
  if (playing.conversation.status !== 'OPEN') return chatClosed();
  const place = bookingPlaceOf(playing);
  if (place === null) return nothingToBook();
  const email = booking.email ?? playing.facts.shown.get('email') ?? null;
  if (email === null) return refuseWith('INVALID', { text: 'ADDRESS_FOR_INVITATION' }, ['email']);
  if (isKeptOut(playing.workspace, email)) return nobodyToBook();
  const chosen = await choose(tx, { playing, place, booking });
  if (!chosen.ok) return chosen;
  const meetingId = await meetingSettle(ports, tx, playing, { place, booking: { ...booking, email }, ...chosen.value });
  return done({ conversationId, meetingId });
}

/** The answer was lost, not the booking. */
async function findSame(tx: Transaction, { conversationId, startsAt }: Booking): Promise<MeetingId | null> {
  const standing = await tx.meetings.findStandingOf(conversationId);
  return standing.find((meeting) => meeting.startsAt.getTime() === startsAt.getTime())?.id ?? null;
}

/** Whose turn it is among those who are free then. */
async function choose(
  tx: Transaction,
  of: { readonly playing: Playing; readonly place: BookingPlace; readonly booking: Booking },
): Promise<Outcome<Chosen>> {
  await tx.meetings.lockBookings();
  const pool = await findPoolAt(tx, of.playing, of.place);
  if (pool === null) return nobodyToBook();
  const free = await findFree(tx, pool, of.booking);
  const lastOffered = pool.poolId === null ? null : await tx.meetings.findTurn(pool.poolId);
  const isFree = (agentId: AgentId): boolean => free.some(({ agent }) => agent.agentId === agentId);
  const agentId = nextInRing({ order: pool.agentIds, lastOffered }, isFree);
  const slot = free.find(({ agent }) => agent.agentId === agentId)?.slot;
  return agentId === null || slot === undefined ? taken() : done({ pool, agentId, slot });
}

async function findFree(
  tx: Transaction,
  pool: BookingPool,
  { startsAt, endsAt }: Booking,
): Promise<readonly { readonly agent: BookableAgent; readonly slot: Slot }[]> {
  const agents = await findBookableAgents(tx, recordsOf(pool), { from: startsAt, to: startsAt });
  return agents.flatMap((agent) => {
    const slot = slotAt(agent, startsAt, tx.now);
    const fits = slot !== null && (endsAt === null || slot.endsAt.getTime() === endsAt.getTime());
    return fits ? [{ agent, slot }] : [];
  });
}

function nobodyToBook(): Refused {
  return refuseWith('AGENT_UNAVAILABLE', { text: 'NOBODY_TO_BOOK', key: passKey });
}

export function taken(): Refused {
  return refuseWith('CONFLICT', { text: 'TIME_TAKEN' }, ['startsAt']);
}
