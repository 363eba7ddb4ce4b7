import type { MigrationInterface, QueryRunner } from 'typeorm';
import { policiesOf } from './initial/security.sql';

/**
 * What agents say of when they take live chats. `agent.available` stays what routing reads: it is written at each boundary by
 * due work, so that looking for an agent costs nothing more.
 */
export class Availability1795910400000 implements MigrationInterface {
  readonly name = 'Availability1795910400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE workspace ADD COLUMN holidays jsonb NOT NULL DEFAULT '[]';

-- Null hours: no schedule. next_change_at: when the agent's due work looks again; many whose hours begin together are one look.
CREATE TABLE agent_availability (
  workspace_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  hours jsonb,
  breaks jsonb NOT NULL DEFAULT '[]',
  holidays jsonb NOT NULL DEFAULT '[]',
  override_available boolean,
  override_until timestamptz,
  break_until timestamptz,
  next_change_at timestamptz,
  CONSTRAINT agent_availability_pkey PRIMARY KEY (workspace_id, agent_id),
  CONSTRAINT agent_availability_agent_fkey FOREIGN KEY (workspace_id, agent_id)
    REFERENCES agent (workspace_id, agent_id) ON DELETE CASCADE,
  CONSTRAINT agent_availability_override_ends CHECK ((override_available IS NULL) = (override_until IS NULL))
);
CREATE INDEX agent_availability_by_change ON agent_availability (workspace_id, next_change_at);

-- Whoever had said "available" keeps it until the same midnight.
INSERT INTO agent_availability (workspace_id, agent_id, override_available, override_until, next_change_at)
SELECT a.workspace_id, a.agent_id, true, w.due_at, w.due_at FROM agent a
JOIN due_work w ON w.workspace_id = a.workspace_id AND w.kind = 'AVAILABILITY_RESET' AND w.subject_id = a.agent_id
WHERE a.available;
${policiesOf('agent_availability', 'SELECT, INSERT, UPDATE')}
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE agent_availability;
ALTER TABLE workspace DROP COLUMN holidays;
`);
  }
}
