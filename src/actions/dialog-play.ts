import type { Step } from '../streams/step-terms';
import { conversationClose } from './conversation-close';
import { conversationEngage } from './conversation-engage';
import { audienceOf, say } from './conversation-line';
import { liveChatRequest } from './live-chat-request';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord } from './records';

/** A step: says what the dialog says next, and waits, asks for an agent or closes, as it decided. The caller saves. */
export async function dialogPlay(
  ports: Ports,
  tx: Transaction,
  from: ConversationRecord,
  step: Step,
): Promise<ConversationRecord> {
  let conversation = from;
  for (const { text } of step.says) conversation = say(ports, tx, conversation, { author: 'BOT', text }).conversation;
  const waitsFor = step.wait?.cardKey ?? null;
  if (step.ended) return conversationClose(tx, conversation, 'COMPLETED');
  if (waitsFor !== conversation.waitingCard) {
    conversation = { ...conversation, waitingCard: waitsFor };
    tx.emit({ ...audienceOf(conversation), type: 'PROMPT_CHANGED', cardKey: waitsFor });
  }
  if (step.liveChat === null) return conversation;
  // A dialog may open straight into a live chat: then asking for it is the visitor's first sign of interest.
  return liveChatRequest(ports, tx, conversationEngage(tx, conversation), step.liveChat);
}
