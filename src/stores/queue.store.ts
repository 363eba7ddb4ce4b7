import type { QueueStore } from '../actions/queue-ports';
import { toWaiting } from './crowd';
import { conversationLockFree } from './sql/conversation.sql';
import { dueUnschedule } from './sql/due-work.sql';
import {
  queueFindPaces,
  queueFindTurns,
  queueFindWaiting,
  queueLockTurns,
  queueMarkServed,
  queueMarkTold,
  queuePlanLook,
  queuePlanTelling,
  queueRest,
} from './sql/queue.sql';
import type { TransactionLine } from './transaction-line';

/** `due` tells the process that something was planned for then. */
export function createQueueStore(line: TransactionLine, due: (at: Date) => void): QueueStore {
  const { workspaceId } = line;
  return {
    findWaiting: async () => (await line.ask(queueFindWaiting(workspaceId))).map(toWaiting),
    findTurns: () => line.ask(queueFindTurns(workspaceId)),
    findPaces: async () => {
      const rows = await line.ask(queueFindPaces(workspaceId));
      return new Map(rows.map(({ line: name, ...pace }) => [name, pace]));
    },
    lockTurns: async (ids) => {
      if (ids.length === 0) return new Set();
      return new Set((await line.lock(queueLockTurns(workspaceId, ids))).map(({ id }) => id));
    },
    lockFree: (ids) => line.lock(conversationLockFree(workspaceId, ids)),
    markServed: (id) => line.send(queueMarkServed(workspaceId, id)),
    markTold: (all) => {
      const [ids, places, waits] = [
        all.map(({ liveChatId }) => liveChatId),
        all.map(({ place }) => place),
        all.map(({ waitSeconds }) => waitSeconds),
      ];
      if (all.length > 0) line.send(queueMarkTold(workspaceId, ids, places, waits));
    },
    planTelling: (at) => {
      line.send(queuePlanTelling(workspaceId, at));
      due(at);
    },
    planLook: (at) => {
      line.send(queuePlanLook(workspaceId, at));
      due(at);
    },
    rest: () => {
      line.send(queueRest(workspaceId));
      line.send(dueUnschedule(workspaceId, 'QUEUE_MATCH', workspaceId));
    },
  };
}
