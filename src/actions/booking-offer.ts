import type { LiveChatRouting } from '../routing/terms';
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
  if (bookingCard === null || !(await isBookable(tx, chat.routing))) return null;
  const play = await tx.play.find(conversation.id);
  if (play === null) return null;
  tx.play.save({ ...play, place: { ...play.place, cardKey: bookingCard } });
  tx.emit({ ...audienceOf(conversation), type: 'PROMPT_CHANGED', cardKey: bookingCard });
  return { ...conversation, waitingCard: bookingCard };
}

/** Whether anybody whom this routing names has bookable hours. There are no meetings yet: nobody has. */
function isBookable(_tx: Transaction, _routing: LiveChatRouting): Promise<boolean> {
  return Promise.resolve(false);
}
