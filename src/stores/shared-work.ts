/** One transaction for lines in several conversations of a workspace: see shared-queue.ts for who shares it with whom. */
import type { SharedTransaction, SharedWork, UnitOfWork } from '../actions/ports';
import type { StoredEvent } from '../events/topics';
import type { ConversationId, WorkspaceId } from '../routing/terms';
import type { Database } from './database';
import { createSharedQueue } from './shared-queue';
import { type RoundMember, runRound } from './shared-round';

export interface SharedWorkParts {
  readonly database: Database;
  /** For whoever goes alone. */
  readonly work: UnitOfWork;
  /** Called behind the commit, with the events in the workspace's order. */
  readonly announce: (events: readonly StoredEvent[]) => void;
}

/** One locks and decides while the other commits: a millisecond less for most messages. A third finds nothing to do. */
const roundsAtOnce = 2;

interface Member extends RoundMember {
  readonly keys: readonly ConversationId[];
}

export function createSharedWork({ database, work, announce }: SharedWorkParts): SharedWork {
  const queue = createSharedQueue<Member>({
    atOnce: roundsAtOnce,
    together: (workspaceId, members) => runRound(database, workspaceId, members),
    alone: (workspaceId, member) => work(workspaceId, (tx) => member.run(tx)),
    announce,
  });
  return <T>(workspaceId: WorkspaceId, conversationId: ConversationId, run: (tx: SharedTransaction) => Promise<T>) =>
    queue.add(workspaceId, { keys: [conversationId], conversationId, run }) as Promise<T>;
}
