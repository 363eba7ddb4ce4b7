import type { ConversationRecord, LiveChatRecord, OfferRecord } from './records';
import type { Ports } from './ports';
import type { Transaction } from './ports';

/** A pending offer with what it belongs to; conversation and offer are locked, in that order, and re-read behind the lock. */
export interface Ringing {
  readonly conversation: ConversationRecord;
  readonly chat: LiveChatRecord;
  readonly offer: OfferRecord;
}

/** Why it rings no more, when nobody accepted it. */
export type Unanswered =
  { readonly state: 'DECLINED'; readonly reason: string | null } | { readonly state: 'EXPIRED' | 'WITHDRAWN' };

/**
 * A step: closes the pending offer, frees its place and offers the chat to the next candidate; with none left, or no
 * attempt, the visitor gets the fallback and the chat is missed. Saves what it changes. Takes the routing lock itself.
 */
export async function offerPassOn(
  _ports: Ports,
  _tx: Transaction,
  _ringing: Ringing,
  _unanswered: Unanswered,
): Promise<void> {
  throw new Error('offerPassOn is not built yet');
}
