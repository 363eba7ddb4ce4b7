import type { LiveChatHappening } from '../routing/conversation';
import { conversationClose } from './conversation-close';
import { say, tell, type Line } from './conversation-line';
import { unscheduleIdleness } from './idle-clock';
import { inStep, type Running } from './live-chat-held';
import { moveOf } from './live-chat-move';
import { agentChanged, offerSettle } from './offer-settle';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord, LiveChatRecord, OfferRecord } from './records';

export interface LiveChatEnd {
  readonly by: Extract<LiveChatHappening, 'VISITOR_ENDED' | 'STAFF_ENDED' | 'FELL_IDLE'>;
  readonly lastWords: Extract<Line, { author: 'SYSTEM' }>;
  /** What rings at another agent to take it or to help; null: nothing. */
  readonly pending: OfferRecord | null;
}

/**
 * A step, and the only way out of CONNECTED: the agent's place and the guest's are free, once, and the conversation is closed.
 * The routing lock is held; the caller saves the conversation.
 */
export function liveChatEnd(ports: Ports, tx: Transaction, running: Running, end: LiveChatEnd): ConversationRecord {
  const move = moveOf(running.chat, end.by);
  const { agentId } = running.chat;
  if (agentId === null || move.endReason === null || move.closes === null) {
    throw new Error(`Live chat ${running.chat.id} is ${running.chat.state} and cannot be ended as connected.`);
  }
  const chat: LiveChatRecord = { ...running.chat, state: move.state, endReason: move.endReason, endedAt: tx.now };
  const { guestAgentId } = running.conversation;
  if (end.pending !== null) offerSettle(tx, end.pending, { state: 'WITHDRAWN', declineReason: null });
  tx.agents.releaseSeat(agentId);
  if (guestAgentId !== null) tx.agents.releaseSeat(guestAgentId);
  tx.liveChats.save(chat);
  unscheduleIdleness(tx, chat);
  const { conversation } = say(ports, tx, inStep(running.conversation, chat).conversation, end.lastWords);
  tell(tx, conversation, { type: 'LIVE_CHAT_ENDED', reason: move.endReason });
  const closed = conversationClose(tx, conversation, move.closes);
  agentChanged(tx, { agentId });
  if (guestAgentId !== null) agentChanged(tx, { agentId: guestAgentId });
  return closed;
}
