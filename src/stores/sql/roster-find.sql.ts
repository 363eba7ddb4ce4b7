import type { WorkspaceId } from '../../routing/terms';
import { define } from '../statement';
import { crowd, type CrowdRow } from './crowd.sql';

/** What has changed since a horizon. */
export interface RosterRow {
  /** Which run of which database server answered: transactions are numbered by it. */
  readonly server: string;
  /** Every transaction below this one is over, and what it did is told: where the next look begins. */
  readonly horizon: string;
  /** Of two answers, the one that saw more of the transactions: first by `seenBelow`, and where that is equal by fewer under way. */
  readonly seenBelow: number;
  /** The asking one among them. */
  readonly underWay: number;
  readonly now: Date;
  /** `id facts idle returned skills`, a line for each agent, skills only where there are any; null where none has changed. */
  readonly changedAgents: string | null;
  /** `agent milliseconds process`, a line for each lease. */
  readonly changedLeases: string | null;
  /** Whether some of it was written by this very transaction, so that nobody else may know it before the commit. */
  readonly isOwn: boolean;
  /** Those who wait in a queue, and come before whoever asks now; null: nobody. */
  readonly crowd: CrowdRow | null;
}

/** As an age in transactions, worked out once; frozen rows have the highest age there is. */
const sinceHorizon = '(SELECT coalesce(age($2::xid8::xid), 2147483647))';

/**
 * Everybody who may be asked whether they can take a chat. A row's xmin is the transaction that wrote it, so what has changed
 * since the last look is what is not older than the horizon that the last look had: whatever was still under way then, or has
 * begun since. A thousand agents of whom one has changed are a short walk and one line; all of them, joined, sorted and told,
 * took most of the time that the routing lock is held.
 *
 * Deletions leave no trace here: agents are never deleted, and a lease ends by its time.
 */
export const rosterFind = define<[WorkspaceId, string | null], RosterRow>(
  'roster_find',
  `SELECT pg_postmaster_start_time()::text AS server, pg_snapshot_xmin(pg_current_snapshot())::text AS horizon,
    pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS "seenBelow",
    (SELECT count(*) FROM pg_snapshot_xip(pg_current_snapshot()))
      + (pg_current_xact_id_if_assigned() IS NOT NULL)::int AS "underWay",
    parley_now() AS now, staff.changed AS "changedAgents", held.changed AS "changedLeases",
    coalesce(staff.own, false) OR coalesce(held.own, false) AS "isOwn",
    ${crowd} AS crowd
  FROM (
    SELECT string_agg(
      a.agent_id || ' ' || (a.active::int + 2 * ('LIVE_CHAT_TAKE' = ANY (a.permissions))::int + 4 * a.available::int
        + 8 * a.seat_limit + 8192 * a.taken)
      || ' ' || trunc(extract(epoch FROM a.idle_since) * 1000)
      || ' ' || coalesce(trunc(extract(epoch FROM a.returned_at) * 1000)::text, '-')
      || CASE WHEN a.skills = '{}' THEN '' ELSE ' ' || a.skills::text END
      , E'\\n') AS changed, bool_or(a.xmin = pg_current_xact_id_if_assigned()::xid) AS own
    FROM agent a WHERE a.workspace_id = $1 AND age(a.xmin) <= ${sinceHorizon}
  ) AS staff, (
    SELECT string_agg(
      r.agent_id || ' ' || trunc(extract(epoch FROM r.lease_until) * 1000)
      || ' ' || r.process_id, E'\\n') AS changed, bool_or(r.xmin = pg_current_xact_id_if_assigned()::xid) AS own
    FROM reachability r WHERE r.workspace_id = $1 AND age(r.xmin) <= ${sinceHorizon}
  ) AS held`,
);
