/** One transaction for lines in several conversations of a workspace: see shared-queue.ts for who shares it with whom. */
import type { SharedTransaction, SharedWork, Transaction, UnitOfWork } from '../actions/ports';
import type { ConversationRecord } from '../actions/records';
import type { StoredEvent } from '../events/topics';
import type { ConversationId, WorkspaceId } from '../routing/terms';
import type { Database } from './database';
import { createKeptStandings } from './kept-standings';
import { createSharedQueue } from './shared-queue';
import { type RoundMember, runRound } from './shared-round';
import { messageOf } from './shared-turn';

export interface SharedWorkParts {
  readonly database: Database;
  /** For whoever goes alone. */
  readonly work: UnitOfWork;
  /** Called behind the commit, with the events in the workspace's order. */
  readonly announce: (events: readonly StoredEvent[]) => void;
}

/** One is stored while the other is told and the next gathers. A third finds nothing to do. */
const roundsAtOnce = 2;

interface Member extends RoundMember {
  readonly keys: readonly ConversationId[];
}

export function createSharedWork({ database, work, announce }: SharedWorkParts): SharedWork {
  const kept = createKeptStandings();
  const queue = createSharedQueue<Member>({
    atOnce: roundsAtOnce,
    together: (workspaceId, members) => runRound({ database, kept }, workspaceId, members),
    alone: (workspaceId, member) => work(workspaceId, (tx) => member.run(alone(tx, member.conversationId))),
    announce,
  });
  return <T>(workspaceId: WorkspaceId, conversationId: ConversationId, run: (tx: SharedTransaction) => Promise<T>) =>
    queue.add(workspaceId, { keys: [conversationId], conversationId, run }) as Promise<T>;
}

/** Behind the conversation's lock, in a transaction of its own. */
function alone(tx: Transaction, conversationId: ConversationId): SharedTransaction {
  let locked: ConversationRecord | null = null;
  return {
    standing: async () => (locked = await tx.conversations.lock(conversationId)),
    offers: tx.offers,
    messages: tx.messages,
    append: async (line, told) => {
      if (locked === null) throw new Error('A line needs its conversation.');
      const agent = line.author === 'AGENT' ? await tx.agents.find(line.authorId) : null;
      const sequence = locked.lastSequence + 1;
      const message = messageOf(line, { sequence, createdAt: tx.now, authorName: agent?.name ?? null });
      tx.messages.append(message);
      for (const audience of told) tx.emit({ ...audience, type: 'MESSAGE_ADDED', sequence, message });
      return message;
    },
  };
}
