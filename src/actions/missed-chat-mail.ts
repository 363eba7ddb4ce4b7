import { assertNever, type Decision, type FallbackReason } from '../routing/terms';
import { tellConversation } from './conversation-told';
import { findReceivers } from './mail-receivers';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord, LiveChatRecord, OfferRecord } from './records';

export interface MissedChat {
  readonly conversation: ConversationRecord;
  readonly chat: LiveChatRecord;
  readonly decision: Decision;
  readonly offers: readonly OfferRecord[];
}

/** A step: tells the agents who were asked and everyone who manages agents. Each gets one mail for each missed chat. */
export async function mailMissedChat(ports: Ports, tx: Transaction, missed: MissedChat): Promise<void> {
  const { conversation, chat, decision, offers } = missed;
  const tried = offers.map((offer) => offer.agentId);
  const [receivers, { who, lines }] = await Promise.all([
    findReceivers(tx, 'FAILED_CHATS', tried),
    tellConversation(ports, tx, conversation),
  ]);
  const why = [`${who} asked for a live chat and nobody took it.`, `Reason: ${reasonOf(decision.fallbackReason)}`];
  const text = [...why, ...lines].join('\n');
  for (const to of receivers) {
    tx.storeMail({ to, subject: `Missed chat: ${who}`, text, cause: `live-chat-missed:${chat.id}` });
  }
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
