/**
 * One answer's loaders: whatever its fields ask for within a tick is one statement per kind. Keys are strings; workspace and
 * reader are closed over here, so a key can never choose them.
 */
import DataLoader from 'dataloader';
import type { Reads } from '../actions/reads';
import type { Actor } from '../auth/actor';
import type { EventLog } from '../events/topics';
import type { Loaders } from '../resolvers/context';
import type {
  AgentId,
  ApiTokenId,
  ConversationId,
  DialogId,
  LiveChatId,
  OfferId,
  PoolId,
  RuleId,
  TeamId,
  VisitorId,
} from '../routing/terms';
import { assertNever } from '../routing/terms';

export interface LoaderSources {
  readonly reads: Reads;
  readonly actor: Actor;
  readonly log: Pick<EventLog, 'position'>;
}

export function createLoaders({ reads, actor, log }: LoaderSources): Loaders {
  const reader = readerOf(actor);
  return {
    position: once(() => log.position(actor.workspaceId)),
    workspace: once(() => reads.workspace()),
    usage: once(() => reads.usage()),
    agent: keyed((ids: readonly AgentId[]) => reads.agents(ids)),
    team: keyed((ids: readonly TeamId[]) => reads.teams(ids)),
    rule: keyed((ids: readonly RuleId[]) => reads.rules(ids)),
    pool: keyed((ids: readonly PoolId[]) => reads.poolsById(ids)),
    dialog: keyed((ids: readonly DialogId[]) => reads.dialogs(ids)),
    script: keyed((keys) => reads.scripts(keys)),
    visitor: keyed((ids: readonly VisitorId[]) => reads.visitors(ids)),
    conversation: keyed((ids: readonly ConversationId[]) => reads.conversations(ids)),
    liveChat: keyed((ids: readonly LiveChatId[]) => reads.liveChats(ids)),
    offer: keyed((ids: readonly OfferId[]) => reads.offers(ids)),
    offersOfLiveChat: keyed((ids: readonly LiveChatId[]) => reads.offersOf(ids)),
    pendingOffersOfAgent: keyed((ids: readonly AgentId[]) => reads.pendingOffersOf(ids)),
    pendingOfferOfConversation: keyed((ids: readonly ConversationId[]) => reads.pendingOfferOfConversation(ids)),
    decision: keyed((ids) => reads.decisions(ids)),
    decisionsOfLiveChat: keyed((ids: readonly LiveChatId[]) => reads.decisionsOf(ids)),
    message: keyed((keys) => reads.messagesBySequence(keys)),
    messageById: keyed((ids) => reads.messagesById(ids)),
    unreadCount: keyed((ids: readonly ConversationId[]) =>
      reader === null ? Promise.resolve(ids.map(() => 0)) : reads.unreadCounts(reader, ids),
    ),
    apiToken: keyed((ids: readonly ApiTokenId[]) => reads.apiTokens(ids)),
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
