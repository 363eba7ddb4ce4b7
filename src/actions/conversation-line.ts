/** Adding a line to a conversation whose row is locked, or was inserted, by this transaction: so sequences are dense. */
import type { Audience, EventBody } from '../routing/events';
import { isPreview } from '../routing/preview';
import type { AgentId, SystemMessageCode, VisitorId } from '../routing/terms';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord, ConversationStanding, Message } from './records';

/** What is said in the transaction of something else: an agent's line is a message of its own (`messageSend`). */
export type Line =
  | {
      readonly author: 'BOT';
      readonly text: string;
      readonly html?: string | null;
      readonly cardKey?: string | null;
      readonly document?: Message['document'];
    }
  | { readonly author: 'SYSTEM'; readonly text: string; readonly systemCode: SystemMessageCode }
  | {
      readonly author: 'VISITOR';
      readonly authorId: VisitorId;
      readonly text: string;
      /** The card that it answers. */
      readonly cardKey?: string | null;
      readonly clientMessageId: string | null;
    };

/** Whoever may see the conversation: its visitor, and its agent from the accept on. A preview's visitor alone. */
export function audienceOf(conversation: ConversationStanding): Audience {
  const { id, visitorId, agentId } = conversation;
  if (isPreview(conversation)) return { conversationId: id, visitorId, agentId: null, onlyAgent: true };
  return { conversationId: id, visitorId, agentId, onlyAgent: false };
}

/**
 * The same and the guest and those who listen: they get a copy each, which stands in their part of the log, where a stream that
 * resumes finds it; who sees the whole workspace has the event once, under its public form.
 */
export function audiencesOf(conversation: ConversationStanding): readonly Audience[] {
  const { id: conversationId } = conversation;
  const besides = besidesOf(conversation).map((agentId): Audience => ({
    conversationId,
    visitorId: null,
    agentId,
    onlyAgent: true,
  }));
  return [audienceOf(conversation), ...besides];
}

/** Emits it for all of them. */
export function tell(tx: Pick<Transaction, 'emit'>, conversation: ConversationStanding, body: EventBody): void {
  for (const audience of audiencesOf(conversation)) tx.emit({ ...audience, ...body });
}

/** The same for staff alone. */
export function tellStaff(tx: Pick<Transaction, 'emit'>, conversation: ConversationRecord, body: EventBody): void {
  const { id: conversationId, agentId } = conversation;
  tx.emit({ conversationId, visitorId: null, agentId, onlyAgent: false, ...body });
  for (const other of besidesOf(conversation)) {
    tx.emit({ conversationId, visitorId: null, agentId: other, onlyAgent: true, ...body });
  }
}

function besidesOf({ guestAgentId, listenerIds = [] }: ConversationStanding): readonly AgentId[] {
  if (guestAgentId === null) return listenerIds;
  return [guestAgentId, ...listenerIds.filter((id) => id !== guestAgentId)];
}

export interface Said {
  /** With the new last sequence: to be saved by the caller, once, when all is said. */
  readonly conversation: ConversationRecord;
  readonly message: Message;
}

export function say(ports: Ports, tx: Transaction, conversation: ConversationRecord, line: Line): Said {
  const message: Message = {
    id: ports.newId(),
    conversationId: conversation.id,
    sequence: conversation.lastSequence + 1,
    author: line.author,
    authorId: 'authorId' in line ? line.authorId : null,
    authorName: null,
    text: line.text,
    systemCode: 'systemCode' in line ? line.systemCode : null,
    html: 'html' in line ? line.html : null,
    cardKey: 'cardKey' in line ? line.cardKey : null,
    document: 'document' in line ? line.document : null,
    clientMessageId: 'clientMessageId' in line ? line.clientMessageId : null,
    createdAt: tx.now,
  };
  tell(tx, conversation, { type: 'MESSAGE_ADDED', sequence: message.sequence, message });
  tx.messages.insert(message);
  // Only people break a silence: what the bot or the system says does not put off the idle end.
  const lastActivityAt = 'authorId' in line ? tx.now : conversation.lastActivityAt;
  return { conversation: { ...conversation, lastSequence: message.sequence, lastActivityAt }, message };
}
