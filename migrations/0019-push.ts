import type { MigrationInterface, QueryRunner } from 'typeorm';
import { policiesOf } from './initial/security.sql';

/**
 * Browsers that agents let themselves be woken in. Whoever has one is reachable without a socket: that is a lease of the
 * process `push`, which no process renews and no time ends, so that everything which reads leases knows of it already.
 */
export class Push1796515200000 implements MigrationInterface {
  readonly name = 'Push1796515200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- What this workspace signs its calls of push services with. Made once; the private half is sealed.
CREATE TABLE push_key (
  workspace_id uuid NOT NULL,
  public_key text NOT NULL,
  private_key bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT parley_now(),
  CONSTRAINT push_key_pkey PRIMARY KEY (workspace_id),
  CONSTRAINT push_key_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE CASCADE
);

-- A browser has one endpoint: who registers it last has it.
CREATE TABLE push_registration (
  workspace_id uuid NOT NULL,
  push_registration_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  endpoint text NOT NULL,
  p256dh text NOT NULL,
  auth text NOT NULL,
  label text,
  created_at timestamptz NOT NULL DEFAULT parley_now(),
  sent_at timestamptz,
  CONSTRAINT push_registration_pkey PRIMARY KEY (workspace_id, push_registration_id),
  CONSTRAINT push_registration_agent_fkey FOREIGN KEY (workspace_id, agent_id)
    REFERENCES agent (workspace_id, agent_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX push_registration_by_endpoint ON push_registration (workspace_id, endpoint);
CREATE INDEX push_registration_by_agent ON push_registration (workspace_id, agent_id, created_at);

-- An offer wakes its agent once.
ALTER TABLE offer ADD COLUMN pushed_at timestamptz;
${policiesOf('push_key', 'SELECT, INSERT')}
${policiesOf('push_registration', 'SELECT, INSERT, UPDATE, DELETE')}
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE offer DROP COLUMN pushed_at;
DROP TABLE push_registration, push_key;
DELETE FROM reachability WHERE process_id = 'push';
`);
  }
}
