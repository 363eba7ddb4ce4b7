/** Where a conversation waits for a booking: at a meeting card, or at a live chat card whose chat nobody took. */
import type { VisitorId } from '../routing/terms';
import { pathOf, waitingAt } from '../streams/place';
import type { LiveChatCard, MeetingCard } from '../streams/script';
import { findBookingPool, routingOfChat, type BookingPool } from './booking-pool';
import { isKeptOut } from './kept-out';
import { enterPlay, findSurroundingsOf, type Playing } from './playing';
import type { Ports, Transaction } from './ports';
import type { ConversationId } from '../routing/terms';

export interface BookingPlace {
  /** As the conversation names it. */
  readonly cardKey: string;
  readonly card: MeetingCard | LiveChatCard;
}

/** Null: this conversation waits for something else, or for nothing. */
export function bookingPlaceOf({ program, play, conversation }: Playing): BookingPlace | null {
  if (conversation.status !== 'OPEN' || conversation.waitingCard === null) return null;
  const card = waitingAt(program, play.place)?.card;
  const isOffered = card?.kind === 'MEETING' || (card?.kind === 'LIVE_CHAT' && card.fallbackBooking === true);
  return isOffered ? { cardKey: pathOf(play.place.frames, card.key), card } : null;
}

/** A step: whom the visitor may book there. */
export async function findPoolAt(
  tx: Transaction,
  playing: Playing,
  { card }: BookingPlace,
): Promise<BookingPool | null> {
  const { facts, person, conversation, workspace } = playing;
  if (isKeptOut(workspace, facts.attributes.get('email'))) return null;
  const { attributes } = facts;
  if (card.kind === 'MEETING') {
    return findBookingPool(tx, { routing: card.routing, attributes, ownerId: person.ownerId, missedBy: null });
  }
  const { liveChatId } = conversation;
  const [chat, offers] = await Promise.all([
    liveChatId === null ? null : tx.liveChats.find(liveChatId),
    liveChatId === null ? [] : tx.offers.findAllOf(liveChatId),
  ]);
  const missedBy = offers.map(({ agentId }) => agentId);
  const routing = chat === null ? card.routing : routingOfChat(chat);
  return findBookingPool(tx, { routing, attributes, ownerId: null, missedBy });
}

/** The visitor's own conversation as it plays, to be looked at: nothing is locked. Null: it is none of the visitor's. */
export async function seePlay(
  ports: Ports,
  tx: Transaction,
  of: { readonly id: ConversationId; readonly visitorId: VisitorId },
): Promise<Playing | null> {
  const [conversation, play, surroundings] = await Promise.all([
    tx.conversations.find(of.id),
    tx.play.find(of.id),
    findSurroundingsOf(ports, tx, { visitorId: of.visitorId, conversationId: of.id }),
  ]);
  if (conversation === null || conversation.visitorId !== of.visitorId || play === null) return null;
  return enterPlay(ports, tx, { conversation, play, surroundings });
}
