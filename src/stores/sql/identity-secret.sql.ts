import type { WorkspaceId } from '../../routing/terms';
import { define } from '../statement';

export const identitySecretFind = define<[WorkspaceId], { sealed: Uint8Array | null }>(
  'identity_secret_find',
  'SELECT identity_secret AS sealed FROM workspace WHERE workspace_id = $1',
);

export const identitySecretSet = define<[WorkspaceId, Uint8Array]>(
  'identity_secret_set',
  'UPDATE workspace SET identity_secret = $2 WHERE workspace_id = $1',
);
