import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { RouteId } from '../routing/terms';
import { Faults } from './faults';
import type { Ports } from './ports';
import { maxRoutes, readRoute, type RouteGiven } from './route-saving';
import { notAllowed } from './staff-refusals';

export type RouteCreateInput = RouteGiven;

/** A route that cards and other routes may name. */
export async function routeCreate(ports: Ports, actor: Actor, input: RouteCreateInput): Promise<Outcome<RouteId>> {
  if (!may(actor, 'routes.manage')) return notAllowed('manage routes');
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const routes = await tx.routes.findAll();
    if (routes.length >= maxRoutes) {
      return refuse('LIMIT_REACHED', `There are ${maxRoutes} routes already. Delete one that is no longer needed.`);
    }
    const faults = new Faults();
    const route = await readRoute(tx, input, { own: null, routes, faults });
    if (route === undefined) return faults.refused();
    const id = ports.newId<'Route'>();
    tx.routes.insert({ id, ...route });
    return done(id);
  });
}
