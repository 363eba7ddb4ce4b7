import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { RouteId, RouteStep } from '../routing/terms';
import { Faults } from './faults';
import type { Ports } from './ports';
import { readRoute } from './route-saving';
import { notAllowed, unknown } from './staff-refusals';

export interface RouteUpdateInput {
  readonly routeId: RouteId;
  readonly name?: string;
  readonly steps?: readonly RouteStep[];
}

/** Counts for the next request; whoever waits already goes on along the route as it was at theirs. What is absent stays. */
export async function routeUpdate(ports: Ports, actor: Actor, input: RouteUpdateInput): Promise<Outcome<RouteId>> {
  if (!may(actor, 'routes.manage')) return notAllowed('manage routes');
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const routes = await tx.routes.findAll();
    const before = routes.find(({ id }) => id === input.routeId);
    if (before === undefined) return unknown('route', ['routeId']);
    const faults = new Faults();
    const given = { name: input.name ?? before.name, steps: input.steps ?? before.steps };
    const route = await readRoute(tx, given, { own: before.id, routes, faults });
    if (route === undefined) return faults.refused();
    tx.routes.update({ id: before.id, ...route });
    return done(before.id);
  });
}
