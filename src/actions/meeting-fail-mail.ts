import type { SystemLanguage } from '../routing/system-languages';
import type { AgentId } from '../routing/terms';
import { endOfMail } from './conversation-told';
import { visitorSlot } from './mail-ports';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord } from './records';
import { inEveryLanguage, staffText } from './staff-text';

export interface FailedMeeting {
  readonly conversation: Pick<ConversationRecord, 'id' | 'pageUrl'>;
  /** What went wrong, and what to do. */
  reason(language: SystemLanguage): string;
  readonly concerned: readonly AgentId[];
  /** What failed: each is told once. */
  readonly cause: string;
}

/** A step: tells the agents concerned and everyone who manages agents that a visitor did not get a meeting as it should be. */
export function mailFailedMeeting(ports: Ports, tx: Transaction, failed: FailedMeeting): void {
  const { conversation, concerned } = failed;
  tx.storeStaffMail({
    topic: 'FAILED_MEETINGS',
    concerned,
    conversationId: conversation.id,
    cause: `meeting-failed:${failed.cause}`,
    words: inEveryLanguage((language) => ({
      subject: staffText(language, 'BOOKING_SUBJECT', { visitor: visitorSlot }),
      text: [
        staffText(language, 'BOOKING', { visitor: visitorSlot }),
        staffText(language, 'REASON', { reason: failed.reason(language) }),
        ...endOfMail(ports, conversation, language),
      ].join('\n'),
    })),
  });
}
