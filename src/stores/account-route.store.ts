import type { AccountRouteDraft, AccountRouteStore } from '../actions/account-ports';
import {
  accountRouteCompare,
  accountRouteCount,
  accountRouteDelete,
  accountRouteDeleteOthers,
  accountRouteFind,
  accountRouteSet,
} from './sql/account-route.sql';
import type { TransactionLine } from './transaction-line';

function columnsOf(drafts: readonly AccountRouteDraft[]) {
  return [
    drafts.map(({ domain }) => domain),
    drafts.map(({ company }) => company),
    drafts.map(({ agentId }) => agentId),
  ] as const;
}

export function createAccountRouteStore(line: TransactionLine): AccountRouteStore {
  const { workspaceId } = line;
  return {
    find: async (domain) => (await line.ask(accountRouteFind(workspaceId, domain)))[0] ?? null,
    count: async () => (await line.ask(accountRouteCount(workspaceId)))[0]?.count ?? 0,
    compare: async (drafts) => {
      const [compared] = await line.ask(accountRouteCompare(workspaceId, ...columnsOf(drafts)));
      if (compared === undefined) throw new Error('The account routes were not compared.');
      return compared;
    },
    set: (drafts) => line.send(accountRouteSet(workspaceId, ...columnsOf(drafts))),
    delete: (domain) => line.send(accountRouteDelete(workspaceId, domain)),
    deleteOthers: (domains) => line.send(accountRouteDeleteOthers(workspaceId, domains)),
  };
}
