import { isPreview } from '../routing/preview';
import { audienceOf } from './conversation-line';
import type { Transaction } from './ports';
import type { ConversationRecord, UsageRecord, WorkspaceRecord } from './records';
import { tellUsage } from './usage-mail';

/** A step: the visitor's first sign of interest. Once for each conversation; the caller saves it and counts it at its end. */
export function conversationEngage(tx: Transaction, conversation: ConversationRecord): ConversationRecord {
  if (conversation.engagedAt !== null) return conversation;
  tx.emit({ ...audienceOf(conversation), type: 'CONVERSATION_ENGAGED' });
  return { ...conversation, engagedAt: tx.now };
}

export interface Engagement {
  readonly before: ConversationRecord;
  readonly after: ConversationRecord;
  readonly workspace: Pick<WorkspaceRecord, 'plan'>;
  /** As read before: a count that is behind by the ones at work tells the mail to the next. */
  readonly usage: UsageRecord;
}

/**
 * A step: counts what was engaged between the two. The last of its transaction, because the counters are one row for the
 * workspace and always come behind the routing lock: taken before it, two visitors would wait for each other.
 */
export function countEngagement(tx: Transaction, engagement: Engagement): void {
  const units = engagedUnits(engagement);
  for (let unit = 0; unit < units; unit += 1) tx.usage.countEngagedConversation();
  if (units === 0) return;
  const { engagedConversationsThisMonth: used, engagedConversationMonthlyLimit: limit } = engagement.usage;
  tellUsage(tx, { what: 'CONVERSATIONS', used: used + units, limit });
}

/**
 * One at the first answer, once for a conversation. On SELECT a conversation that leads to a live chat counts a second time:
 * at the request that produced its offer, like the live chat itself. A preview is counted nowhere.
 */
function engagedUnits({ before, after, workspace }: Omit<Engagement, 'usage'>): number {
  if (isPreview(after)) return 0;
  const engaged = before.engagedAt === null && after.engagedAt !== null ? 1 : 0;
  const led = before.liveChatId === null && after.liveChatState === 'OFFERED' ? 1 : 0;
  return engaged + (workspace.plan === 'SELECT' ? led : 0);
}
