import type { SessionId, WorkspaceId } from '../../routing/terms';
import { define } from '../statement';

/** A sliding session without an end of its own ends `$6` seconds from now; use moves it (session_find). */
export const sessionInsert = define<[WorkspaceId, SessionId, Uint8Array, string, string, number | null, Date | null]>(
  'session_insert',
  `INSERT INTO session (workspace_id, session_id, token_hash, kind, subject_id, slides_seconds, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6::integer, coalesce($7, parley_now() + $6::integer * interval '1 second'))`,
);

export const sessionRevoke = define<[WorkspaceId, Uint8Array]>(
  'session_revoke',
  'UPDATE session SET revoked_at = parley_now() WHERE workspace_id = $1 AND token_hash = $2 AND revoked_at IS NULL',
);

export const sessionRevokeAllOf = define<[WorkspaceId, string]>(
  'session_revoke_all_of',
  'UPDATE session SET revoked_at = parley_now() WHERE workspace_id = $1 AND subject_id = $2 AND revoked_at IS NULL',
);
