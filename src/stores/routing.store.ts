import type { RoutingStore } from '../actions/ports';
import type { KeptRings } from './kept-rings';
import type { Rosters } from './roster';
import {
  poolDelete,
  poolFind,
  poolFindOfFallback,
  poolFindOfRule,
  poolFindOfTeam,
  poolFindOfWorkspace,
  poolInsert,
  poolUpdate,
  type RingRow,
  ruleFindEnabled,
  toRule,
} from './sql/pool.sql';
import { rosterFind } from './sql/roster-find.sql';
import { routingLock } from './sql/routing-lock.sql';
import type { Statement } from './statement';
import type { TransactionLine } from './transaction-line';

/** What the process keeps of routing from one transaction to the next; each look makes sure that it is still so. */
export interface KeptRouting {
  readonly rosters: Rosters;
  readonly rings: KeptRings;
}

export function createRoutingStore(line: TransactionLine, kept: KeptRouting): RoutingStore {
  const { workspaceId } = line;
  const ring = (key: string, find: (version: string | null) => Statement<RingRow>) =>
    kept.rings.look(key, async (version) => (await line.ask(find(version)))[0]);
  return {
    lock: async () => void (await line.lock(routingLock(workspaceId))),
    findPool: async (id) => (await line.ask(poolFind(workspaceId, id)))[0] ?? null,
    findWorkspacePool: async () => {
      const pool = await ring(workspaceId, (version) => poolFindOfWorkspace(workspaceId, version));
      if (pool === null) throw new Error(`The workspace ${workspaceId} has no ring.`);
      return pool;
    },
    findFallbackPool: () => ring(workspaceId, (version) => poolFindOfFallback(workspaceId, version)),
    findTeamPool: (teamId) =>
      ring(`${workspaceId} ${teamId}`, (version) => poolFindOfTeam(workspaceId, version, teamId)),
    findRulePool: async (ruleId) => (await line.ask(poolFindOfRule(workspaceId, ruleId)))[0] ?? null,
    findRules: async () => (await line.ask(ruleFindEnabled(workspaceId))).map(toRule),
    findCandidates: () =>
      kept.rosters.look(workspaceId, async (horizon) => {
        const [row] = await line.ask(rosterFind(workspaceId, horizon));
        if (row === undefined) throw new Error('The roster was not answered.');
        return row;
      }),
    insertPool: ({ id, kind, teamId, ruleId, order, lastOffered }) =>
      line.send(poolInsert(workspaceId, id, kind, teamId, ruleId, order, lastOffered)),
    updatePool: (id, { order, lastOffered }) =>
      line.send(poolUpdate(workspaceId, id, order ?? null, lastOffered !== undefined, lastOffered ?? null)),
    deletePool: (id) => line.send(poolDelete(workspaceId, id)),
  };
}
