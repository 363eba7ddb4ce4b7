import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { routingAttributes } from '../routing/attributes';
import { done, type Outcome, type Refused } from '../routing/refusal';
import { refuseWith } from '../routing/refusal-words';
import { sharedSlots, type SharedSlot } from '../routing/slots';
import type { ConversationId, LiveChatRouting, VisitorId, WorkspaceId } from '../routing/terms';
import { dayMs, isTimeZone } from '../routing/zone';
import { bookingPlaceOf, findPoolAt, seePlay } from './booking-place';
import { findBookableAgents, findBookingPool, recordsOf, type BookingPool } from './booking-pool';
import { calendarsRefresh } from './calendar-refresh';
import { Faults } from './faults';
import type { Ports, Transaction } from './ports';
import { chatClosed, unknownConversation } from './refusals';
import { notAllowed } from './staff-refusals';
import { inLanguage } from './visitor-words';

export interface MeetingSlotsInput {
  /** The visitor's own, at a meeting prompt; or `routing`, for staff who try it out. */
  readonly conversationId: ConversationId | null;
  readonly routing: LiveChatRouting | null;
  readonly from: Date;
  readonly to: Date;
  readonly timeZone: string;
}

export interface MeetingSlots {
  readonly timeZone: string;
  readonly slots: readonly SharedSlot[];
}

/** A month and a bit: what a calendar page shows. */
const longestRangeDays = 42;

/** The times that can be booked now. Another visitor may be quicker: `meetingBook` has the last word. */
export async function meetingSlots(
  ports: Ports,
  actor: Actor,
  input: MeetingSlotsInput,
): Promise<Outcome<MeetingSlots>> {
  const refused = checkRange(input);
  if (refused !== null) return refused;
  const { from, to, timeZone } = input;
  const pool = await ports.work(actor.workspaceId, (tx) => findPool(ports, tx, actor, input));
  if (!pool.ok) return pool;
  if (pool.value === null) return done({ timeZone, slots: [] });
  const slots = await slotsOf(ports, actor.workspaceId, pool.value, { from, to });
  return done({ timeZone, slots });
}

async function slotsOf(
  ports: Ports,
  workspaceId: WorkspaceId,
  pool: BookingPool,
  asked: { readonly from: Date; readonly to: Date },
): Promise<readonly SharedSlot[]> {
  await calendarsRefresh(ports, workspaceId, pool.agentIds);
  return ports.work(workspaceId, async (tx) => {
    const agents = await findBookableAgents(tx, recordsOf(pool), asked);
    return sharedSlots(agents, { ...asked, now: tx.now });
  });
}

function findPool(
  ports: Ports,
  tx: Transaction,
  actor: Actor,
  { conversationId, routing }: MeetingSlotsInput,
): Promise<Outcome<BookingPool | null>> {
  if (conversationId !== null && actor.kind === 'VISITOR') {
    return poolOfConversation(ports, tx, { id: conversationId, visitorId: actor.visitorId });
  }
  if (routing === null || actor.kind === 'VISITOR') return Promise.resolve(unknownConversation());
  return poolOfRouting(tx, actor, routing);
}

async function poolOfConversation(
  ports: Ports,
  tx: Transaction,
  of: { readonly id: ConversationId; readonly visitorId: VisitorId },
): Promise<Outcome<BookingPool | null>> {
  const playing = await seePlay(ports, tx, of);
  if (playing === null) return unknownConversation();
  const { language } = playing.play;
  if (playing.conversation.status !== 'OPEN') return inLanguage(chatClosed(), language);
  const place = bookingPlaceOf(playing);
  return place === null ? inLanguage(nothingToBook(), language) : done(await findPoolAt(tx, playing, place));
}

async function poolOfRouting(
  tx: Transaction,
  actor: Actor,
  routing: LiveChatRouting,
): Promise<Outcome<BookingPool | null>> {
  if (!may(actor, 'routing.simulate')) return notAllowed('look at the times of others');
  return done(await findBookingPool(tx, { routing, attributes: routingAttributes([]), missedBy: null, ownerId: null }));
}

export function nothingToBook(): Refused {
  return refuseWith('CONFLICT', { text: 'NOTHING_TO_BOOK' }, ['conversationId']);
}

export function checkRange({
  from,
  to,
  timeZone,
}: Pick<MeetingSlotsInput, 'from' | 'to' | 'timeZone'>): Refused | null {
  const faults = new Faults();
  checkTimeZone(timeZone, faults);
  const days = (to.getTime() - from.getTime()) / dayMs;
  if (days <= 0) faults.add('The end is not behind the beginning. Choose a later one.', ['to']);
  if (days > longestRangeDays) faults.add(`Ask for at most ${longestRangeDays} days at once.`, ['to']);
  return faults.any ? faults.refused() : null;
}

export function checkTimeZone(timeZone: string, faults: Faults): void {
  if (isTimeZone(timeZone)) return;
  const message = `“${timeZone.slice(0, 100)}” is no time zone. Give its IANA name, such as Europe/Stockholm or UTC.`;
  faults.add(message, ['timeZone']);
}
