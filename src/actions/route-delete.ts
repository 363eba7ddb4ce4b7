import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { RouteId } from '../routing/terms';
import type { Ports } from './ports';
import { notAllowed, unknown } from './staff-refusals';

export interface RouteDeleteInput {
  readonly routeId: RouteId;
}

/** What is in use stays. The routing lock keeps a dialog or a route from naming it in the same moment. */
export async function routeDelete(
  ports: Ports,
  actor: Actor,
  { routeId }: RouteDeleteInput,
): Promise<Outcome<RouteId>> {
  if (!may(actor, 'routes.manage')) return notAllowed('manage routes');
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const [route, dialogs, routes] = await Promise.all([
      tx.routes.find(routeId),
      tx.dialogs.findNaming('routeId', routeId),
      tx.routes.findNaming('routeId', routeId),
    ]);
    if (route === null) return unknown('route', ['routeId']);
    const places = [
      ...dialogs.map(({ name }) => `the dialog “${name}”`),
      ...routes.map((name) => `the route “${name}”`),
    ];
    if (places.length > 0) {
      const message = `${route.name} is in use by ${places.join(', ')}. Change that first, then delete the route.`;
      return refuse('IN_USE', message, ['routeId']);
    }
    tx.routes.delete(routeId);
    return done(routeId);
  });
}
