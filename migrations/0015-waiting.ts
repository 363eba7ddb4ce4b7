import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Visitors who wait. The workspace's stream says whether there may be any: it is the one row that every change of an agent
 * passes behind its other locks, so whoever becomes free and whoever begins to wait at the same time cannot miss each other.
 */
export class Waiting1796169600000 implements MigrationInterface {
  readonly name = 'Waiting1796169600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE workspace_stream ADD COLUMN someone_waits boolean NOT NULL DEFAULT false;

-- told_*: the place that the visitor was last told, which wait with it, and when. served_at: when the queue found somebody.
ALTER TABLE live_chat
  ADD COLUMN told_place integer,
  ADD COLUMN told_wait_seconds integer,
  ADD COLUMN told_at timestamptz,
  ADD COLUMN served_at timestamptz;
-- How quickly a line moves: what the estimate of a wait goes by.
CREATE INDEX live_chat_served ON live_chat (workspace_id, served_at) WHERE served_at IS NOT NULL;
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP INDEX live_chat_served;
ALTER TABLE live_chat DROP COLUMN told_place, DROP COLUMN told_wait_seconds, DROP COLUMN told_at, DROP COLUMN served_at;
ALTER TABLE workspace_stream DROP COLUMN someone_waits;
`);
  }
}
