import type { RouteStore } from '../actions/route-ports';
import { toRule } from './sql/pool.sql';
import {
  lastAgentFind,
  ownerFind,
  reachedRoutes,
  routeDelete,
  routeFind,
  routeFindAll,
  routeFindNaming,
  routeFindReachedRings,
  routeFindReachedRouters,
  routeFindReachedRules,
  routeInsert,
  routerFindKnown,
  routeUpdate,
} from './sql/route.sql';
import type { TransactionLine } from './transaction-line';

export function createRouteStore(line: TransactionLine): RouteStore {
  const { workspaceId } = line;
  return {
    find: async (id) => (await line.ask(routeFind(workspaceId, id)))[0] ?? null,
    findAll: () => line.ask(routeFindAll(workspaceId)),
    insert: ({ id, name, steps }) => line.send(routeInsert(workspaceId, id, name, JSON.stringify(steps))),
    update: ({ id, name, steps }) => line.send(routeUpdate(workspaceId, id, name, JSON.stringify(steps))),
    delete: (id) => line.send(routeDelete(workspaceId, id)),
    findNaming: async (what, id) => (await line.ask(routeFindNaming(what, workspaceId, id))).map(({ name }) => name),
    findKnownRouters: async (ids) => (await line.ask(routerFindKnown(workspaceId, ids))).map(({ id }) => id),
    findReached: async (ids) =>
      new Map((await line.ask(reachedRoutes(workspaceId, ids))).map(({ id, steps }) => [id, steps])),
    findReachedRings: async (ids) =>
      new Map(
        (await line.ask(routeFindReachedRings(workspaceId, ids))).map(({ teamId, ...pool }) => [teamId, pool] as const),
      ),
    findReachedRules: async (ids) => (await line.ask(routeFindReachedRules(workspaceId, ids))).map(toRule),
    findReachedRouters: (ids) => line.ask(routeFindReachedRouters(workspaceId, ids)),
    findOwner: async (email) => (await line.ask(ownerFind(workspaceId, email)))[0]?.agentId ?? null,
    findLastAgent: async (visitorId) => (await line.ask(lastAgentFind(workspaceId, visitorId)))[0]?.agentId ?? null,
  };
}
