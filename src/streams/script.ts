/**
 * A dialog's stream as data: an ordered list of cards, the first of which is the entry. `next: null` ends a branch.
 * Published streams are immutable, so a script that an engaged visitor plays never changes under them.
 *
 * Optional fields are optional in storage, too: absent is the same as null or none.
 */
import type { ConditionMatch, DialogId, LiveChatRouting, Queue } from '../routing/terms';
import type { StreamCondition } from './audience-terms';

export const cardKinds = [
  'MESSAGE',
  'QUESTION',
  'INFO_CAPTURE',
  'DOCUMENT',
  'MEETING',
  'GOAL',
  'ACTION',
  'BRANCH',
  'FLOW',
  'LIVE_CHAT',
  'DELAY',
] as const;
export type CardKind = (typeof cardKinds)[number];

/** What visitors of one language read instead of the card's own words; what is absent falls back along the chain. */
export interface CardTranslation {
  readonly language: string;
  readonly text?: string | null;
  readonly html?: string | null;
  readonly placeholder?: string | null;
  readonly invalidMessage?: string | null;
  readonly title?: string | null;
  /** A live chat card's own fallback message. */
  readonly fallbackMessage?: string | null;
  /** By the response's key. */
  readonly labels?: readonly { readonly key: string; readonly label: string }[];
}

interface CardBase {
  readonly key: string;
  readonly translations?: readonly CardTranslation[];
}

/** What the bot says. `html` is the safe subset, cleaned on the way in; `text` says the same without it. */
interface Spoken extends CardBase {
  readonly text: string;
  readonly html?: string | null;
  /** Shown beside the closed widget. The entry card alone may poke; absent pokes where the entry card speaks. */
  readonly poke?: boolean | null;
}

export interface MessageCard extends Spoken {
  readonly kind: 'MESSAGE';
  readonly next: string | null;
}
export interface CardResponse {
  readonly key: string;
  readonly label: string;
  readonly storedValue: string | null;
  readonly next: string | null;
}
export interface QuestionCard extends Spoken {
  readonly kind: 'QUESTION';
  /** Where the chosen response's stored value (its label where none is given) goes. */
  readonly attribute: string | null;
  readonly responses: readonly CardResponse[];
}

export const knownValueRules = ['OVERWRITE', 'SKIP'] as const;
/** What an info capture does where the visitor has the attribute already: asks again, or goes on without asking. */
export type KnownValueRule = (typeof knownValueRules)[number];

export interface InfoCaptureCard extends Spoken {
  readonly kind: 'INFO_CAPTURE';
  readonly attribute: string;
  readonly placeholder?: string | null;
  readonly whenKnown?: KnownValueRule | null;
  /** Said instead of the system's sentence when the answer is of the wrong type. */
  readonly invalidMessage?: string | null;
  readonly next: string | null;
}
/** A PDF to read. What is read of it is told by `documentReport`. */
export interface DocumentCard extends Spoken {
  readonly kind: 'DOCUMENT';
  readonly title: string;
  readonly url: string;
  readonly next: string | null;
}
/** Offers bookable times and waits for a booking, or for the visitor to pass on it. */
export interface MeetingCard extends Spoken {
  readonly kind: 'MEETING';
  readonly routing: LiveChatRouting;
  readonly agentNameAttribute?: string | null;
  readonly agentEmailAttribute?: string | null;
  /** Behind a booking. */
  readonly next: string | null;
  /** Where nobody can be booked, and where the visitor passes. */
  readonly otherwise: string | null;
}
export interface GoalCard extends CardBase {
  readonly kind: 'GOAL';
  readonly name: string;
  /** 0 to 3, kept as the conversation's score. */
  readonly score: number | null;
  readonly next: string | null;
}
export interface ActionCard extends CardBase {
  readonly kind: 'ACTION';
  readonly attribute: string;
  /** May hold tokens. */
  readonly value: string;
  readonly next: string | null;
}
export interface Branch {
  readonly key: string;
  readonly match: ConditionMatch;
  readonly conditions: readonly StreamCondition[];
  readonly next: string | null;
}
/** The first branch whose conditions hold. */
export interface BranchCard extends CardBase {
  readonly kind: 'BRANCH';
  readonly branches: readonly Branch[];
  /** Null keeps the stream from being published (NO_ELSE): somebody always matches nothing. */
  readonly otherwise: { readonly next: string | null } | null;
}
/** Plays a published flow and goes on behind its end. One edit of the flow changes every dialog that uses it. */
export interface FlowCard extends CardBase {
  readonly kind: 'FLOW';
  readonly flowId: DialogId;
  readonly next: string | null;
}
export interface LiveChatCard extends CardBase {
  readonly kind: 'LIVE_CHAT';
  readonly routing: LiveChatRouting;
  readonly acceptWindowSeconds: number | null;
  /** Offers made before the fallback, 1 to 10; absent: the workspace's. */
  readonly attempts?: number | null;
  /** Instead of the dialog's or the workspace's. */
  readonly fallbackMessage?: string | null;
  /** Whether the fallback offers to book a meeting with whom the chat was for. */
  readonly fallbackBooking?: boolean | null;
  /** Visitors for whom nobody is free wait in a line of this card; absent: they get the fallback at once. */
  readonly queue?: Queue | null;
  /** Whether the fallback asks the visitor to leave a message. */
  readonly leaveMessage?: boolean | null;
  /** Kept so that a stream that goes on behind a live chat can be stored, shown and refused (LIVE_CHAT_NOT_LAST). */
  readonly next: string | null;
}
/** Waits that long before the next card speaks. */
export interface DelayCard extends CardBase {
  readonly kind: 'DELAY';
  readonly seconds: number;
  readonly next: string | null;
}
export type Card =
  | MessageCard
  | QuestionCard
  | InfoCaptureCard
  | DocumentCard
  | MeetingCard
  | GoalCard
  | ActionCard
  | BranchCard
  | FlowCard
  | LiveChatCard
  | DelayCard;
export type Script = readonly Card[];

export const issueSeverities = ['ERROR', 'WARNING'] as const;
export type IssueSeverity = (typeof issueSeverities)[number];

export const streamIssueCodes = [
  'EMPTY_STREAM',
  'DUPLICATE_KEY',
  'UNKNOWN_TARGET',
  'UNREACHABLE_CARD',
  'LOOP_WITHOUT_ANSWER',
  'LIVE_CHAT_NOT_LAST',
  'POKE_NOT_FIRST',
  'NO_ELSE',
  'FLOW_LOOP',
  'UNKNOWN_ATTRIBUTE',
  'UNKNOWN_AGENT',
  'UNKNOWN_TEAM',
  'UNKNOWN_LIST',
  'UNKNOWN_FLOW',
  'UNKNOWN_ROUTE',
  'UNKNOWN_ROUTER',
  'ROUTE_CYCLE',
  'ROUTE_DEAD_END',
  'ROUTE_TOO_LONG',
  'UNTRANSLATED_TEXT',
  'NO_QUESTION_BEFORE_LIVE_CHAT',
  'NO_CONTACT_BEFORE_LIVE_CHAT',
] as const;
export type StreamIssueCode = (typeof streamIssueCodes)[number];

export interface StreamIssue {
  readonly severity: IssueSeverity;
  readonly code: StreamIssueCode;
  /** What is wrong and what to do, in a sentence. */
  readonly message: string;
  readonly cardKey: string | null;
}
