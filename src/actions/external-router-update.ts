import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { RouterId } from '../routing/terms';
import { nameTaken } from './external-router-create';
import { Faults } from './faults';
import type { Ports } from './ports';
import { readRouter } from './router-reading';
import { notAllowed, unknown } from './staff-refusals';

export interface ExternalRouterUpdateInput {
  readonly routerId: RouterId;
  readonly name?: string | undefined;
  readonly url?: string | undefined;
  readonly secret?: string | undefined;
  readonly deadlineMs?: number | undefined;
  readonly enabled?: boolean | undefined;
}

/** What is being asked right now is asked as it was; the next question goes by the new words. */
export async function externalRouterUpdate(
  ports: Ports,
  actor: Actor,
  input: ExternalRouterUpdateInput,
): Promise<Outcome<RouterId>> {
  if (!may(actor, 'routers.manage')) return notAllowed('manage external routers');
  const faults = new Faults();
  const { name, url, secret, deadlineMs } = readRouter(input, faults);
  if (faults.any) return faults.refused();
  const { routerId } = input;
  const { workspaceId } = actor;
  const outcome = await ports.work(workspaceId, async (tx) => {
    await tx.routing.lock();
    const [router, named] = await Promise.all([
      tx.routers.find(routerId),
      name === undefined ? null : tx.routers.findByName(name),
    ]);
    if (router === null) return unknown('external router', ['externalRouterId']);
    if (named !== null && named.id !== routerId) return nameTaken(named.name);
    tx.routers.save({
      id: routerId,
      name: name ?? router.name,
      url: url ?? router.url,
      secret: secret === undefined ? router.secret : ports.routers.seal(secret, { workspaceId, routerId }),
      deadlineMs: deadlineMs ?? router.deadlineMs,
      enabled: input.enabled ?? router.enabled,
    });
    return done(routerId);
  });
  // Whoever mends it must not wait for the half minute to be over.
  if (outcome.ok) ports.routers.forget(routerId);
  return outcome;
}
