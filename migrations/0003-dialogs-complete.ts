import type { MigrationInterface, QueryRunner } from 'typeorm';
import { policiesOf } from './initial/security.sql';

/**
 * What the stream designer's whole language needs of the tables: kinds, keys and audiences of dialogs, rich lines, where a
 * conversation stands in its scripts, and the events and timers that come with it.
 */
export class DialogsComplete1795132800000 implements MigrationInterface {
  readonly name = 'DialogsComplete1795132800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE workspace
  ADD COLUMN chat_enabled boolean NOT NULL DEFAULT true,
  ADD COLUMN business_hours jsonb;

ALTER TABLE dialog
  ADD COLUMN key text NOT NULL DEFAULT gen_random_uuid()::text,
  ADD COLUMN kind text NOT NULL DEFAULT 'DIALOG',
  ADD COLUMN description text,
  ADD COLUMN language text NOT NULL DEFAULT 'en',
  ADD COLUMN fallback_languages text[] NOT NULL DEFAULT '{}',
  ADD COLUMN audience jsonb,
  ADD CONSTRAINT dialog_kind_known CHECK (kind IN ('DIALOG', 'FLOW'));
ALTER TABLE dialog ALTER COLUMN key DROP DEFAULT;
CREATE UNIQUE INDEX dialog_one_key ON dialog (workspace_id, key);

-- A null audience is everybody.
ALTER TABLE dialog_version
  ADD COLUMN language text NOT NULL DEFAULT 'en',
  ADD COLUMN fallback_languages text[] NOT NULL DEFAULT '{}',
  ADD COLUMN audience jsonb,
  ADD COLUMN fallback_message text;

ALTER TABLE message
  ADD COLUMN html text,
  ADD COLUMN card_key text,
  ADD COLUMN document jsonb;

-- Apart from the conversation's row, which every message locks and reads: none of this is needed for a message.
CREATE TABLE conversation_play (
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  place jsonb NOT NULL,
  language text,
  referrer text,
  source text NOT NULL DEFAULT 'DIRECT',
  delivery text NOT NULL DEFAULT 'CHATBOT',
  known_at_start boolean NOT NULL DEFAULT false,
  returning_visitor boolean NOT NULL DEFAULT false,
  preview boolean NOT NULL DEFAULT false,
  person_id uuid,
  score integer,
  CONSTRAINT conversation_play_pkey PRIMARY KEY (workspace_id, conversation_id),
  CONSTRAINT conversation_play_conversation_fkey
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation (workspace_id, conversation_id) ON DELETE CASCADE,
  CONSTRAINT conversation_play_source_known
    CHECK (source IN ('DIRECT', 'SEARCH', 'SOCIAL', 'REFERRAL', 'CAMPAIGN')),
  CONSTRAINT conversation_play_delivery_known CHECK (delivery IN ('CHATBOT', 'POPUP', 'INLINE')),
  CONSTRAINT conversation_play_score_range CHECK (score BETWEEN 0 AND 3)
) WITH (fillfactor = 80);
CREATE INDEX conversation_play_by_person ON conversation_play (workspace_id, person_id) WHERE person_id IS NOT NULL;
${policiesOf('conversation_play', 'SELECT, INSERT, UPDATE')}
-- The owner is bound by the policies, too, and is in no workspace here.
ALTER TABLE conversation NO FORCE ROW LEVEL SECURITY;
ALTER TABLE conversation_play NO FORCE ROW LEVEL SECURITY;
INSERT INTO conversation_play (workspace_id, conversation_id, place)
SELECT workspace_id, conversation_id, jsonb_build_object('dialogId', dialog_id, 'version', dialog_version,
  'frames', '[]'::jsonb, 'cardKey', waiting_card)
FROM conversation;
ALTER TABLE conversation FORCE ROW LEVEL SECURITY;
ALTER TABLE conversation_play FORCE ROW LEVEL SECURITY;

ALTER TABLE event DROP CONSTRAINT event_type_known, ADD CONSTRAINT event_type_known CHECK (type IN (
  'CONVERSATION_STARTED', 'CONVERSATION_ENGAGED', 'CONVERSATION_ENDED', 'PROMPT_CHANGED', 'MESSAGE_ADDED',
  'LIVE_CHAT_REQUESTED', 'LIVE_CHAT_CONNECTED', 'LIVE_CHAT_IDLE_WARNING', 'LIVE_CHAT_MISSED', 'LIVE_CHAT_ENDED',
  'OFFER_CREATED', 'OFFER_ACCEPTED', 'OFFER_DECLINED', 'OFFER_EXPIRED', 'OFFER_WITHDRAWN', 'AGENT_CHANGED',
  'GOAL_REACHED', 'DOCUMENT_READ', 'CONVERSATION_SCORED', 'VISITOR_IDENTIFIED', 'MEETING_BOOKED', 'MEETING_MOVED',
  'MEETING_CANCELLED', 'DIALOG_CHANGED'));
ALTER TABLE due_work DROP CONSTRAINT due_work_kind_known, ADD CONSTRAINT due_work_kind_known CHECK (kind IN (
  'OFFER_EXPIRE', 'IDLE_WARN', 'IDLE_END', 'REACHABILITY_END', 'AVAILABILITY_RESET', 'DIALOG_CONTINUE',
  'DIALOG_SCHEDULE', 'MAIL_SEND', 'MEETING_SYNC', 'ROLLUP'));
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE conversation_play;
ALTER TABLE message DROP COLUMN html, DROP COLUMN card_key, DROP COLUMN document;
ALTER TABLE dialog_version DROP COLUMN language, DROP COLUMN fallback_languages, DROP COLUMN audience,
  DROP COLUMN fallback_message;
DROP INDEX dialog_one_key;
ALTER TABLE dialog DROP COLUMN key, DROP COLUMN kind, DROP COLUMN description, DROP COLUMN language,
  DROP COLUMN fallback_languages, DROP COLUMN audience;
ALTER TABLE workspace DROP COLUMN chat_enabled, DROP COLUMN business_hours;
`);
  }
}
