import type { ReplayStore } from '../actions/replay-ports';
import type { DecisionId } from '../routing/terms';
import { toAvailability } from './availability.store';
import { idOrNobody } from './reads/reader';
import {
  pastCount,
  pastFind,
  pastUsual,
  replayAdvance,
  replayAgents,
  replayEnd,
  replayFind,
  replayInsert,
  replayLockRunning,
  replayPools,
  replayTrim,
} from './sql/replay.sql';
import { schedulesOf, schedulesPast } from './sql/schedule-past.sql';
import type { TransactionLine } from './transaction-line';

export function createReplayStore(line: TransactionLine): ReplayStore {
  const { workspaceId } = line;
  return {
    find: async (id) => (await line.ask(replayFind(workspaceId, id)))[0] ?? null,
    lockRunning: async () => (await line.lock(replayLockRunning(workspaceId)))[0] ?? null,
    insert: ({ id, startedBy, from, to, requestsTotal, startedAt }, leaseUntil) => {
      line.send(replayTrim(workspaceId));
      line.send(replayInsert(workspaceId, id, startedBy, from, to, requestsTotal, leaseUntil, startedAt));
    },
    advance: async (id, requestsDone, leaseUntil) =>
      (await line.change(replayAdvance(workspaceId, id, requestsDone, leaseUntil))).length > 0,
    end: async (id, state, result) => {
      const text = result === null ? null : JSON.stringify(result);
      return (await line.change(replayEnd(workspaceId, id, state, text))).length > 0;
    },
    countRequests: async ({ from, to }) => (await line.ask(pastCount(workspaceId, from, to)))[0]?.count ?? 0,
    // No id comes before that of nobody: the first page begins with whatever was decided at that very moment.
    findRequests: ({ after: { at, id }, to, limit, lastAgents }) =>
      line.ask(pastFind(workspaceId, at, id ?? (idOrNobody('') as DecisionId), to, limit, lastAgents)),
    findUsual: async ({ from, to }) =>
      (await line.ask(pastUsual(workspaceId, from, to)))[0] ?? { acceptMs: null, chatMs: null },
    findAgents: async () =>
      (await line.ask(replayAgents(workspaceId))).map((row) => {
        const { id, permissions, capacity, skills } = row;
        return { id, permissions, capacity, skills, ...toAvailability(row) };
      }),
    findPools: () => line.ask(replayPools(workspaceId)),
    findSchedules: async () => schedulesOf(workspaceId, await line.ask(schedulesPast(workspaceId))),
  };
}
