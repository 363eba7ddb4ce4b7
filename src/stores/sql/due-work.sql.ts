import type { DueKind } from '../../actions/records';
import type { WorkspaceId } from '../../routing/terms';
import { define } from '../statement';

/** Moving a row begins it anew: the attempts of the earlier plan do not count against this one. */
export const dueSchedule = define<[WorkspaceId, DueKind, string, Date]>(
  'due_schedule',
  `INSERT INTO due_work (workspace_id, kind, subject_id, due_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (workspace_id, kind, subject_id) DO UPDATE SET due_at = excluded.due_at, attempt = 0`,
);

export const dueUnschedule = define<[WorkspaceId, DueKind, string]>(
  'due_unschedule',
  'DELETE FROM due_work WHERE workspace_id = $1 AND kind = $2 AND subject_id = $3',
);
