import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { Ports } from './ports';
import { notAllowed } from './staff-refusals';

/** A new secret in the place of the old one, whose signatures count no more. It is told this once. */
export async function identitySecretCreate(ports: Ports, actor: Actor): Promise<Outcome<string>> {
  if (!may(actor, 'privacy.manage')) return notAllowed('change who may vouch for visitors');
  const { secret, sealed } = ports.identities.create(actor.workspaceId);
  return ports.work(actor.workspaceId, (tx) => {
    tx.workspace.setIdentitySecret(sealed);
    return Promise.resolve(done(secret));
  });
}
