import type {
  ConversationStore,
  DecisionStore,
  LiveChatStore,
  MessageStore,
  OfferStore,
  VisitorStore,
} from '../actions/ports';
import { sourceStrength } from '../routing/attributes';
import { type Attribute, attributeSources } from '../routing/terms';
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
import { liveChatFind, liveChatFindConnected, liveChatInsert, liveChatSave } from './sql/live-chat.sql';
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
import {
  visitorFind,
  visitorForgetSaid,
  visitorInsert,
  visitorRemoveAttributes,
  visitorSetAttributes,
  visitorForgetPages,
  visitorSetLastPage,
} from './sql/visitor.sql';
import type { TransactionLine } from './transaction-line';

const weakestFirst = [...attributeSources].sort((one, other) => sourceStrength[one] - sourceStrength[other]);

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

/** Said twice in one breath, the last word counts: a statement may touch a row only once. */
function lastOfEach(attributes: readonly Attribute[]): readonly Attribute[] {
  return [...new Map(attributes.map((attribute) => [attribute.name, attribute])).values()];
}

export function createVisitorStore(line: TransactionLine): VisitorStore {
  const { workspaceId } = line;
  return {
    find: async (id) => (await line.ask(visitorFind(workspaceId, id)))[0] ?? null,
    insert: (id) => line.send(visitorInsert(workspaceId, id)),
    setAttributes: (id, attributes) => {
      const said = lastOfEach(attributes);
      if (said.length === 0) return;
      const [names, values, sources] = [
        said.map(({ name }) => name),
        said.map(({ value }) => value),
        said.map(({ source }) => source),
      ];
      line.send(visitorSetAttributes(workspaceId, id, names, values, sources, weakestFirst));
    },
    forgetPages: (id) => line.send(visitorForgetPages(workspaceId, id)),
    setLastPage: (id, pageUrl) => line.send(visitorSetLastPage(workspaceId, id, pageUrl)),
    forgetSaid: (id, before) => line.send(visitorForgetSaid(workspaceId, id, before)),
    removeAttributes: (id, names) => {
      if (names.length > 0) line.send(visitorRemoveAttributes(workspaceId, id, names));
    },
  };
}
