import type { LiveChatHappening } from '../routing/conversation';
import { conversationClose } from './conversation-close';
import { audienceOf, say, type Line } from './conversation-line';
import { unscheduleIdleness } from './idle-clock';
import { inStep, type Running } from './live-chat-held';
import { moveOf } from './live-chat-move';
import { agentChanged } from './offer-settle';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord, LiveChatRecord } from './records';

export interface LiveChatEnd {
  readonly by: Extract<LiveChatHappening, 'VISITOR_ENDED' | 'STAFF_ENDED' | 'FELL_IDLE'>;
  readonly lastWords: Extract<Line, { author: 'SYSTEM' }>;
}

/**
 * A step, and the only way out of CONNECTED: the agent's place is free, once, and the conversation is closed. The routing
 * lock is held; the caller saves the conversation.
 */
export function liveChatEnd(ports: Ports, tx: Transaction, running: Running, end: LiveChatEnd): ConversationRecord {
  const move = moveOf(running.chat, end.by);
  const { agentId } = running.chat;
  if (agentId === null || move.endReason === null || move.closes === null) {
    throw new Error(`Live chat ${running.chat.id} is ${running.chat.state} and cannot be ended as connected.`);
  }
  const chat: LiveChatRecord = { ...running.chat, state: move.state, endReason: move.endReason, endedAt: tx.now };
  tx.agents.releaseSeat(agentId);
  tx.liveChats.save(chat);
  unscheduleIdleness(tx, chat);
  const { conversation } = say(ports, tx, inStep(running.conversation, chat).conversation, end.lastWords);
  tx.emit({ ...audienceOf(conversation), type: 'LIVE_CHAT_ENDED', reason: move.endReason });
  const closed = conversationClose(tx, conversation, move.closes);
  agentChanged(tx, { agentId });
  return closed;
}
