/** What is stored once, whoever stores it twice: pictures by their content, mails by cause and receiver. */
import type { Id, WorkspaceId } from '../../routing/terms';
import { define } from '../statement';

export const pictureStore = define<[WorkspaceId, string, string, Uint8Array]>(
  'picture_store',
  `INSERT INTO picture (workspace_id, hash, mime, bytes) VALUES ($1, $2, $3, $4)
  ON CONFLICT (workspace_id, hash) DO NOTHING`,
);

export const mailStore = define<[WorkspaceId, Id<'Mail'>, string, string, string, string]>(
  'mail_store',
  `INSERT INTO mail (workspace_id, mail_id, receiver, subject, text, cause) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (workspace_id, cause, receiver) DO NOTHING`,
);
