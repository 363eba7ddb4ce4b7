/** Taking hold of a live chat: always the conversation first, then the offer. What was read before a lock is read again. */
import type { LiveChatId, OfferId } from '../routing/terms';
import type { Transaction } from './ports';
import type { ConversationRecord, LiveChatRecord, OfferRecord } from './records';

/** A live chat with its conversation, whose row is locked: nothing about either changes but by this transaction. */
export interface Running {
  readonly conversation: ConversationRecord;
  readonly chat: LiveChatRecord;
}

/** An offer with what it belongs to; conversation and offer are locked. */
export interface Ringing extends Running {
  readonly offer: OfferRecord;
}

export async function holdLiveChat(tx: Transaction, id: LiveChatId): Promise<Running | null> {
  const seen = await tx.liveChats.find(id);
  if (seen === null) return null;
  const [conversation, chat] = await Promise.all([tx.conversations.lock(seen.conversationId), tx.liveChats.find(id)]);
  return conversation === null || chat === null ? null : { conversation, chat };
}

export interface OfferWanted<Beside> {
  /** Asked before anything is locked: nobody makes others wait by naming what is not theirs. */
  readonly isWanted: (offer: OfferRecord) => boolean;
  /** Looked at in the same breath, behind the locks. */
  readonly beside: (offer: OfferRecord) => Promise<Beside>;
}

export async function holdOffer<Beside>(
  tx: Transaction,
  id: OfferId,
  { isWanted, beside }: OfferWanted<Beside>,
): Promise<(Ringing & { readonly beside: Beside }) | null> {
  const seen = await tx.offers.find(id);
  if (seen === null || !isWanted(seen)) return null;
  const [conversation, offer, chat, found] = await Promise.all([
    tx.conversations.lock(seen.conversationId),
    tx.offers.lock(id),
    tx.liveChats.find(seen.liveChatId),
    beside(seen),
  ]);
  return conversation === null || offer === null || chat === null ? null : { conversation, offer, chat, beside: found };
}

/** For whoever needs nothing but the offer. */
export const nothingBeside = (): Promise<null> => Promise.resolve(null);

/** What has become of it. While it is being routed it has no row yet: it gets one with the first outcome, in one write. */
export function liveChatStore(tx: Transaction, before: LiveChatRecord, after: LiveChatRecord): void {
  if (before.state === 'ROUTING') tx.liveChats.insert(after);
  else tx.liveChats.save(after);
}

/** The conversation carries its live chat's state, so that a message needs one row to know who may write it. */
export function inStep(conversation: ConversationRecord, chat: LiveChatRecord): Running {
  return { chat, conversation: { ...conversation, liveChatId: chat.id, liveChatState: chat.state } };
}
