/**
 * The closed list of reasons we say no. A refusal is an answer, not an exception: it reaches the caller as `userErrors`
 * with a message that says what to do. Whatever is not in this list is a bug and is masked at the edge.
 */
import type { RefusalWords } from './refusal-texts';

export const refusalCodes = [
  'INVALID',
  'NOT_FOUND',
  'FORBIDDEN',
  'CONFLICT',
  'LIMIT_REACHED',
  'IN_USE',
  'OFFER_EXPIRED',
  'OFFER_TAKEN',
  'OFFER_WITHDRAWN',
  'AT_CAPACITY',
  'AGENT_UNAVAILABLE',
  'CONVERSATION_CLOSED',
  'STREAM_INVALID',
  'ALREADY_PUBLISHED',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export interface Refusal {
  readonly code: RefusalCode;
  /** One or two sentences for a person: what is wrong and what to do. */
  readonly message: string;
  /** The path inside the input, for example `['conditions', '0', 'attribute']`. Null when no one field is at fault. */
  readonly field: readonly string[] | null;
  /** Where visitors read it: what the message says, so that it can be said in their language. */
  readonly words?: RefusalWords;
}

/** What an action answers: its result, or why not. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusals: readonly Refusal[] };
export type Refused = Extract<Outcome<never>, { ok: false }>;

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refuse(code: RefusalCode, message: string, field: readonly string[] | null = null): Refused {
  return { ok: false, refusals: [{ code, message, field }] };
}

export function refuseAll(refusals: readonly Refusal[]): Refused {
  return { ok: false, refusals };
}
