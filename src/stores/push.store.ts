import type { PushStore } from '../actions/push-ports';
import {
  pushClaim,
  pushDelete,
  pushFindByEndpoint,
  pushFindOf,
  pushHasSocket,
  pushKeyFind,
  pushKeyInsert,
  pushNoteSent,
  pushSave,
  pushWakeForPending,
} from './sql/push.sql';
import type { TransactionLine } from './transaction-line';

/** `due`: told what is planned at once, so that it is not left to the next sweep. */
export function createPushStore(line: TransactionLine, due: () => void): PushStore {
  const { workspaceId } = line;
  return {
    findKey: async () => (await line.ask(pushKeyFind(workspaceId)))[0] ?? null,
    insertKey: ({ publicKey, privateKey }) => line.send(pushKeyInsert(workspaceId, publicKey, privateKey)),
    findOf: (agentId) => line.ask(pushFindOf(workspaceId, agentId)),
    findByEndpoint: async (endpoint) => (await line.ask(pushFindByEndpoint(workspaceId, endpoint)))[0] ?? null,
    save: ({ id, agentId, endpoint, p256dh, auth, label }) =>
      line.send(pushSave(workspaceId, id, agentId, endpoint, p256dh, auth, label)),
    delete: (id) => line.send(pushDelete(workspaceId, id)),
    noteSent: (ids) => line.send(pushNoteSent(workspaceId, ids)),
    hasSocket: async (agentId) => (await line.ask(pushHasSocket(workspaceId, agentId)))[0]?.hasSocket ?? false,
    claim: async (offerId) => (await line.change(pushClaim(workspaceId, offerId)))[0] ?? null,
    wakeForPending: (agentId) => {
      line.send(pushWakeForPending(workspaceId, agentId));
      due();
    },
  };
}
