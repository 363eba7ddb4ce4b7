/** Teams, rings, rules and the attributes they speak of. */
export const routing = `
CREATE TABLE team (
  workspace_id uuid NOT NULL,
  team_id uuid NOT NULL,
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT parley_now(),
  CONSTRAINT team_pkey PRIMARY KEY (workspace_id, team_id),
  CONSTRAINT team_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE CASCADE
);
CREATE INDEX team_by_creation ON team (workspace_id, created_at, team_id);

CREATE TABLE team_member (
  workspace_id uuid NOT NULL,
  team_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  place integer NOT NULL,
  CONSTRAINT team_member_pkey PRIMARY KEY (workspace_id, team_id, agent_id),
  CONSTRAINT team_member_place_unique UNIQUE (workspace_id, team_id, place),
  CONSTRAINT team_member_team_fkey
    FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, team_id) ON DELETE CASCADE,
  CONSTRAINT team_member_agent_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agent (workspace_id, agent_id)
);
CREATE INDEX team_member_by_agent ON team_member (workspace_id, agent_id);

-- By position; the first whose conditions hold and whose ring has somebody decides. Positions are rewritten as a whole, so
-- their uniqueness is asked at the commit.
CREATE TABLE custom_rule (
  workspace_id uuid NOT NULL,
  custom_rule_id uuid NOT NULL,
  name text NOT NULL,
  position integer NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  match text NOT NULL,
  conditions jsonb NOT NULL,
  team_id uuid,
  created_at timestamptz NOT NULL DEFAULT parley_now(),
  CONSTRAINT custom_rule_pkey PRIMARY KEY (workspace_id, custom_rule_id),
  CONSTRAINT custom_rule_position_unique UNIQUE (workspace_id, position) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT custom_rule_workspace_fkey
    FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE CASCADE,
  CONSTRAINT custom_rule_team_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, team_id),
  CONSTRAINT custom_rule_match_known CHECK (match IN ('ALL', 'ANY')),
  CONSTRAINT custom_rule_conditions_list CHECK (jsonb_typeof(conditions) = 'array')
);
CREATE INDEX custom_rule_by_team ON custom_rule (workspace_id, team_id) WHERE team_id IS NOT NULL;

-- A ring: the order, and behind whom the search for the next one begins.
CREATE TABLE round_robin_pool (
  workspace_id uuid NOT NULL,
  pool_id uuid NOT NULL,
  kind text NOT NULL,
  team_id uuid,
  custom_rule_id uuid,
  agent_ids uuid[] NOT NULL DEFAULT '{}',
  last_offered uuid,
  CONSTRAINT round_robin_pool_pkey PRIMARY KEY (workspace_id, pool_id),
  CONSTRAINT round_robin_pool_workspace_fkey
    FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE CASCADE,
  CONSTRAINT round_robin_pool_team_fkey
    FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, team_id) ON DELETE CASCADE,
  CONSTRAINT round_robin_pool_rule_fkey
    FOREIGN KEY (workspace_id, custom_rule_id) REFERENCES custom_rule (workspace_id, custom_rule_id) ON DELETE CASCADE,
  CONSTRAINT round_robin_pool_kind_known CHECK (kind IN ('WORKSPACE', 'TEAM', 'RULE')),
  CONSTRAINT round_robin_pool_owner CHECK ((kind = 'TEAM') = (team_id IS NOT NULL)
    AND (kind = 'RULE') = (custom_rule_id IS NOT NULL))
) WITH (fillfactor = 50);
CREATE UNIQUE INDEX round_robin_pool_one_of_workspace ON round_robin_pool (workspace_id) WHERE kind = 'WORKSPACE';
CREATE UNIQUE INDEX round_robin_pool_one_of_team ON round_robin_pool (workspace_id, team_id) WHERE kind = 'TEAM';
CREATE UNIQUE INDEX round_robin_pool_one_of_rule ON round_robin_pool (workspace_id, custom_rule_id) WHERE kind = 'RULE';

CREATE TABLE attribute_definition (
  workspace_id uuid NOT NULL,
  name text NOT NULL,
  label text NOT NULL,
  type text NOT NULL,
  built_in boolean NOT NULL DEFAULT false,
  place integer,
  CONSTRAINT attribute_definition_pkey PRIMARY KEY (workspace_id, name),
  CONSTRAINT attribute_definition_workspace_fkey
    FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE CASCADE,
  CONSTRAINT attribute_definition_type_known
    CHECK (type IN ('TEXT', 'EMAIL', 'PHONE', 'NUMBER', 'BOOLEAN', 'DATE_TIME', 'PICKLIST')),
  CONSTRAINT attribute_definition_place CHECK (built_in = (place IS NOT NULL))
);
`;
