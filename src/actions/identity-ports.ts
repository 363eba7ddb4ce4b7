/** Who vouches for a visitor: the customer's own server, with a secret that it shares with this one. */
import type { WorkspaceId } from '../routing/terms';

export interface IdentitySecrets {
  /** The secret as it is given out, once, and as it is stored. */
  create(workspaceId: WorkspaceId): { readonly secret: string; readonly sealed: Uint8Array };
  /** Whether the signature is the one that the secret makes of the address. Takes as long whatever is wrong. */
  vouches(
    sealed: Uint8Array,
    workspaceId: WorkspaceId,
    said: { readonly email: string; readonly signature: string },
  ): boolean;
}
