import type { Actor } from '../auth/actor';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { AgentId } from '../routing/terms';
import type { Ports } from './ports';
import { pushLeaseEnd } from './push-lease';
import type { PushRegistrationId } from './push-ports';

/** By its endpoint, as the browser itself knows it, or by its id, as a list shows it. */
export interface PushUnregisterInput {
  readonly endpoint: string | null;
  readonly registrationId: PushRegistrationId | null;
}

/** Wakes the caller's browser no more. One that is not registered is as good. */
export async function pushUnregister(
  ports: Ports,
  actor: Actor,
  { endpoint, registrationId }: PushUnregisterInput,
): Promise<Outcome<AgentId>> {
  if (actor.kind !== 'AGENT') return refuse('FORBIDDEN', 'Only a signed-in agent has a browser to be woken.');
  if ((endpoint === null) === (registrationId === null)) {
    return refuse('INVALID', 'Say which browser: by its endpoint or by its id, not both.', ['endpoint']);
  }
  const { agentId } = actor;
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.agents.lock(agentId);
    const own = await tx.push.findOf(agentId);
    const gone = own.filter((one) => one.id === registrationId || one.endpoint === endpoint);
    for (const { id } of gone) tx.push.delete(id);
    if (gone.length > 0) await pushLeaseEnd(tx, agentId);
    return done(agentId);
  });
}
