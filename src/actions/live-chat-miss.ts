import type { Decision } from '../routing/terms';
import { offerBooking, offerMessage, type BookingInstead } from './booking-offer';
import { conversationClose } from './conversation-close';
import { audienceOf, say } from './conversation-line';
import { inStep, liveChatStore, type Running } from './live-chat-held';
import { moveOf } from './live-chat-move';
import { mailMissedChat } from './missed-chat-mail';
import { decisionStore } from './offer-make';
import type { Ports, Transaction } from './ports';
import { queueLeave } from './queue-wait';
import type { LiveChatRecord, PlayRecord, WorkspaceRecord } from './records';

export interface Miss {
  /** Why nobody was found, or nobody is asked any more. */
  readonly decision: Decision;
  readonly workspace: WorkspaceRecord;
  /** Where the caller has read what a booking instead depends on. */
  readonly instead?: BookingInstead | null;
  /** As it is stored, or about to be, where the caller has it. */
  readonly play?: PlayRecord | null;
}

/**
 * A step: nobody took the chat, and no place is held for it. The visitor gets the fallback message, the conversation is
 * complete (unless it goes on to book a meeting or to leave a message), everyone who was asked learns that it was missed, and so does whoever looks after the agents.
 */
export async function liveChatMiss(ports: Ports, tx: Transaction, running: Running, miss: Miss): Promise<Running> {
  const move = moveOf(running.chat, 'NOBODY_LEFT');
  queueLeave(tx, running.chat);
  const offers = running.chat.attempts === 0 ? [] : await tx.offers.findAllOf(running.chat.id);
  const chat: LiveChatRecord = { ...running.chat, state: move.state, endedAt: tx.now };
  liveChatStore(tx, running.chat, chat);
  decisionStore(ports, tx, chat, miss.decision);
  const fallback = say(ports, tx, inStep(running.conversation, chat).conversation, {
    author: 'BOT',
    text: fallbackText(miss, chat),
  }).conversation;
  tx.emit({ ...audienceOf(fallback), type: 'LIVE_CHAT_MISSED' });
  for (const agentId of new Set(offers.map((offer) => offer.agentId))) {
    tx.emit({ conversationId: fallback.id, visitorId: null, agentId, onlyAgent: true, type: 'LIVE_CHAT_MISSED' });
  }
  // Neither where the package is used up nor for whom the workspace keeps from its agents is there anything to tell or to book.
  const isClosed = miss.decision.outcome === 'LIMIT_REACHED' || miss.decision.fallbackReason === 'BLOCKED_DOMAIN';
  const booking = isClosed
    ? null
    : await offerBooking(tx, { conversation: fallback, chat }, { offers, instead: miss.instead ?? null });
  const instead =
    booking ?? (isClosed ? null : await offerMessage(tx, { conversation: fallback, chat }, miss.play ?? null));
  const conversation = instead ?? conversationClose(tx, fallback, 'COMPLETED');
  if (!isClosed) {
    mailMissedChat(ports, tx, { conversation, chat, decision: miss.decision, offers });
  }
  return { conversation, chat };
}

/** Where the package is used up the workspace's own message is shown, whatever a card or a dialog says instead of it. */
function fallbackText({ decision, workspace }: Miss, chat: LiveChatRecord): string {
  const general = workspace.settings.fallbackMessage;
  return decision.outcome === 'LIMIT_REACHED' ? general : (chat.fallbackMessage ?? general);
}
