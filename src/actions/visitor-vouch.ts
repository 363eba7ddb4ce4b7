import type { Actor } from '../auth/actor';
import { isEmail } from '../routing/attribute-values';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { VisitorId } from '../routing/terms';
import type { Ports } from './ports';
import { visitorsOnly } from './refusals';
import { visitorIdentify } from './visitor-identify';
import { lockLatest } from './visitor-update';

export interface VisitorVouchInput {
  readonly email: string;
  readonly signature: string;
}

/**
 * `visitorIdentify` of the graph: the page says who sits there, and the customer's server has signed it. So the word counts
 * like an integration's; without the signature it would be anybody's.
 */
export async function visitorVouch(
  ports: Ports,
  actor: Actor,
  { email: given, signature }: VisitorVouchInput,
): Promise<Outcome<VisitorId>> {
  if (actor.kind !== 'VISITOR') return visitorsOnly();
  const email = given.trim();
  if (!isEmail(email)) {
    return refuse('INVALID', 'This is no e-mail address. Give the one that your server has signed.', ['email']);
  }
  const { workspaceId, visitorId } = actor;
  return ports.work(workspaceId, async (tx) => {
    const sealed = await tx.workspace.findIdentitySecret();
    if (sealed === null) {
      const message = 'This workspace has no secret to sign addresses with. Make one with identitySecretCreate.';
      return refuse('INVALID', message, ['signature']);
    }
    if (!ports.identities.vouches(sealed, workspaceId, { email, signature })) {
      const message =
        'The signature does not fit. Sign the address in small letters with HMAC-SHA256 and the secret, on your server, in hexadecimal.';
      return refuse('INVALID', message, ['signature']);
    }
    const conversation = await lockLatest(tx, visitorId);
    const attributes = [{ name: 'email', value: email, source: 'INTEGRATION' }] as const;
    await visitorIdentify(ports, tx, { visitorId, conversation, attributes });
    return done(visitorId);
  });
}
