/** HMAC-SHA256 over the address in small letters, told in hexadecimal: every language that servers are written in can make it. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IdentitySecrets } from '../actions/identity-ports';
import type { Seal } from './seal';

export function signatureOf(secret: string, email: string): string {
  return createHmac('sha256', secret).update(email.trim().toLowerCase()).digest('hex');
}

export function createIdentitySecrets(seal: Seal): IdentitySecrets {
  const ownerOf = (workspaceId: string): string => `identity:${workspaceId}`;
  return {
    create: (workspaceId) => {
      const secret = `is_${randomBytes(32).toString('base64url')}`;
      return { secret, sealed: seal.close(secret, ownerOf(workspaceId)) };
    },
    vouches: (sealed, workspaceId, { email, signature }) => {
      const wanted = Buffer.from(signatureOf(seal.open(sealed, ownerOf(workspaceId)), email));
      const given = Buffer.from(signature.trim().toLowerCase());
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    },
  };
}
