import type { ConversationStore, DecisionStore, LiveChatStore, MessageStore, OfferStore } from '../actions/ports';
import {
  conversationClaimMissed,
  conversationFind,
  conversationFindOpen,
  conversationFindOpenOf,
  conversationInsert,
  conversationLock,
  conversationSave,
  readMarkMove,
} from './sql/conversation.sql';
import {
  liveChatFind,
  liveChatFindConnected,
  liveChatFindLatestOf,
  liveChatInsert,
  liveChatSave,
} from './sql/live-chat.sql';
import { messageAppend, messageFindByClientId, messageFindLast, messageInsert } from './sql/message.sql';
import {
  offerFind,
  offerFindAllOf,
  offerFindPendingFor,
  offerFindPendingOf,
  offerInsert,
  offerLock,
  offerSave,
} from './sql/offer.sql';
import { decisionInsert } from './sql/routing-decision.sql';
import type { TransactionLine } from './transaction-line';

export function createConversationStore(line: TransactionLine): ConversationStore {
  const { workspaceId } = line;
  return {
    find: async (id) => (await line.ask(conversationFind(workspaceId, id)))[0] ?? null,
    lock: async (id) => (await line.lock(conversationLock(workspaceId, id)))[0] ?? null,
    findOpen: async (visitorId, dialogId) =>
      (await line.ask(conversationFindOpen(workspaceId, visitorId, dialogId)))[0] ?? null,
    findOpenOf: (visitorId) => line.ask(conversationFindOpenOf(workspaceId, visitorId)),
    insert: (conversation) => line.send(conversationInsert(workspaceId, conversation)),
    save: (conversation) => line.send(conversationSave(workspaceId, conversation)),
    claimMissed: async (id, agentId) =>
      (await line.change(conversationClaimMissed(workspaceId, id, agentId))).length > 0,
    markRead: (id, reader, upToSequence) => line.send(readMarkMove(workspaceId, id, reader, upToSequence)),
  };
}

export function createLiveChatStore(line: TransactionLine): LiveChatStore {
  const { workspaceId } = line;
  return {
    find: async (id) => (await line.ask(liveChatFind(workspaceId, id)))[0] ?? null,
    findLatestOf: async (id) => (await line.ask(liveChatFindLatestOf(workspaceId, id)))[0] ?? null,
    insert: (chat) => line.send(liveChatInsert(workspaceId, chat)),
    save: (chat) => line.send(liveChatSave(workspaceId, chat)),
    findConnected: () => line.ask(liveChatFindConnected(workspaceId)),
  };
}

export function createOfferStore(line: TransactionLine): OfferStore {
  const { workspaceId } = line;
  return {
    find: async (id) => (await line.ask(offerFind(workspaceId, id)))[0] ?? null,
    lock: async (id) => (await line.lock(offerLock(workspaceId, id)))[0] ?? null,
    findPendingOf: async (conversationId) =>
      (await line.ask(offerFindPendingOf(workspaceId, conversationId)))[0] ?? null,
    findPendingFor: (agentId) => line.ask(offerFindPendingFor(workspaceId, agentId)),
    findAllOf: (liveChatId) => line.ask(offerFindAllOf(workspaceId, liveChatId)),
    insert: (offer) => line.send(offerInsert(workspaceId, offer)),
    save: (offer) => line.send(offerSave(workspaceId, offer)),
  };
}

export function createDecisionStore(line: TransactionLine): DecisionStore {
  return { insert: (decision) => line.send(decisionInsert(line.workspaceId, decision)) };
}

export function createMessageStore(line: TransactionLine): MessageStore {
  const { workspaceId } = line;
  return {
    findByClientId: async (conversationId, author, authorId, clientMessageId) =>
      (await line.ask(messageFindByClientId(workspaceId, conversationId, author, authorId, clientMessageId)))[0] ??
      null,
    findLast: (conversationId, limit) => line.ask(messageFindLast(workspaceId, conversationId, limit)),
    insert: (message) => line.send(messageInsert(workspaceId, message)),
    append: (message) => line.send(messageAppend(workspaceId, message)),
  };
}
