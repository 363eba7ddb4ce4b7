import type { AgentId } from '../routing/terms';
import { endOfMail } from './conversation-told';
import { visitorSlot } from './mail-ports';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord } from './records';

export interface FailedMeeting {
  readonly conversation: Pick<ConversationRecord, 'id' | 'pageUrl'>;
  /** A sentence that says what went wrong and what to do. */
  readonly reason: string;
  readonly concerned: readonly AgentId[];
  /** What failed: each is told once. */
  readonly cause: string;
}

/** A step: tells the agents concerned and everyone who manages agents that a visitor did not get a meeting as it should be. */
export function mailFailedMeeting(ports: Ports, tx: Transaction, failed: FailedMeeting): void {
  const { conversation, reason, concerned } = failed;
  const why = [`${visitorSlot} wanted to book a meeting.`, `Reason: ${reason}`];
  tx.storeStaffMail({
    topic: 'FAILED_MEETINGS',
    concerned,
    conversationId: conversation.id,
    cause: `meeting-failed:${failed.cause}`,
    subject: `Failed booking: ${visitorSlot}`,
    text: [...why, ...endOfMail(ports, conversation)].join('\n'),
  });
}
