import type { PoolRecord } from '../../actions/records';
import type { RuleVersionRecord } from '../../actions/rule-version.records';
import type { VersionedRule } from '../../routing/rule-versions';
import type { PoolId, RuleId, RuleVersionId, TeamId, WorkspaceId } from '../../routing/terms';
import { poolColumns } from '../columns';
import { define } from '../statement';

/** `rv` */
export const ruleVersionColumns = `
  rv.rule_version_id AS id, rv.number, rv.state, rv.revision, rv.based_on AS "basedOn", rv.rules, rv.note,
  rv.created_by AS "createdBy", rv.created_by_kind AS "createdByKind", rv.created_at AS "createdAt",
  rv.activate_at AS "activateAt", rv.activated_at AS "activatedAt", rv.activated_by AS "activatedBy",
  rv.activated_by_kind AS "activatedByKind", rv.retired_at AS "retiredAt", rv.rolled_back_from AS "rolledBackFrom",
  rv.fault`;

const from = `SELECT ${ruleVersionColumns} FROM rule_version rv WHERE rv.workspace_id = $1`;

export const ruleVersionFind = define<[WorkspaceId, RuleVersionId], RuleVersionRecord>(
  'rule_version_find',
  `${from} AND rv.rule_version_id = $2`,
);

export const ruleVersionFindIn = define<[WorkspaceId, 'DRAFT' | 'ACTIVE'], RuleVersionRecord>(
  'rule_version_find_in',
  `${from} AND rv.state = $2`,
);

export const ruleVersionFindByNumber = define<[WorkspaceId, number], RuleVersionRecord>(
  'rule_version_find_by_number',
  `${from} AND rv.number = $2`,
);

export const ruleVersionLastNumber = define<[WorkspaceId], { last: number }>(
  'rule_version_last_number',
  'SELECT coalesce(max(number), 0) AS last FROM rule_version WHERE workspace_id = $1',
);

export const ruleVersionPlannedWith = define<[WorkspaceId, TeamId], { number: number }>(
  'rule_version_planned_with',
  `SELECT number FROM rule_version WHERE workspace_id = $1 AND state = 'SCHEDULED'
    AND rules @> jsonb_build_array(jsonb_build_object('teamId', $2::text)) ORDER BY number`,
);

export const ruleVersionCountPlanned = define<[WorkspaceId], { count: number }>(
  'rule_version_count_planned',
  `SELECT count(*)::integer AS count FROM rule_version WHERE workspace_id = $1 AND state = 'SCHEDULED'`,
);

export const ruleVersionKnownRules = define<[WorkspaceId, readonly RuleId[]], { id: RuleId }>(
  'rule_version_known_rules',
  `SELECT asked.id FROM unnest($2::uuid[]) AS asked (id)
  WHERE EXISTS (SELECT FROM custom_rule c WHERE c.workspace_id = $1 AND c.custom_rule_id = asked.id)
    OR EXISTS (SELECT FROM rule_version rv WHERE rv.workspace_id = $1
      AND rv.rules @> jsonb_build_array(jsonb_build_object('id', asked.id)))`,
);

/** What is in a version, of what routing reads. */
const inForce = `
  SELECT cr.custom_rule_id AS id, cr.name, cr.enabled, cr.match, cr.conditions,
    coalesce(p.agent_ids, '{}') AS "agentIds", cr.team_id AS "teamId"
  FROM custom_rule cr
  LEFT JOIN round_robin_pool p ON p.workspace_id = cr.workspace_id AND p.custom_rule_id = cr.custom_rule_id`;

export const rulesInForceOf = define<[WorkspaceId], VersionedRule>(
  'rules_in_force_of',
  `${inForce} WHERE cr.workspace_id = $1 ORDER BY cr.position`,
);

/** Row-level security leaves those of the own workspace. */
export const rulesInForce = define<[], VersionedRule>('rules_in_force', `${inForce} ORDER BY cr.position`);

export const ruleRings = define<[WorkspaceId], PoolRecord>(
  'rule_rings',
  `SELECT ${poolColumns} FROM round_robin_pool p WHERE p.workspace_id = $1 AND p.kind = 'RULE'`,
);

/** Rings of their own go with them. */
export const rulesRemove = define<[WorkspaceId, readonly RuleId[]]>(
  'rules_remove',
  'DELETE FROM custom_rule WHERE workspace_id = $1 AND custom_rule_id = ANY ($2::uuid[])',
);

export const ruleRingsRemove = define<[WorkspaceId, readonly PoolId[]]>(
  'rule_rings_remove',
  'DELETE FROM round_robin_pool WHERE workspace_id = $1 AND pool_id = ANY ($2::uuid[])',
);

/** `$2`: the records as a JSON list. */
export const rulesWrite = define<[WorkspaceId, string]>(
  'rules_write',
  `INSERT INTO custom_rule (workspace_id, custom_rule_id, name, position, enabled, match, conditions, team_id)
  SELECT $1, r.id, r.name, r.position, r.enabled, r.match, r.conditions, r."teamId"
  FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, name text, position integer, enabled boolean, match text,
    conditions jsonb, "teamId" uuid)
  ON CONFLICT (workspace_id, custom_rule_id) DO UPDATE SET name = excluded.name, position = excluded.position,
    enabled = excluded.enabled, match = excluded.match, conditions = excluded.conditions, team_id = excluded.team_id`,
);

export const ruleRingsWrite = define<[WorkspaceId, string]>(
  'rule_rings_write',
  `INSERT INTO round_robin_pool (workspace_id, pool_id, kind, custom_rule_id, agent_ids, last_offered)
  SELECT $1, r.id, 'RULE', r."ruleId", ARRAY(
      SELECT e.agent::uuid FROM jsonb_array_elements_text(r."order") WITH ORDINALITY AS e (agent, place) ORDER BY e.place
    ), r."lastOffered"
  FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, "ruleId" uuid, "order" jsonb, "lastOffered" uuid)
  ON CONFLICT (workspace_id, pool_id) DO UPDATE SET agent_ids = excluded.agent_ids, last_offered = excluded.last_offered`,
);

export const ruleVersionForget = define<[WorkspaceId, number]>(
  'rule_version_forget',
  `DELETE FROM rule_version WHERE workspace_id = $1 AND state = 'RETIRED' AND number <= $2`,
);
