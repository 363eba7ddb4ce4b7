import type { MigrationInterface, QueryRunner } from 'typeorm';
import { policiesOf } from './initial/security.sql';

/**
 * What a replay of the past needs of then: what was known of a visitor who asked for an agent, and the schedules and holidays
 * that have been replaced since.
 */
export class ReplayInputs1797292800000 implements MigrationInterface {
  readonly name = 'ReplayInputs1797292800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- Of a request's first decision: values by name. Null: of a later one, of one before this, or forgotten with its visitor.
ALTER TABLE routing_decision ADD COLUMN known jsonb;
GRANT UPDATE (known) ON routing_decision TO parley_app;

-- An agent's former schedule (null: none), or, where the subject is the workspace, its former holidays (null: not known).
CREATE TABLE schedule_past (
  workspace_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  until timestamptz NOT NULL,
  schedule jsonb,
  CONSTRAINT schedule_past_pkey PRIMARY KEY (workspace_id, subject_id, until),
  CONSTRAINT schedule_past_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE CASCADE
);
ALTER TABLE workspace NO FORCE ROW LEVEL SECURITY;
INSERT INTO schedule_past (workspace_id, subject_id, until, schedule)
  SELECT workspace_id, workspace_id, parley_now(), NULL FROM workspace;
ALTER TABLE workspace FORCE ROW LEVEL SECURITY;
${policiesOf('schedule_past', 'SELECT, INSERT')}
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE schedule_past;
REVOKE UPDATE (known) ON routing_decision FROM parley_app;
ALTER TABLE routing_decision DROP COLUMN known;
`);
  }
}
