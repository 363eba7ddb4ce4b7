import type { MigrationInterface, QueryRunner } from 'typeorm';
import { policiesOf } from './initial/security.sql';

/**
 * What playing every card needs: when a delay is over, which goals were reached, what a live chat card says for itself, what
 * was read of a document, and which start of a flow is a repetition of an earlier one.
 */
export class Play1795219200000 implements MigrationInterface {
  readonly name = 'Play1795219200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE conversation_play
  ADD COLUMN time_zone text,
  ADD COLUMN continues_at timestamptz,
  ADD COLUMN goals jsonb NOT NULL DEFAULT '[]',
  ADD CONSTRAINT conversation_play_goals_list CHECK (jsonb_typeof(goals) = 'array');

-- Which flows a flow card enters now: asked in the first round trip of each answer, so it is read from the index alone.
CREATE INDEX dialog_published_flow ON dialog (workspace_id, dialog_id) INCLUDE (published_version)
  WHERE kind = 'FLOW' AND status = 'PUBLISHED';

-- The card's own words and limits, as they were when the chat was requested: a later version changes no running request.
ALTER TABLE live_chat
  ADD COLUMN max_attempts integer,
  ADD COLUMN fallback_message text,
  ADD COLUMN booking_card text,
  ADD CONSTRAINT live_chat_max_attempts_range CHECK (max_attempts BETWEEN 1 AND 10);

-- One row for each thing done, whatever the number of times: what a page or a search term was is its detail.
CREATE TABLE document_reading (
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  card_key text NOT NULL,
  what text NOT NULL,
  detail text NOT NULL DEFAULT '',
  first_at timestamptz NOT NULL,
  CONSTRAINT document_reading_pkey PRIMARY KEY (workspace_id, conversation_id, card_key, what, detail),
  CONSTRAINT document_reading_conversation_fkey
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation (workspace_id, conversation_id) ON DELETE CASCADE,
  CONSTRAINT document_reading_what_known CHECK (what IN ('OPENED', 'PAGE_VIEWED', 'DOWNLOADED', 'SEARCHED'))
);
${policiesOf('document_reading', 'SELECT, INSERT')}
-- A start that was repeated because its answer was lost finds the conversation that it began, open or not.
CREATE TABLE flow_start (
  workspace_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  client_flow_id text NOT NULL,
  conversation_id uuid NOT NULL,
  CONSTRAINT flow_start_pkey PRIMARY KEY (workspace_id, visitor_id, client_flow_id),
  CONSTRAINT flow_start_conversation_fkey
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation (workspace_id, conversation_id) ON DELETE CASCADE
);
${policiesOf('flow_start', 'SELECT, INSERT')}
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE flow_start;
DROP TABLE document_reading;
ALTER TABLE live_chat DROP COLUMN max_attempts, DROP COLUMN fallback_message, DROP COLUMN booking_card;
DROP INDEX dialog_published_flow;
ALTER TABLE conversation_play DROP COLUMN time_zone, DROP COLUMN continues_at, DROP COLUMN goals;
`);
  }
}
