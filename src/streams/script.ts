/**
 * A dialog's stream as data: an ordered list of cards, the first of which is the entry. `next: null` ends a branch.
 * Published streams are immutable, so a script that an engaged visitor plays never changes under them.
 */
import type { LiveChatRouting } from '../routing/terms';

export const cardKinds = ['MESSAGE', 'QUESTION', 'INFO_CAPTURE', 'LIVE_CHAT'] as const;
export type CardKind = (typeof cardKinds)[number];

export interface MessageCard {
  readonly kind: 'MESSAGE';
  readonly key: string;
  readonly text: string;
  readonly next: string | null;
}
export interface CardResponse {
  readonly key: string;
  readonly label: string;
  readonly storedValue: string | null;
  readonly next: string | null;
}
export interface QuestionCard {
  readonly kind: 'QUESTION';
  readonly key: string;
  readonly text: string;
  /** Where the chosen response's stored value (its label where none is given) goes. */
  readonly attribute: string | null;
  readonly responses: readonly CardResponse[];
}
export interface InfoCaptureCard {
  readonly kind: 'INFO_CAPTURE';
  readonly key: string;
  readonly text: string;
  readonly attribute: string;
  readonly next: string | null;
}
export interface LiveChatCard {
  readonly kind: 'LIVE_CHAT';
  readonly key: string;
  readonly routing: LiveChatRouting;
  readonly acceptWindowSeconds: number | null;
  /** Kept so that a stream that goes on behind a live chat can be stored, shown and refused (LIVE_CHAT_NOT_LAST). */
  readonly next: string | null;
}
export type Card = MessageCard | QuestionCard | InfoCaptureCard | LiveChatCard;
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
  'UNKNOWN_ATTRIBUTE',
  'UNKNOWN_AGENT',
  'UNKNOWN_TEAM',
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
