import { audienceOf } from './conversation-line';
import type { Transaction } from './ports';
import type { ConversationRecord, UsageRecord } from './records';
import { tellUsage } from './usage-mail';

/** A step: the visitor's first sign of interest. Once for each conversation; the caller saves it and counts it at its end. */
export function conversationEngage(tx: Transaction, conversation: ConversationRecord): ConversationRecord {
  if (conversation.engagedAt !== null) return conversation;
  tx.emit({ ...audienceOf(conversation), type: 'CONVERSATION_ENGAGED' });
  return { ...conversation, engagedAt: tx.now };
}

/**
 * A step: counts what was engaged between the two. The last of its transaction, because the counters are one row for the
 * workspace and always come behind the routing lock: taken before it, two visitors would wait for each other.
 */
export async function countEngagement(
  tx: Transaction,
  counted: {
    readonly before: ConversationRecord;
    readonly after: ConversationRecord;
    /** As read before: a count that is behind by the ones at work tells the mail to the next. */
    readonly usage: UsageRecord;
  },
): Promise<void> {
  if (counted.before.engagedAt !== null || counted.after.engagedAt === null) return;
  tx.usage.countEngagedConversation();
  const { engagedConversationsThisMonth, engagedConversationMonthlyLimit: limit } = counted.usage;
  await tellUsage(tx, { what: 'CONVERSATIONS', used: engagedConversationsThisMonth + 1, limit });
}
