import type { LiveChatRouting } from '../routing/terms';
import type { LiveChatCard } from '../streams/script';
import type { BookingPicture } from './booking-pool';
import type { SeenForRequest } from './live-chat-request';

/** What was read ahead of a step. */
export interface Foresight {
  /** Null: it was not foreseen that this would be asked. */
  isAvailable(routing: LiveChatRouting): boolean | null;
  bookingAt(routing: LiveChatRouting): BookingPicture | null;
  requestOf(card: Pick<LiveChatCard, 'key' | 'routing'>): SeenForRequest | null;
}
