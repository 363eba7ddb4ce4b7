import type { PoolRecord } from '../../actions/records';
import type { RuleVersionRecord } from '../../actions/rule-version.records';
import type { VersionedRule } from '../../routing/rule-versions';
import type { RuleId, RuleVersionId, TeamId, WorkspaceId } from '../../routing/terms';
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

export const ruleVersionForget = define<[WorkspaceId, number]>(
  'rule_version_forget',
  `DELETE FROM rule_version WHERE workspace_id = $1 AND state = 'RETIRED' AND number <= $2`,
);
