import { assertNever, type Decision, type FallbackReason } from '../routing/terms';
import { endOfMail } from './conversation-told';
import { visitorSlot } from './mail-ports';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord, LiveChatRecord, OfferRecord } from './records';

export interface MissedChat {
  readonly conversation: ConversationRecord;
  readonly chat: LiveChatRecord;
  readonly decision: Decision;
  readonly offers: readonly OfferRecord[];
}

/** A step: tells the agents who were asked and everyone who manages agents. Each gets one mail for each missed chat. */
export function mailMissedChat(ports: Ports, tx: Transaction, missed: MissedChat): void {
  const { conversation, chat, decision, offers } = missed;
  const why = [
    `${visitorSlot} asked for a live chat and nobody took it.`,
    `Reason: ${reasonOf(decision.fallbackReason)}`,
  ];
  tx.storeStaffMail({
    topic: 'FAILED_CHATS',
    concerned: offers.map((offer) => offer.agentId),
    conversationId: conversation.id,
    cause: `live-chat-missed:${chat.id}`,
    subject: `Missed chat: ${visitorSlot}`,
    text: [...why, ...endOfMail(ports, conversation)].join('\n'),
  });
}

function reasonOf(reason: FallbackReason | null): string {
  switch (reason) {
    case 'NOBODY_ELIGIBLE':
    case null:
      return 'no agent was free to take it.';
    case 'NO_RULE_MATCHED':
      return 'no routing rule matched this visitor.';
    case 'ATTEMPTS_EXHAUSTED':
      return 'every agent who was asked declined or did not answer.';
    case 'WAIT_EXCEEDED':
      return 'the visitor had waited for as long as the settings allow.';
    case 'BLOCKED_DOMAIN':
      return "the visitor's e-mail address lies in a blocked domain.";
    case 'QUEUE_FULL':
      return 'no agent was free to take it, and the queue was full.';
    case 'MESSAGE_LEFT':
      return 'the visitor left a message instead of waiting.';
    case 'OWNER_UNAVAILABLE':
      return 'the agent who looks after that account was not free to take it.';
    default:
      return assertNever(reason);
  }
}
