/** One transaction for requests of several visitors of a workspace: see shared-queue.ts for who shares it with whom. */
import type { SharedRequests, Transaction, UnitOfWork } from '../actions/ports';
import type { StoredEvent } from '../events/topics';
import type { WorkspaceId } from '../routing/terms';
import { type RequestMember, type RequestRoundParts, runRequests } from './request-round';
import { createSharedQueue } from './shared-queue';

export interface SharedRequestsParts extends RequestRoundParts {
  /** For whoever goes alone. */
  readonly work: UnitOfWork;
  /** Called behind the commit, with the events in the workspace's order. */
  readonly announce: (events: readonly StoredEvent[]) => void;
}

/** A second one would do nothing but wait for the routing lock, with half of those who could have shared it. */
const roundsAtOnce = 1;

export function createSharedRequests(parts: SharedRequestsParts): SharedRequests {
  const queue = createSharedQueue<RequestMember>({
    atOnce: roundsAtOnce,
    waitsForTick: true,
    together: (workspaceId, members) => runRequests(parts, workspaceId, members),
    alone: (workspaceId, member) => parts.work(workspaceId, (tx) => member.run(tx)),
    announce: parts.announce,
  });
  return <T>(
    workspaceId: WorkspaceId,
    { visitorId = null, conversationId = null }: Parameters<SharedRequests>[1],
    run: (tx: Transaction) => Promise<T>,
  ) => {
    const keys = [visitorId, conversationId].filter((key) => key !== null);
    return queue.add(workspaceId, { keys, visitorId: conversationId === null ? visitorId : null, run }) as Promise<T>;
  };
}
