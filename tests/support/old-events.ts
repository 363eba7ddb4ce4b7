/** A workspace whose events are older than it wants to keep them. */
import { eventsTrim } from '../../src/actions/events-trim';
import { reportFold } from '../../src/actions/report-fold';
import { securitySettingsUpdate } from '../../src/actions/security-settings-update';
import type { TestDatabase } from './database';
import { admin } from './staff';
import { type Stage, valueOf } from './stage';

export const dayMs = 24 * 60 * 60 * 1_000;

export async function keepsEventsFor(stage: Stage, days: number | null): Promise<void> {
  valueOf(await securitySettingsUpdate(stage.ports, admin(stage), { eventRetentionDays: days }));
}

/** Everything that has happened so far is older than a week from now on, and is in the figures of reports. */
export async function aWeekPasses(db: TestDatabase, stage: Stage): Promise<void> {
  await reportFold(stage.ports, stage.workspaceId);
  await db.moveClock(7 * dayMs + 60_000);
}

/** One batch, as the due work does it. */
export function trims(stage: Stage): Promise<void> {
  return eventsTrim(stage.ports, stage.workspaceId);
}

export interface LogEnds {
  readonly trimmed: number;
  readonly oldest: number;
  readonly newest: number;
  readonly count: number;
}

export async function endsOf(db: TestDatabase, stage: Stage): Promise<LogEnds> {
  const [ends] = await db.rows<LogEnds>(
    `SELECT s.trimmed_up_to::int AS trimmed, min(e.position)::int AS oldest, max(e.position)::int AS newest, count(*)::int AS count
    FROM workspace_stream s JOIN event e ON e.workspace_id = s.workspace_id WHERE s.workspace_id = $1 GROUP BY 1`,
    [stage.workspaceId],
  );
  if (ends === undefined) throw new Error('The log is empty.');
  return ends;
}

/** As many events more, that happened just now: nobody's, and of no report. */
export async function muchHappens(db: TestDatabase, stage: Stage, count: number): Promise<void> {
  await db.rows(
    `WITH moved AS (
      UPDATE workspace_stream SET position = position + $2 WHERE workspace_id = $1 RETURNING position - $2 AS behind
    )
    INSERT INTO event (workspace_id, position, event_id, type, occurred_at, data)
    SELECT $1, moved.behind + number, gen_random_uuid(), 'AGENT_CHANGED', parley_now(),
      jsonb_build_object('changedAgentId', gen_random_uuid())
    FROM moved, generate_series(1, $2::int) AS number`,
    [stage.workspaceId, count],
  );
}
