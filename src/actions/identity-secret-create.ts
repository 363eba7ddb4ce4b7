import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { Ports } from './ports';
import { notAllowed } from './staff-refusals';

export interface IdentitySecretCreateInput {
  /** One that there is goes, and with it everything that was signed with it. */
  readonly replace: boolean;
}

/** A secret to sign addresses with. It is told this once. */
export async function identitySecretCreate(
  ports: Ports,
  actor: Actor,
  { replace }: IdentitySecretCreateInput,
): Promise<Outcome<string>> {
  if (!may(actor, 'privacy.manage')) return notAllowed('change who may vouch for visitors');
  const { secret, sealed } = ports.identities.create(actor.workspaceId);
  return ports.work(actor.workspaceId, async (tx) => {
    if (!replace && (await tx.workspace.findIdentitySecret()) !== null) {
      const message =
        'There is a secret. Give `replace: true` for a new one; what was signed with the old one counts no more.';
      return refuse('CONFLICT', message, ['replace']);
    }
    tx.workspace.setIdentitySecret(sealed);
    return done(secret);
  });
}
