import { tell } from './conversation-line';
import type { Transaction } from './ports';
import type { ConversationRecord } from './records';

/** A step: nothing more can be said here. The caller says its last words before, and saves behind it. */
export function conversationClose(
  tx: Transaction,
  conversation: ConversationRecord,
  status: 'COMPLETED' | 'DROPPED',
): ConversationRecord {
  if (conversation.waitingCard !== null) {
    tell(tx, conversation, { type: 'PROMPT_CHANGED', cardKey: null });
    // What waits may be a delay: its timer has nothing to go on with any more.
    tx.unschedule('DIALOG_CONTINUE', conversation.id);
  }
  tell(tx, conversation, { type: 'CONVERSATION_ENDED' });
  // Whoever helped or listened has no part in what is over.
  return { ...conversation, status, waitingCard: null, guestAgentId: null, listenerIds: [], endedAt: tx.now };
}
