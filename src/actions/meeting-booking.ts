import type { Slot } from '../routing/slots';
import type { AgentId, ConversationId } from '../routing/terms';
import type { BookingPool } from './booking-pool';

export interface MeetingBookInput {
  readonly conversationId: ConversationId;
  readonly startsAt: Date;
  /** As the slot told it; null: as long as the meeting of whoever is booked. */
  readonly endsAt: Date | null;
  readonly timeZone: string;
  /** Null: the address that the visitor has given in this browser. */
  readonly email: string | null;
  readonly name: string | null;
}

/** What was read of the input. */
export interface Booking extends Omit<MeetingBookInput, 'endsAt'> {
  readonly endsAt: Date | null;
}

/** Whose turn it is, and when. */
export interface Chosen {
  readonly pool: BookingPool;
  readonly agentId: AgentId;
  readonly slot: Slot;
}
