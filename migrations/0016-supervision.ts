import type { MigrationInterface, QueryRunner } from 'typeorm';
import { policiesOf } from './initial/security.sql';
import { eventTypes, widened } from './widened.sql';

const newEvent = 'LISTENING_CHANGED';

/**
 * Chats that change hands, and those who watch over them. Whoever listens stands in the conversation's own row, like the guest:
 * a message knows from that one row whom to tell.
 */
export class Supervision1796256000000 implements MigrationInterface {
  readonly name = 'Supervision1796256000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- To whom else it goes where the one who is asked says no: what was asked for, and who has been asked.
ALTER TABLE offer ADD COLUMN handover jsonb,
  ADD CONSTRAINT offer_handover_when CHECK ((kind = 'REQUEST') = (handover IS NULL));

ALTER TABLE conversation ADD COLUMN listener_ids uuid[] NOT NULL DEFAULT '{}';
CREATE INDEX conversation_by_guest ON conversation (workspace_id, guest_agent_id) WHERE guest_agent_id IS NOT NULL;

-- What is going on now: a handful of rows, whatever the size of the past.
CREATE INDEX live_chat_running ON live_chat (workspace_id, requested_at, live_chat_id)
  WHERE state IN ('ROUTING', 'WAITING', 'OFFERED', 'CONNECTED');

ALTER TABLE report_live_chat ADD COLUMN received integer NOT NULL DEFAULT 0;

CREATE TABLE whisper (
  workspace_id uuid NOT NULL,
  whisper_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  agent_name text NOT NULL,
  text text NOT NULL,
  client_message_id text,
  created_at timestamptz NOT NULL,
  CONSTRAINT whisper_pkey PRIMARY KEY (workspace_id, whisper_id),
  CONSTRAINT whisper_conversation_fkey FOREIGN KEY (workspace_id, conversation_id)
    REFERENCES conversation (workspace_id, conversation_id) ON DELETE CASCADE
);
CREATE INDEX whisper_by_conversation ON whisper (workspace_id, conversation_id, created_at, whisper_id);
CREATE UNIQUE INDEX whisper_client_id_unique ON whisper (workspace_id, conversation_id, agent_id, client_message_id)
  WHERE client_message_id IS NOT NULL;

-- No foreign keys: an entry outlives what it speaks of.
CREATE TABLE audit_entry (
  workspace_id uuid NOT NULL,
  audit_entry_id uuid NOT NULL,
  at timestamptz NOT NULL,
  action text NOT NULL,
  actor_id uuid NOT NULL,
  conversation_id uuid,
  agent_id uuid,
  detail text,
  CONSTRAINT audit_entry_pkey PRIMARY KEY (workspace_id, audit_entry_id)
);
CREATE INDEX audit_entry_by_time ON audit_entry (workspace_id, at, audit_entry_id);
CREATE INDEX audit_entry_by_conversation ON audit_entry (workspace_id, conversation_id, at, audit_entry_id);
${policiesOf('whisper', 'SELECT, INSERT, UPDATE')}
${policiesOf('audit_entry', 'SELECT, INSERT')}
${await widened(runner, eventTypes, [newEvent])}
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DELETE FROM event WHERE type = '${newEvent}';
DROP TABLE audit_entry, whisper;
ALTER TABLE report_live_chat DROP COLUMN received;
DROP INDEX live_chat_running;
ALTER TABLE conversation DROP COLUMN listener_ids;
DROP INDEX conversation_by_guest;
ALTER TABLE offer DROP COLUMN handover;
`);
  }
}
