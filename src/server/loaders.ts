/**
 * One answer's loaders: whatever its fields ask for within a tick is one statement per kind. Keys are strings; workspace and
 * reader are closed over here, so a key can never choose them.
 */
import DataLoader from 'dataloader';
import type { Reads } from '../actions/reads';
import type { Actor } from '../auth/actor';
import type { Loaders } from '../resolvers/context';
import type { AgentId, ApiTokenId, ConversationId, VisitorId } from '../routing/terms';
import { assertNever } from '../routing/terms';

export function createLoaders(reads: Reads, actor: Actor): Loaders {
  const reader = readerOf(actor);
  return {
    workspace: once(() => reads.workspace()),
    usage: once(() => reads.usage()),
    agent: keyed((ids) => reads.agents(ids)),
    team: keyed((ids) => reads.teams(ids)),
    rule: keyed((ids) => reads.rules(ids)),
    pool: keyed((ids) => reads.poolsById(ids)),
    dialog: keyed((ids) => reads.dialogs(ids)),
    script: keyed((keys) => reads.scripts(keys)),
    visitor: keyed((ids) => reads.visitors(ids)),
    conversation: keyed((ids) => reads.conversations(ids)),
    liveChat: keyed((ids) => reads.liveChats(ids)),
    offer: keyed((ids) => reads.offers(ids)),
    offersOfLiveChat: keyed((ids) => reads.offersOf(ids)),
    pendingOffersOfAgent: keyed((ids) => reads.pendingOffersOf(ids)),
    pendingOfferOfConversation: keyed((ids) => reads.pendingOfferOfConversation(ids)),
    decision: keyed((ids) => reads.decisions(ids)),
    decisionsOfLiveChat: keyed((ids) => reads.decisionsOf(ids)),
    message: keyed((keys) => reads.messagesBySequence(keys)),
    messageById: keyed((ids) => reads.messagesById(ids)),
    unreadCount: keyed((ids: readonly ConversationId[]) =>
      reader === null ? Promise.resolve(ids.map(() => 0)) : reads.unreadCounts(reader, ids),
    ),
    apiToken: keyed((ids) => reads.apiTokens(ids)),
  };
}

/** Who has read marks of their own; the process itself reads nothing. */
function readerOf(actor: Actor): VisitorId | AgentId | ApiTokenId | null {
  switch (actor.kind) {
    case 'VISITOR':
      return actor.visitorId;
    case 'AGENT':
      return actor.agentId;
    case 'INTEGRATION':
      return actor.apiTokenId;
    case 'SYSTEM':
      return null;
    default:
      return assertNever(actor);
  }
}

/** An id of another kind, or of no kind at all, finds nothing: the stores compare, they do not trust. */
function keyed<Key extends string, Value>(
  read: (keys: readonly Key[]) => Promise<readonly Value[]>,
): DataLoader<string, Value> {
  return new DataLoader((keys: readonly string[]) => read(keys as readonly Key[]));
}

function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let answer: Promise<Value> | null = null;
  return () => (answer ??= read());
}
