/** Routes that have a name. */
import type { RouteReads, RouteRecord } from '../../actions/route-ports';
import type { RouteStep } from '../../routing/terms';
import { reachedRoutes, routeColumns } from '../sql/route.sql';
import type { Statement } from '../statement';
import type { Lookup, Reader } from './reader';

const routeById: Lookup = {
  name: 'route_by_id',
  columns: routeColumns,
  from: 'route ro',
  key: 'ro.route_id',
  field: 'id',
};

const allRoutes: Statement<RouteRecord> = {
  name: 'route_all',
  text: `/* route_all */ SELECT ${routeColumns} FROM route ro ORDER BY lower(ro.name), ro.route_id`,
  values: [],
};

export function routeReads(reader: Reader): RouteReads {
  return {
    routes: (ids) => reader.byId<RouteRecord>(routeById, ids),
    allRoutes: () => reader.rows(allRoutes),
    routesReached: async (ids) => {
      const rows = await reader.rows(reachedRoutes(reader.workspaceId, ids));
      return new Map(rows.map(({ id, steps }) => [id, steps] as const)) satisfies ReadonlyMap<
        string,
        readonly RouteStep[]
      >;
    },
  };
}
