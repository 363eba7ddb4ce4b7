import type { Decision } from '../routing/terms';
import { endOfMail } from './conversation-told';
import { visitorSlot } from './mail-ports';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord, LiveChatRecord, OfferRecord } from './records';
import { inEveryLanguage, staffText } from './staff-text';

export interface MissedChat {
  readonly conversation: ConversationRecord;
  readonly chat: LiveChatRecord;
  readonly decision: Decision;
  readonly offers: readonly OfferRecord[];
}

/** A step: tells the agents who were asked and everyone who manages agents. Each gets one mail for each missed chat. */
export function mailMissedChat(ports: Ports, tx: Transaction, missed: MissedChat): void {
  const { conversation, chat, decision, offers } = missed;
  const reason = `MISSED_${decision.fallbackReason ?? 'NOBODY_ELIGIBLE'}` as const;
  tx.storeStaffMail({
    topic: 'FAILED_CHATS',
    concerned: offers.map((offer) => offer.agentId),
    conversationId: conversation.id,
    cause: `live-chat-missed:${chat.id}`,
    words: inEveryLanguage((language) => ({
      subject: staffText(language, 'MISSED_SUBJECT', { visitor: visitorSlot }),
      text: [
        staffText(language, 'MISSED', { visitor: visitorSlot }),
        staffText(language, 'REASON', { reason: staffText(language, reason) }),
        ...endOfMail(ports, conversation, language),
      ].join('\n'),
    })),
  });
}
