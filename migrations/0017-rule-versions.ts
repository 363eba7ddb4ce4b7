import type { MigrationInterface, QueryRunner } from 'typeorm';
import { policiesOf } from './initial/security.sql';

/**
 * What becomes of the custom rules is kept: who changed them, when and why, what was in force before, and what is to be. And
 * sets of permissions that a workspace makes itself.
 */
export class RuleVersions1796342400000 implements MigrationInterface {
  readonly name = 'RuleVersions1796342400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- At most one draft and one active version; custom_rule and its rings stay what routing reads, and are written in the
-- transaction that activates a version. A draft has no number: what was never in force leaves no gap.
CREATE TABLE rule_version (
  workspace_id uuid NOT NULL,
  rule_version_id uuid NOT NULL,
  number integer,
  state text NOT NULL,
  revision integer NOT NULL DEFAULT 1,
  based_on integer,
  rules jsonb NOT NULL,
  note text,
  created_by uuid,
  created_by_kind text NOT NULL DEFAULT 'SYSTEM',
  created_at timestamptz NOT NULL DEFAULT parley_now(),
  activate_at timestamptz,
  activated_at timestamptz,
  activated_by uuid,
  activated_by_kind text,
  retired_at timestamptz,
  rolled_back_from integer,
  fault text,
  CONSTRAINT rule_version_pkey PRIMARY KEY (workspace_id, rule_version_id),
  CONSTRAINT rule_version_workspace_fkey
    FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE CASCADE,
  CONSTRAINT rule_version_number_unique UNIQUE (workspace_id, number),
  CONSTRAINT rule_version_state_known CHECK (state IN ('DRAFT', 'SCHEDULED', 'ACTIVE', 'RETIRED')),
  CONSTRAINT rule_version_numbered CHECK ((state = 'DRAFT') = (number IS NULL)),
  CONSTRAINT rule_version_planned CHECK (state <> 'SCHEDULED' OR activate_at IS NOT NULL),
  CONSTRAINT rule_version_in_force_since CHECK (state <> 'ACTIVE' OR activated_at IS NOT NULL),
  CONSTRAINT rule_version_rules_list CHECK (jsonb_typeof(rules) = 'array'),
  CONSTRAINT rule_version_author_known CHECK (created_by_kind IN ('AGENT', 'INTEGRATION', 'SYSTEM')),
  CONSTRAINT rule_version_activator_known CHECK (activated_by_kind IN ('AGENT', 'INTEGRATION', 'SYSTEM'))
);
CREATE UNIQUE INDEX rule_version_one_draft ON rule_version (workspace_id) WHERE state = 'DRAFT';
CREATE UNIQUE INDEX rule_version_one_active ON rule_version (workspace_id) WHERE state = 'ACTIVE';
${policiesOf('rule_version', 'SELECT, INSERT, UPDATE, DELETE')}

CREATE TABLE profile (
  workspace_id uuid NOT NULL,
  profile_id uuid NOT NULL,
  name text NOT NULL,
  description text,
  permissions text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT parley_now(),
  CONSTRAINT profile_pkey PRIMARY KEY (workspace_id, profile_id),
  CONSTRAINT profile_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX profile_one_name ON profile (workspace_id, lower(name));
${policiesOf('profile', 'SELECT, INSERT, UPDATE, DELETE')}

-- Null: one of the built-in profiles, which the column beside it names.
ALTER TABLE agent
  ADD COLUMN profile_id uuid,
  ADD CONSTRAINT agent_own_profile_fkey FOREIGN KEY (workspace_id, profile_id)
    REFERENCES profile (workspace_id, profile_id);
CREATE INDEX agent_by_profile ON agent (workspace_id, profile_id) WHERE profile_id IS NOT NULL;

-- The rules that are in force are the first version. The owner is bound by the policies, too, and is in no workspace here.
ALTER TABLE custom_rule NO FORCE ROW LEVEL SECURITY;
ALTER TABLE round_robin_pool NO FORCE ROW LEVEL SECURITY;
ALTER TABLE rule_version NO FORCE ROW LEVEL SECURITY;
INSERT INTO rule_version (workspace_id, rule_version_id, number, state, rules, activated_at, activated_by_kind)
SELECT c.workspace_id, gen_random_uuid(), 1, 'ACTIVE', jsonb_agg(jsonb_build_object(
    'id', c.custom_rule_id, 'name', c.name, 'enabled', c.enabled, 'match', c.match, 'conditions', c.conditions,
    'agentIds', coalesce(to_jsonb(p.agent_ids), '[]'), 'teamId', c.team_id) ORDER BY c.position),
  parley_now(), 'SYSTEM'
FROM custom_rule c
LEFT JOIN round_robin_pool p ON p.workspace_id = c.workspace_id AND p.custom_rule_id = c.custom_rule_id
GROUP BY c.workspace_id;
ALTER TABLE custom_rule FORCE ROW LEVEL SECURITY;
ALTER TABLE round_robin_pool FORCE ROW LEVEL SECURITY;
ALTER TABLE rule_version FORCE ROW LEVEL SECURITY;
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE agent DROP COLUMN profile_id;
DROP TABLE profile;
DELETE FROM due_work WHERE kind = 'RULES_ACTIVATE';
DROP TABLE rule_version;
`);
  }
}
