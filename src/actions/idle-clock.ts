import type { ConversationRecord, LiveChatRecord } from './records';
import type { Transaction } from './ports';

/**
 * Writes a connected chat's two timers. At the accept, and after a change of the idle settings for each running chat.
 * Messages move only `lastActivityAt`: a timer that fires early asks again when it is really due.
 */
export function scheduleIdleness(_tx: Transaction, _chat: Pick<LiveChatRecord, 'id'>, _from: IdleFrom): void {
  throw new Error('scheduleIdleness is not built yet');
}

export interface IdleFrom {
  readonly lastActivityAt: ConversationRecord['lastActivityAt'];
  readonly idleTimeoutSeconds: number;
  readonly idleWarningSeconds: number;
}
