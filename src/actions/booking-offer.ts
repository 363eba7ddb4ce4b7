import { everythingKnown } from '../routing/attributes';
import { findBookingPool } from './booking-pool';
import { audienceOf } from './conversation-line';
import type { Running } from './live-chat-held';
import type { Transaction } from './ports';
import type { ConversationRecord } from './records';

/**
 * A step, behind the fallback message of a chat that nobody took: where its card says so and somebody can be booked, the
 * conversation stays open and waits at that card for a booking, or for the visitor to pass on it. Null: it is over.
 */
export async function offerBooking(
  tx: Transaction,
  { conversation, chat }: Running,
): Promise<ConversationRecord | null> {
  const { bookingCard } = chat;
  if (bookingCard === null) return null;
  const [isBookable, play] = await Promise.all([
    findWhomToBook(tx, { conversation, chat }),
    tx.play.find(conversation.id),
  ]);
  if (!isBookable) return null;
  if (play === null) return null;
  tx.play.save({ ...play, place: { ...play.place, cardKey: bookingCard } });
  tx.emit({ ...audienceOf(conversation), type: 'PROMPT_CHANGED', cardKey: bookingCard });
  return { ...conversation, waitingCard: bookingCard };
}

/** Whether somebody whom the chat was for can be booked. */
async function findWhomToBook(tx: Transaction, { conversation, chat }: Running): Promise<boolean> {
  const { visitorId } = conversation;
  const [visitor, person, offers] = await Promise.all([
    tx.visitors.find(visitorId),
    tx.people.findFacts(visitorId),
    tx.offers.findAllOf(chat.id),
  ]);
  const attributes = everythingKnown(visitor?.attributes ?? [], person.attributes);
  const missedBy = offers.map(({ agentId }) => agentId);
  return (await findBookingPool(tx, { routing: chat.routing, attributes, missedBy })) !== null;
}
