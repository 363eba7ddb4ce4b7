import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { RouterId } from '../routing/terms';
import type { Ports } from './ports';
import { notAllowed, unknown } from './staff-refusals';

export interface ExternalRouterDeleteInput {
  readonly routerId: RouterId;
}

/** What is in use stays. The routing lock keeps a dialog or a route from naming it in the same moment. */
export async function externalRouterDelete(
  ports: Ports,
  actor: Actor,
  { routerId }: ExternalRouterDeleteInput,
): Promise<Outcome<RouterId>> {
  if (!may(actor, 'routers.manage')) return notAllowed('manage external routers');
  const outcome = await ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const [router, uses] = await Promise.all([tx.routers.find(routerId), tx.routers.findUses(routerId)]);
    if (router === null) return unknown('external router', ['externalRouterId']);
    const told = [
      ...uses.dialogs.map((name) => `the dialog “${name}”`),
      ...uses.routes.map((name) => `the route “${name}”`),
    ];
    if (told.length > 0) {
      const message = `${router.name} is in use by ${told.join(', ')}. Change that first, then delete the router.`;
      return refuse('IN_USE', message, ['externalRouterId']);
    }
    tx.routers.delete(routerId);
    return done(routerId);
  });
  if (outcome.ok) ports.routers.forget(routerId);
  return outcome;
}
