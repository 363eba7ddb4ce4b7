import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome, type Refused } from '../routing/refusal';
import type { RouterId } from '../routing/terms';
import { Faults } from './faults';
import type { Ports } from './ports';
import { mostRouters, readRouter, usualDeadlineMs } from './router-reading';
import { notAllowed } from './staff-refusals';

export interface ExternalRouterCreateInput {
  readonly name: string;
  readonly url: string;
  /** Absent: one is made. */
  readonly secret?: string | undefined;
  readonly deadlineMs?: number | undefined;
  readonly enabled?: boolean | undefined;
}
export interface ExternalRouterCreated {
  readonly routerId: RouterId;
  /** Told once. */
  readonly secret: string;
}

/** A server of the customer's own that routes may ask. Nothing is called here: `externalRouterTest` does that. */
export async function externalRouterCreate(
  ports: Ports,
  actor: Actor,
  input: ExternalRouterCreateInput,
): Promise<Outcome<ExternalRouterCreated>> {
  if (!may(actor, 'routers.manage')) return notAllowed('manage external routers');
  const faults = new Faults();
  const { name, url, deadlineMs = usualDeadlineMs } = readRouter(input, faults);
  if (faults.any || name === undefined || url === undefined) return faults.refused();
  const { workspaceId } = actor;
  const routerId = ports.newId<'ExternalRouter'>();
  const secret = input.secret ?? madeSecret(ports);
  const sealed = ports.routers.seal(secret, { workspaceId, routerId });
  return ports.work(workspaceId, async (tx) => {
    // Held until the commit: two of one name are not made at once, and no more than there may be.
    const [, named, count] = await Promise.all([tx.routing.lock(), tx.routers.findByName(name), tx.routers.count()]);
    if (named !== null) return nameTaken(name);
    if (count >= mostRouters) {
      return refuse('LIMIT_REACHED', `There are ${mostRouters} external routers. Delete one that is not used.`);
    }
    const { enabled = true } = input;
    tx.routers.insert({ id: routerId, name, url, secret: sealed, deadlineMs, enabled });
    return done({ routerId, secret });
  });
}

/** As hard to guess as a token, and looking like none. */
function madeSecret({ secrets }: Ports): string {
  return `rs_${secrets.newToken('i').token.slice(2)}`;
}

export function nameTaken(name: string): Refused {
  return refuse('CONFLICT', `There is an external router “${name}” already. Choose another name.`, ['name']);
}
