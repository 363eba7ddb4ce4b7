/** What is stored once, whoever stores it twice. */
import type { WorkspaceId } from '../../routing/terms';
import { define } from '../statement';

export const pictureStore = define<[WorkspaceId, string, string, Uint8Array]>(
  'picture_store',
  `INSERT INTO picture (workspace_id, hash, mime, bytes) VALUES ($1, $2, $3, $4)
  ON CONFLICT (workspace_id, hash) DO NOTHING`,
);
