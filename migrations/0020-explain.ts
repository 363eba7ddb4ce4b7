import type { MigrationInterface, QueryRunner } from 'typeorm';
import { policiesOf } from './initial/security.sql';

/**
 * Decisions by time, for whoever asks about a period: one index that grows at its end alone, so that an offer costs next to
 * nothing more. And replays: what they are told to do comes with the call, what came of them is kept here, so that every
 * node can tell it and a process that dies leaves a row whose lease runs out.
 */
export class Explain1796601600000 implements MigrationInterface {
  readonly name = 'Explain1796601600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE INDEX routing_decision_by_time ON routing_decision (workspace_id, decided_at, routing_decision_id);

CREATE TABLE routing_replay (
  workspace_id uuid NOT NULL,
  routing_replay_id uuid NOT NULL,
  started_by uuid NOT NULL,
  state text NOT NULL CONSTRAINT routing_replay_state_known
    CHECK (state IN ('RUNNING', 'DONE', 'CANCELLED', 'FAILED', 'LOST')),
  range_from timestamptz NOT NULL,
  range_to timestamptz NOT NULL,
  requests_total integer NOT NULL,
  requests_done integer NOT NULL DEFAULT 0,
  result jsonb,
  lease_until timestamptz NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT routing_replay_pkey PRIMARY KEY (workspace_id, routing_replay_id),
  CONSTRAINT routing_replay_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE CASCADE,
  CONSTRAINT routing_replay_range CHECK (range_from < range_to),
  CONSTRAINT routing_replay_result_when CHECK ((result IS NOT NULL) = (state = 'DONE')),
  CONSTRAINT routing_replay_ended_when CHECK ((ended_at IS NULL) = (state = 'RUNNING'))
);
-- One at a time: a replay reads much and computes long, and the next one compares with the same past.
CREATE UNIQUE INDEX routing_replay_running ON routing_replay (workspace_id) WHERE state = 'RUNNING';
CREATE INDEX routing_replay_by_start ON routing_replay (workspace_id, started_at);
${policiesOf('routing_replay', 'SELECT, INSERT, UPDATE, DELETE')}
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE routing_replay;
DROP INDEX routing_decision_by_time;
`);
  }
}
