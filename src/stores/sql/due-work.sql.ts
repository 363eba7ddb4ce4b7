import type { DueKind } from '../../actions/records';
import type { WorkspaceId } from '../../routing/terms';
import { eachOf, listOf, type SqlType, withEach } from '../each-statement';
import { define } from '../statement';

const moved = 'ON CONFLICT (workspace_id, kind, subject_id) DO UPDATE SET due_at = excluded.due_at, attempt = 0';
const scheduled: readonly SqlType[] = ['text', 'uuid', 'timestamptz'];
const unscheduled: readonly SqlType[] = ['text', 'uuid'];

/** Moving a row begins it anew: the attempts of the earlier plan do not count against this one. */
export const dueSchedule = withEach(
  define<[WorkspaceId, DueKind, string, Date]>(
    'due_schedule',
    `INSERT INTO due_work (workspace_id, kind, subject_id, due_at) VALUES ($1, $2, $3, $4) ${moved}`,
  ),
  eachOf(
    'due_schedule_each',
    // What several plan for one subject is one row, and an upsert may touch a row only once: the last word counts.
    `INSERT INTO due_work (workspace_id, kind, subject_id, due_at)
    SELECT DISTINCT ON (q.p2, q.p3) $1::uuid, q.p2, q.p3, q.p4 FROM ${listOf(scheduled)} ORDER BY q.p2, q.p3, q.asked DESC
    ${moved}`,
    scheduled,
  ),
);

export const dueUnschedule = withEach(
  define<[WorkspaceId, DueKind, string]>(
    'due_unschedule',
    'DELETE FROM due_work WHERE workspace_id = $1 AND kind = $2 AND subject_id = $3',
  ),
  eachOf(
    'due_unschedule_each',
    `DELETE FROM due_work USING ${listOf(unscheduled)}
    WHERE workspace_id = $1 AND kind = q.p2 AND subject_id = q.p3`,
    unscheduled,
  ),
);
