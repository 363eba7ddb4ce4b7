import type { PoolRecord, RuleRecord } from '../../actions/records';
import type { AgentId, PoolId, Rule, RuleId, TeamId, WorkspaceId } from '../../routing/terms';
import { poolColumns, ruleColumns } from '../columns';
import { define } from '../statement';

const from = `SELECT ${poolColumns} FROM round_robin_pool p WHERE p.workspace_id = $1`;

export const poolFind = define<[WorkspaceId, PoolId], PoolRecord>('pool_find', `${from} AND p.pool_id = $2`);

/** A ring whose order is left out where the asker has it: a thousand ids are most of what such a row weighs. */
export interface RingRow extends Omit<PoolRecord, 'order'> {
  readonly version: string;
  readonly order: readonly AgentId[] | null;
}

/** `$2`: the version of the order that is known; the version is made of the order itself, whoever wrote it. */
const ringFrom = `SELECT p.pool_id AS id, p.kind, p.last_offered AS "lastOffered", p.team_id AS "teamId",
    p.custom_rule_id AS "ruleId", v.version, CASE WHEN v.version = $2 THEN NULL ELSE p.agent_ids END AS order
  FROM round_robin_pool p
  CROSS JOIN LATERAL (SELECT hash_array_extended(p.agent_ids, 0)::text AS version OFFSET 0) AS v
  WHERE p.workspace_id = $1`;

export const poolFindOfWorkspace = define<[WorkspaceId, string | null], RingRow>(
  'pool_find_of_workspace',
  `${ringFrom} AND p.kind = 'WORKSPACE'`,
);

/** The workspace's, where it stands in for a pool that has nobody. */
export const poolFindOfFallback = define<[WorkspaceId, string | null], RingRow>(
  'pool_find_of_fallback',
  `${ringFrom} AND p.kind = 'WORKSPACE' AND (SELECT w.round_robin_fallback FROM workspace w WHERE w.workspace_id = $1)`,
);

export const poolFindOfTeam = define<[WorkspaceId, string | null, TeamId], RingRow>(
  'pool_find_of_team',
  `${ringFrom} AND p.kind = 'TEAM' AND p.team_id = $3`,
);

export const poolFindOfRule = define<[WorkspaceId, RuleId], PoolRecord>(
  'pool_find_of_rule',
  `${from} AND p.kind = 'RULE' AND p.custom_rule_id = $2`,
);

export const poolInsert = define<
  [WorkspaceId, PoolId, PoolRecord['kind'], TeamId | null, RuleId | null, readonly AgentId[], AgentId | null]
>(
  'pool_insert',
  `INSERT INTO round_robin_pool (workspace_id, pool_id, kind, team_id, custom_rule_id, agent_ids, last_offered)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`,
);

/** A null order stays; `$4`: whether the pointer changes at all, since null is one of its values. */
export const poolUpdate = define<[WorkspaceId, PoolId, readonly AgentId[] | null, boolean, AgentId | null]>(
  'pool_update',
  `UPDATE round_robin_pool SET agent_ids = coalesce($3::uuid[], agent_ids),
    last_offered = CASE WHEN $4 THEN $5::uuid ELSE last_offered END
  WHERE workspace_id = $1 AND pool_id = $2`,
);

export const poolDelete = define<[WorkspaceId, PoolId]>(
  'pool_delete',
  'DELETE FROM round_robin_pool WHERE workspace_id = $1 AND pool_id = $2',
);

export type RuleRow = Omit<Rule, 'pool'> & {
  readonly poolId: PoolRecord['id'];
  readonly kind: PoolRecord['kind'];
  readonly order: readonly AgentId[];
  readonly lastOffered: AgentId | null;
};

/**
 * A rule that names a team offers to the team's ring, any other to its own. Each ring is looked up by its key, whatever the
 * planner believes about how many there are: a join, planned before the tables are analysed, compared every rule with every
 * ring, which took nine seconds for 10,000 rules and 20 ms for 500, behind the routing lock.
 */
export const ruleFindEnabledWhere = (
  condition: string,
): string => `SELECT c.custom_rule_id AS id, c.name, c.position, c.enabled, c.match, c.conditions, p.pool_id AS "poolId", p.kind,
    p.agent_ids AS order, p.last_offered AS "lastOffered"
  FROM custom_rule c
  CROSS JOIN LATERAL (
    SELECT own.* FROM round_robin_pool own
    WHERE own.kind = 'RULE' AND own.workspace_id = c.workspace_id AND own.custom_rule_id = c.custom_rule_id
      AND c.team_id IS NULL
    UNION ALL
    SELECT theirs.* FROM round_robin_pool theirs
    WHERE theirs.kind = 'TEAM' AND theirs.workspace_id = c.workspace_id AND theirs.team_id = c.team_id
    LIMIT 1
  ) AS p
  WHERE c.workspace_id = $1 AND c.enabled AND ${condition}
  ORDER BY c.position`;

export const ruleFindEnabled = define<[WorkspaceId], RuleRow>('rule_find_enabled', ruleFindEnabledWhere('true'));

export function toRule({ poolId, kind, order, lastOffered, ...rule }: RuleRow): Rule {
  return { ...rule, pool: { id: poolId, kind, order, lastOffered } };
}

export const ruleFindAll = define<[WorkspaceId], RuleRecord>(
  'rule_find_all',
  `SELECT ${ruleColumns} FROM custom_rule cr WHERE cr.workspace_id = $1 ORDER BY cr.position`,
);

export const ruleOrder = define<[WorkspaceId, readonly RuleId[]]>(
  'rule_order',
  `UPDATE custom_rule c SET position = o.place
  FROM unnest($2::uuid[]) WITH ORDINALITY AS o (custom_rule_id, place)
  WHERE c.workspace_id = $1 AND c.custom_rule_id = o.custom_rule_id`,
);
