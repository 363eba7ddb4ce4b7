import type { Holiday } from '../../routing/availability';
import type { AgentId, HoursBlock, WeeklyHours, WorkspaceId } from '../../routing/terms';
import { define } from '../statement';

export interface AvailabilityRow {
  readonly agentId: AgentId;
  readonly active: boolean;
  readonly available: boolean;
  readonly hours: WeeklyHours | null;
  readonly breaks: readonly HoursBlock[] | null;
  readonly holidays: readonly Holiday[] | null;
  readonly workspaceHolidays: readonly Holiday[];
  readonly overrideAvailable: boolean | null;
  readonly overrideUntil: Date | null;
  readonly breakUntil: Date | null;
  readonly nextChangeAt: Date | null;
}

/** `a`, `w` and `av`, which whoever never said anything has none of. */
export const availabilityColumns = `
  a.agent_id AS "agentId", a.active, a.available, av.hours, av.breaks, av.holidays, w.holidays AS "workspaceHolidays",
  av.override_available AS "overrideAvailable", av.override_until AS "overrideUntil", av.break_until AS "breakUntil",
  av.next_change_at AS "nextChangeAt"`;
export const availabilityFrom = `agent a JOIN workspace w ON w.workspace_id = a.workspace_id
  LEFT JOIN agent_availability av ON av.workspace_id = a.workspace_id AND av.agent_id = a.agent_id`;

export const availabilityLock = define<[WorkspaceId, AgentId], AvailabilityRow>(
  'agent_availability_lock',
  `SELECT ${availabilityColumns} FROM ${availabilityFrom}
  WHERE a.workspace_id = $1 AND a.agent_id = $2 FOR NO KEY UPDATE OF a`,
);

/** Enough for a big shift in a few transactions, few enough to hold the routing lock for some 20 ms. */
const atOnce = 200;

export const availabilityLockDue = define<[WorkspaceId, AgentId], AvailabilityRow>(
  'agent_availability_lock_due',
  `SELECT ${availabilityColumns} FROM ${availabilityFrom}
  WHERE a.workspace_id = $1 AND a.agent_id IN (
    SELECT $2::uuid UNION ALL (
      SELECT due.agent_id FROM agent_availability due
      WHERE due.workspace_id = $1 AND due.next_change_at <= (SELECT parley_now())
      ORDER BY due.next_change_at LIMIT ${atOnce}
    )
  )
  ORDER BY a.agent_id FOR NO KEY UPDATE OF a`,
);

export const availabilitySave = define<
  [WorkspaceId, AgentId, string | null, string, string, boolean | null, Date | null, Date | null, Date | null]
>(
  'agent_availability_save',
  `INSERT INTO agent_availability (workspace_id, agent_id, hours, breaks, holidays, override_available, override_until,
    break_until, next_change_at)
  VALUES ($1, $2, $3::jsonb, $4::jsonb, $5::jsonb, $6, $7, $8, $9)
  ON CONFLICT (workspace_id, agent_id) DO UPDATE SET hours = excluded.hours, breaks = excluded.breaks,
    holidays = excluded.holidays, override_available = excluded.override_available,
    override_until = excluded.override_until, break_until = excluded.break_until,
    next_change_at = excluded.next_change_at`,
);

export const holidaysSave = define<[WorkspaceId, string]>(
  'workspace_holidays_save',
  'UPDATE workspace SET holidays = $2::jsonb WHERE workspace_id = $1',
);

/** Their due work is planned with it, so that the look cannot be lost; by id, as all who plan for several agents. */
export const availabilityReviewAll = define<[WorkspaceId, Date]>(
  'agent_availability_review_all',
  `WITH looked_at AS (
    UPDATE agent_availability SET next_change_at = $2 WHERE workspace_id = $1 AND hours IS NOT NULL RETURNING agent_id
  )
  INSERT INTO due_work (workspace_id, kind, subject_id, due_at)
  SELECT $1, 'AVAILABILITY_RESET', agent_id, $2 FROM looked_at ORDER BY agent_id
  ON CONFLICT (workspace_id, kind, subject_id) DO UPDATE SET due_at = excluded.due_at, attempt = 0`,
);
