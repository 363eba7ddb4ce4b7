/** Schedules and holidays as they were. Of two changes at one moment the first has replaced what held before. */
import type { PastSchedules } from '../../actions/replay-ports';
import type { Holiday, LiveChatSchedule } from '../../routing/availability';
import type { PastSchedule } from '../../routing/replay-terms';
import type { AgentId, WorkspaceId } from '../../routing/terms';
import { define } from '../statement';

/** Before it is replaced: none where there is none. */
export const scheduleKeep = define<[WorkspaceId, AgentId, Date]>(
  'schedule_past_keep',
  `INSERT INTO schedule_past (workspace_id, subject_id, until, schedule) VALUES ($1, $2, $3, (
    SELECT jsonb_build_object('hours', av.hours, 'breaks', av.breaks, 'holidays', av.holidays)
    FROM agent_availability av WHERE av.workspace_id = $1 AND av.agent_id = $2 AND av.hours IS NOT NULL
  )) ON CONFLICT DO NOTHING`,
);

export const holidaysKeep = define<[WorkspaceId, Date]>(
  'schedule_past_keep_holidays',
  `INSERT INTO schedule_past (workspace_id, subject_id, until, schedule)
  SELECT w.workspace_id, w.workspace_id, $2, w.holidays FROM workspace w WHERE w.workspace_id = $1
  ON CONFLICT DO NOTHING`,
);

interface PastRow {
  readonly subjectId: AgentId | WorkspaceId;
  readonly until: Date;
  readonly schedule: unknown;
}

export const schedulesPast = define<[WorkspaceId], PastRow>(
  'schedule_past_find',
  `SELECT sp.subject_id AS "subjectId", sp.until, sp.schedule FROM schedule_past sp
  WHERE sp.workspace_id = $1 ORDER BY sp.subject_id, sp.until`,
);

/** By whose they are. The workspace's row without holidays says since when there is a record. */
export function schedulesOf(workspaceId: WorkspaceId, rows: readonly PastRow[]): PastSchedules {
  const agents = new Map<AgentId, PastSchedule[]>();
  const holidays: { readonly until: number; readonly holidays: readonly Holiday[] }[] = [];
  let knownFrom: number | null = null;
  for (const { subjectId, schedule, ...row } of rows) {
    const until = row.until.getTime();
    if (subjectId !== workspaceId) {
      const mine = agents.get(subjectId as AgentId) ?? [];
      mine.push({ until, schedule: schedule as LiveChatSchedule | null });
      agents.set(subjectId as AgentId, mine);
    } else if (schedule === null) knownFrom = until;
    else holidays.push({ until, holidays: schedule as readonly Holiday[] });
  }
  return { agents, holidays, knownFrom };
}
