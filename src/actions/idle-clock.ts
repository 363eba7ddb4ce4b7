/**
 * The idle clock of a connected chat. Messages move only `lastActivityAt`; the two timers are written at the accept, and one
 * that fires early asks the clock again and moves itself. So a message costs no timer.
 */
import { idleEndsAt, idleWarnsAt } from '../routing/conversation';
import type { RoutingSettings } from '../routing/terms';
import type { Transaction } from './ports';
import type { ConversationRecord, LiveChatRecord } from './records';

export interface IdleFrom {
  readonly lastActivityAt: ConversationRecord['lastActivityAt'];
  readonly settings: Pick<RoutingSettings, 'idleTimeoutSeconds' | 'idleWarningSeconds'>;
}

/** Writes both timers: at the accept, when one fired early, and after a change of the idle settings for each running chat. */
export function scheduleIdleness(tx: Transaction, chat: Pick<LiveChatRecord, 'id'>, from: IdleFrom): void {
  tx.schedule({ kind: 'IDLE_END', subjectId: chat.id, at: idleEndsAt(from.lastActivityAt, from.settings) });
  const warnsAt = idleWarnsAt(from.lastActivityAt, from.settings);
  if (warnsAt === null) tx.unschedule('IDLE_WARN', chat.id);
  else tx.schedule({ kind: 'IDLE_WARN', subjectId: chat.id, at: warnsAt });
}

export function unscheduleIdleness(tx: Transaction, chat: Pick<LiveChatRecord, 'id'>): void {
  tx.unschedule('IDLE_WARN', chat.id);
  tx.unschedule('IDLE_END', chat.id);
}
