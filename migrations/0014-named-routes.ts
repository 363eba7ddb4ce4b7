import type { MigrationInterface, QueryRunner } from 'typeorm';
import { policiesOf } from './initial/security.sql';

const tables = `
-- Steps are plain data: what they name is checked when they are saved, and looked up when they are followed.
CREATE TABLE route (
  workspace_id uuid NOT NULL,
  route_id uuid NOT NULL,
  name text NOT NULL,
  steps jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT parley_now(),
  updated_at timestamptz NOT NULL DEFAULT parley_now(),
  CONSTRAINT route_pkey PRIMARY KEY (workspace_id, route_id),
  CONSTRAINT route_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE CASCADE,
  CONSTRAINT route_steps_list CHECK (jsonb_typeof(steps) = 'array')
);
CREATE UNIQUE INDEX route_one_name ON route (workspace_id, lower(name));

-- Whom visitors from a domain belong to. The domain is folded before it comes here, and holds for what is below it, too.
CREATE TABLE account_route (
  workspace_id uuid NOT NULL,
  domain text NOT NULL,
  company text,
  agent_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT parley_now(),
  updated_at timestamptz NOT NULL DEFAULT parley_now(),
  CONSTRAINT account_route_pkey PRIMARY KEY (workspace_id, domain),
  CONSTRAINT account_route_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE CASCADE,
  CONSTRAINT account_route_agent_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agent (workspace_id, agent_id),
  CONSTRAINT account_route_domain_folded CHECK (domain = lower(domain) AND domain <> '')
);
CREATE INDEX account_route_by_agent ON account_route (workspace_id, agent_id);
`;

/**
 * Routes that have a name, the owners of accounts, and how a workspace lets agents come back. A null setting is the default.
 */
export class NamedRoutes1796083200000 implements MigrationInterface {
  readonly name = 'NamedRoutes1796083200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`${tables}
ALTER TABLE workspace
  ADD COLUMN ramp_seconds integer CONSTRAINT workspace_ramp_range CHECK (ramp_seconds BETWEEN 0 AND 3600),
  ADD COLUMN account_unavailable text
    CONSTRAINT workspace_account_unavailable_known CHECK (account_unavailable IN ('CARD_ROUTING', 'FALLBACK'));
${policiesOf('route', 'SELECT, INSERT, UPDATE, DELETE')}
${policiesOf('account_route', 'SELECT, INSERT, UPDATE, DELETE')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE workspace DROP COLUMN ramp_seconds, DROP COLUMN account_unavailable;
DROP TABLE account_route;
DROP TABLE route;`);
  }
}
