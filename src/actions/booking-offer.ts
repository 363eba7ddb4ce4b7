import { everythingKnown } from '../routing/attributes';
import type { RoutingAttributes } from '../routing/custom-rules';
import { bookingPoolOf, findBookingPicture, routingOfChat, type BookingPicture } from './booking-pool';
import { audienceOf } from './conversation-line';
import type { Running } from './live-chat-held';
import type { Transaction } from './ports';
import type { ConversationRecord, OfferRecord, PlayRecord } from './records';

/** All that an offer to book instead depends on. */
export interface BookingInstead {
  readonly picture: BookingPicture;
  readonly attributes: RoutingAttributes;
  /** As it is stored, or about to be. */
  readonly play: PlayRecord | null;
}

/**
 * A step, behind the fallback message of a chat that nobody took: where its card says so and somebody can be booked, the
 * conversation stays open and waits at that card for a booking, or for the visitor to pass on it. Null: it is over.
 */
export async function offerBooking(
  tx: Transaction,
  { conversation, chat }: Running,
  of: { readonly offers: readonly OfferRecord[]; readonly instead: BookingInstead | null },
): Promise<ConversationRecord | null> {
  const { bookingCard } = chat;
  if (bookingCard === null) return null;
  const { picture, attributes, play } = of.instead ?? (await findInstead(tx, { conversation, chat }));
  const missedBy = of.offers.map(({ agentId }) => agentId);
  if (
    play === null ||
    bookingPoolOf(picture, { routing: routingOfChat(chat), attributes, missedBy, ownerId: null }) === null
  )
    return null;
  tx.play.save({ ...play, place: { ...play.place, cardKey: bookingCard } });
  tx.emit({ ...audienceOf(conversation), type: 'PROMPT_CHANGED', cardKey: bookingCard });
  return { ...conversation, waitingCard: bookingCard };
}

/** A step, in the same place: where the card says so the conversation waits there for a message, or for the visitor to pass. */
export async function offerMessage(
  tx: Transaction,
  { conversation, chat }: Running,
  known: PlayRecord | null,
): Promise<ConversationRecord | null> {
  const { messageCard } = chat;
  const play = messageCard === null ? null : (known ?? (await tx.play.find(conversation.id)));
  if (messageCard === null || play === null) return null;
  tx.play.save({ ...play, place: { ...play.place, cardKey: messageCard } });
  tx.emit({ ...audienceOf(conversation), type: 'PROMPT_CHANGED', cardKey: messageCard });
  return { ...conversation, waitingCard: messageCard };
}

async function findInstead(tx: Transaction, { conversation, chat }: Running): Promise<BookingInstead> {
  const { id, visitorId } = conversation;
  const [picture, visitor, person, play] = await Promise.all([
    findBookingPicture(tx, routingOfChat(chat)),
    tx.visitors.find(visitorId),
    tx.people.findFacts(visitorId),
    tx.play.find(id),
  ]);
  return { picture, attributes: everythingKnown(visitor?.attributes ?? [], person.attributes), play };
}
