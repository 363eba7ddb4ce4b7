import type { Transaction } from './ports';
import type { UsageRecord, WorkspaceRecord } from './records';
import { tellUsage } from './usage-mail';

/** As a request that finds somebody at once is counted. */
export function countServed(
  tx: Transaction,
  { workspace, usage }: { readonly workspace: WorkspaceRecord; readonly usage: UsageRecord },
): void {
  const { liveChatEngagementLimit, liveChatEngagements } = usage;
  const { engagedConversationMonthlyLimit, engagedConversationsThisMonth } = usage;
  tx.usage.countLiveChatEngagement();
  tellUsage(tx, { what: 'LIVE_CHATS', used: liveChatEngagements + 1, limit: liveChatEngagementLimit });
  if (workspace.plan !== 'SELECT') return;
  tx.usage.countEngagedConversation();
  const used = engagedConversationsThisMonth + 1;
  tellUsage(tx, { what: 'CONVERSATIONS', used, limit: engagedConversationMonthlyLimit });
}
