/** How conversations play, as the stores hand it out: one value per row, like the other records. */
import type { DocumentDeed } from '../routing/events';
import type { ConversationId, PersonId } from '../routing/terms';
import type { TrafficSource } from '../streams/traffic-source';
import type { ReachedGoal } from '../streams/goals';
import type { Place, ScriptAt } from '../streams/step-terms';

export const deliveries = ['CHATBOT', 'POPUP', 'INLINE'] as const;
/** How a conversation stands on the page. */
export type Delivery = (typeof deliveries)[number];

export { trafficSources, type TrafficSource } from '../streams/traffic-source';

/** How a conversation plays: apart from the conversation's row, because no message needs it. */
export interface PlayRecord {
  readonly conversationId: ConversationId;
  /** Its `cardKey` is the waiting card's inside its script. */
  readonly place: Place;
  /** The visitor's at the start, as a BCP 47 tag; null: unknown. */
  readonly language: string | null;
  /** The visitor's at the start, as an IANA name; null: unknown. */
  readonly timeZone: string | null;
  readonly referrer: string | null;
  /** Judged once, at the start. */
  readonly source: TrafficSource;
  readonly delivery: Delivery;
  /** Whether the visitor was known, and whether it had been here before, when it began. */
  readonly knownAtStart: boolean;
  readonly returning: boolean;
  /**
   * Takes the place of another that its visitor had not answered when the dialog was published anew: the same showing as that
   * one.
   */
  readonly again: boolean;
  /** Plays a draft, is counted nowhere and stands in no list. */
  readonly preview: boolean;
  /** Whose conversation it is, once an address was given in it or before it. */
  readonly personId: PersonId | null;
  /** 0 to 3; set by goal cards and agents, frozen at the end. */
  readonly score: number | null;
  /** When the delay that it waits for is over; null: it waits for none. */
  readonly continuesAt: Date | null;
  readonly goals: readonly ReachedGoal[];
}

/** A version, published or of a preview: it never changes. */
export interface PlayableScript extends ScriptAt {
  /** Instead of the workspace's; null: the workspace's. */
  readonly fallbackMessage: string | null;
}

/** Something that a visitor did with a document: each page and each search term once. */
export interface ReadingRecord {
  readonly conversationId: ConversationId;
  readonly cardKey: string;
  readonly what: DocumentDeed;
  /** The page's number or the search term; empty for what has none. */
  readonly detail: string;
  readonly firstAt: Date;
}
