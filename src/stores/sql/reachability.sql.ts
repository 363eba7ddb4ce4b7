import type { AgentId, WorkspaceId } from '../../routing/terms';
import { define } from '../statement';

export const reachabilityAsk = define<[WorkspaceId, AgentId], { reachable: boolean }>(
  'reachability_ask',
  `SELECT EXISTS (SELECT FROM reachability
    WHERE workspace_id = $1 AND agent_id = $2 AND lease_until > (SELECT parley_now())) AS reachable`,
);

export const reachabilityLeaseEnd = define<[WorkspaceId, AgentId], { leaseEnd: Date | null }>(
  'reachability_lease_end',
  'SELECT max(lease_until) AS "leaseEnd" FROM reachability WHERE workspace_id = $1 AND agent_id = $2',
);

const renew = `INSERT INTO reachability (workspace_id, agent_id, process_id, lease_until, connected) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (workspace_id, agent_id, process_id)
  DO UPDATE SET lease_until = excluded.lease_until, connected = excluded.connected`;

export const reachabilityRenew = define<[WorkspaceId, AgentId, string, Date, boolean]>('reachability_renew', renew);

/** Of whoever was gone: from now on the agent has nothing to do, and comes back by and by. The agent's row is locked. */
export const reachabilityComeBack = define<[WorkspaceId, AgentId, string, Date, boolean]>(
  'reachability_come_back',
  `WITH lease AS (${renew})
  UPDATE agent SET returned_at = parley_now(), idle_since = parley_now() WHERE workspace_id = $1 AND agent_id = $2`,
);

/**
 * The timers are taken in the agents' order: two processes that hold the same agents must not wait for each other crosswise.
 * A timer that somebody ended meanwhile is planned again, so that a kept lease always has one.
 */
export const reachabilityKeep = define<[WorkspaceId, readonly AgentId[], string, Date], { id: AgentId }>(
  'reachability_keep',
  `WITH kept AS (
    UPDATE reachability SET lease_until = $4, connected = true
    WHERE workspace_id = $1 AND agent_id = ANY ($2::uuid[]) AND process_id = $3 AND lease_until > (SELECT parley_now())
    RETURNING agent_id
  ), planned AS (
    INSERT INTO due_work (workspace_id, kind, subject_id, due_at)
    SELECT $1, 'REACHABILITY_END', agent_id, $4 FROM kept ORDER BY agent_id
    ON CONFLICT (workspace_id, kind, subject_id)
    DO UPDATE SET due_at = greatest(due_work.due_at, excluded.due_at), attempt = 0
  )
  SELECT agent_id AS id FROM kept`,
);
