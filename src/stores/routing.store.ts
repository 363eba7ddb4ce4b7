import type { RoutingStore } from '../actions/ports';
import {
  candidatesFind,
  candidatesFindAll,
  candidatesFindFor,
  unpackCandidates,
  unpackNamed,
} from './sql/candidates-find.sql';
import {
  poolDelete,
  poolFind,
  poolFindOfFallback,
  poolFindOfRule,
  poolFindOfTeam,
  poolFindOfWorkspace,
  poolInsert,
  poolUpdate,
  ruleFindEnabled,
  toRule,
} from './sql/pool.sql';
import { routingLock } from './sql/routing-lock.sql';
import type { TransactionLine } from './transaction-line';

export function createRoutingStore(line: TransactionLine): RoutingStore {
  const { workspaceId } = line;
  return {
    lock: async () => void (await line.lock(routingLock(workspaceId))),
    findPool: async (id) => (await line.ask(poolFind(workspaceId, id)))[0] ?? null,
    findWorkspacePool: async () => {
      const [pool] = await line.ask(poolFindOfWorkspace(workspaceId));
      if (pool === undefined) throw new Error(`The workspace ${workspaceId} has no ring.`);
      return pool;
    },
    findTeamPool: async (teamId) => (await line.ask(poolFindOfTeam(workspaceId, teamId)))[0] ?? null,
    findRulePool: async (ruleId) => (await line.ask(poolFindOfRule(workspaceId, ruleId)))[0] ?? null,
    findRules: async () => (await line.ask(ruleFindEnabled(workspaceId))).map(toRule),
    findCandidates: async (ids) => {
      if (ids.length === 0) return [];
      const [found] = await line.ask(candidatesFind(workspaceId, ids));
      return found === undefined ? [] : unpackCandidates(ids, found);
    },
    findAllCandidates: async () => unpackNamed((await line.ask(candidatesFindAll(workspaceId)))[0]),
    findCandidatesFor: async ({ strategy, agentId, teamId }) =>
      unpackNamed((await line.ask(candidatesFindFor(workspaceId, strategy, agentId, teamId)))[0]),
    findFallbackPool: async () => (await line.ask(poolFindOfFallback(workspaceId)))[0] ?? null,
    insertPool: ({ id, kind, teamId, ruleId, order, lastOffered }) =>
      line.send(poolInsert(workspaceId, id, kind, teamId, ruleId, order, lastOffered)),
    updatePool: (id, { order, lastOffered }) =>
      line.send(poolUpdate(workspaceId, id, order ?? null, lastOffered !== undefined, lastOffered ?? null)),
    deletePool: (id) => line.send(poolDelete(workspaceId, id)),
  };
}
