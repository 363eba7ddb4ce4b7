import type { AgentRecord } from '../../actions/records';
import type { AgentId, AgentProfile, Permission, WorkspaceId } from '../../routing/terms';
import { agentColumns, defaultCapacity } from '../columns';
import { define } from '../statement';

export const agentFind = define<[WorkspaceId, AgentId], AgentRecord>(
  'agent_find',
  `SELECT ${agentColumns} FROM agent a WHERE a.workspace_id = $1 AND a.agent_id = $2`,
);

export const agentFindMany = define<[WorkspaceId, readonly AgentId[]], AgentRecord>(
  'agent_find_many',
  `SELECT ${agentColumns} FROM agent a WHERE a.workspace_id = $1 AND a.agent_id = ANY ($2::uuid[])`,
);

export const agentFindWithPermission = define<[WorkspaceId, Permission], AgentRecord>(
  'agent_find_with_permission',
  `SELECT ${agentColumns} FROM agent a WHERE a.workspace_id = $1 AND a.active AND $2 = ANY (a.permissions)
  ORDER BY a.created_at, a.agent_id`,
);

export const agentLock = define<[WorkspaceId, AgentId], AgentRecord>(
  'agent_lock',
  `SELECT ${agentColumns} FROM agent a WHERE a.workspace_id = $1 AND a.agent_id = $2 FOR NO KEY UPDATE OF a`,
);

/** `$8`: the agent's own capacity; the seats follow it, or the workspace's default. */
export const agentInsert = define<
  [WorkspaceId, AgentId, string, string, string, AgentProfile, readonly Permission[], number | null]
>(
  'agent_insert',
  `INSERT INTO agent (workspace_id, agent_id, name, email, password_hash, profile, permissions, capacity, seat_limit,
    seat_ceiling)
  SELECT $1::uuid, $2::uuid, $3, $4, $5, $6, $7::text[], $8::integer, seats, seats
  FROM (SELECT coalesce($8::integer, w.default_capacity, ${defaultCapacity}) AS seats FROM workspace w WHERE w.workspace_id = $1)
    AS in_force`,
);

/** A null leaves a column as it is. `$9`: whether the capacity changes at all, since null is one of its values. */
export const agentUpdate = define<
  [
    WorkspaceId,
    AgentId,
    string | null,
    AgentProfile | null,
    readonly Permission[] | null,
    string | null,
    boolean | null,
    boolean | null,
    boolean,
    number | null,
    string | null,
  ]
>(
  'agent_update',
  `UPDATE agent a SET name = coalesce($3, a.name), profile = coalesce($4, a.profile),
    permissions = coalesce($5, a.permissions), avatar_hash = coalesce($6, a.avatar_hash),
    active = coalesce($7, a.active), available = coalesce($8, a.available),
    capacity = CASE WHEN $9 THEN $10::integer ELSE a.capacity END,
    seat_limit = CASE WHEN $9 THEN in_force.seats ELSE a.seat_limit END,
    seat_ceiling = CASE WHEN $9 THEN greatest(in_force.seats, a.taken) ELSE a.seat_ceiling END,
    skills = coalesce($11::jsonb, a.skills),
    idle_since = CASE WHEN $8 AND NOT a.available THEN parley_now() ELSE a.idle_since END,
    returned_at = CASE WHEN $8 AND NOT a.available THEN parley_now() ELSE a.returned_at END
  FROM (SELECT coalesce($10::integer, w.default_capacity, ${defaultCapacity}) AS seats
    FROM workspace w WHERE w.workspace_id = $1) AS in_force
  WHERE a.workspace_id = $1 AND a.agent_id = $2`,
);

/** After a change of the default: everyone without an own capacity gets it, by id as every lock of agents. */
export const agentsFollowDefaultCapacity = define<[WorkspaceId, number]>(
  'agents_follow_default_capacity',
  `WITH locked AS MATERIALIZED (
    SELECT agent_id FROM agent WHERE workspace_id = $1 AND capacity IS NULL ORDER BY agent_id FOR NO KEY UPDATE
  )
  UPDATE agent a SET seat_limit = $2, seat_ceiling = greatest($2, a.taken)
  FROM locked WHERE a.workspace_id = $1 AND a.agent_id = locked.agent_id`,
);
