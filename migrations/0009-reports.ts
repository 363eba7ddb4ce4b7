import type { MigrationInterface, QueryRunner } from 'typeorm';
import { policiesOf } from './initial/security.sql';

/**
 * What reports are made of: counters by quarter of an hour (every zone's days begin at one), folded out of the event log in
 * its order. They hold nothing that the log and the rows behind it do not say, so they can be made anew at any time.
 */
const tables = `
-- How far the log is folded in. Whoever folds holds this row.
CREATE TABLE report_state (
  workspace_id uuid NOT NULL,
  folded_to bigint NOT NULL,
  CONSTRAINT report_state_pkey PRIMARY KEY (workspace_id),
  CONSTRAINT report_state_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE CASCADE,
  CONSTRAINT report_state_counted CHECK (folded_to >= 0)
);

CREATE TABLE report_conversation (
  workspace_id uuid NOT NULL,
  bucket timestamptz NOT NULL,
  dialog_id uuid NOT NULL,
  page text NOT NULL,
  source text NOT NULL,
  known boolean NOT NULL,
  triggered integer NOT NULL,
  engaged integer NOT NULL,
  completed integer NOT NULL,
  dropped integer NOT NULL,
  acquired integer NOT NULL,
  goals integer NOT NULL,
  documents integer NOT NULL,
  meetings integer NOT NULL,
  CONSTRAINT report_conversation_pkey PRIMARY KEY (workspace_id, bucket, dialog_id, page, source, known)
) WITH (fillfactor = 80);

-- Without an agent: what belongs to nobody, a request or a miss. Without a team: routed by something else.
CREATE TABLE report_live_chat (
  workspace_id uuid NOT NULL,
  bucket timestamptz NOT NULL,
  dialog_id uuid NOT NULL,
  agent_id uuid,
  team_id uuid,
  requested integer NOT NULL,
  connected integer NOT NULL,
  missed integer NOT NULL,
  abandoned integer NOT NULL,
  ended integer NOT NULL,
  offered integer NOT NULL,
  declined integer NOT NULL,
  expired integer NOT NULL,
  wait_ms bigint NOT NULL,
  replied integer NOT NULL,
  first_reply_ms bigint NOT NULL,
  length_ms bigint NOT NULL,
  CONSTRAINT report_live_chat_key UNIQUE NULLS NOT DISTINCT (workspace_id, bucket, dialog_id, agent_id, team_id)
) WITH (fillfactor = 80);

CREATE TABLE report_meeting (
  workspace_id uuid NOT NULL,
  bucket timestamptz NOT NULL,
  dialog_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  booked integer NOT NULL,
  moved integer NOT NULL,
  cancelled integer NOT NULL,
  CONSTRAINT report_meeting_pkey PRIMARY KEY (workspace_id, bucket, dialog_id, agent_id)
) WITH (fillfactor = 80);
`;

/** Of an address what a report groups by: without query and fragment, and not longer than an index can hold. */
const page = `
CREATE FUNCTION report_page(url text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT left(split_part(split_part(coalesce(url, ''), '#', 1), '?', 1), 300) $$;
GRANT EXECUTE ON FUNCTION report_page(text) TO parley_app;
`;

/** Every workspace folds by itself, so that whoever asks finds little left to do. */
const start = `
CREATE FUNCTION report_begin() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO public.report_state (workspace_id, folded_to) VALUES (NEW.workspace_id, 0);
  INSERT INTO public.due_work (workspace_id, kind, subject_id, due_at)
    VALUES (NEW.workspace_id, 'ROLLUP', NEW.workspace_id, public.parley_now() + interval '1 minute');
  RETURN NULL;
END
$$;
CREATE TRIGGER workspace_report_begin AFTER INSERT ON workspace FOR EACH ROW EXECUTE FUNCTION report_begin();

ALTER TABLE workspace NO FORCE ROW LEVEL SECURITY;
ALTER TABLE report_state NO FORCE ROW LEVEL SECURITY;
ALTER TABLE due_work NO FORCE ROW LEVEL SECURITY;
INSERT INTO report_state (workspace_id, folded_to) SELECT workspace_id, 0 FROM workspace;
INSERT INTO due_work (workspace_id, kind, subject_id, due_at)
  SELECT workspace_id, 'ROLLUP', workspace_id, parley_now() FROM workspace;
ALTER TABLE workspace FORCE ROW LEVEL SECURITY;
ALTER TABLE report_state FORCE ROW LEVEL SECURITY;
ALTER TABLE due_work FORCE ROW LEVEL SECURITY;
`;

export class Reports1795651200000 implements MigrationInterface {
  readonly name = 'Reports1795651200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      [
        tables,
        policiesOf('report_state', 'SELECT, INSERT, UPDATE'),
        policiesOf('report_conversation', 'SELECT, INSERT, UPDATE, DELETE'),
        policiesOf('report_live_chat', 'SELECT, INSERT, UPDATE, DELETE'),
        policiesOf('report_meeting', 'SELECT, INSERT, UPDATE, DELETE'),
        page,
        start,
      ].join(''),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TRIGGER workspace_report_begin ON workspace;
DROP FUNCTION report_begin();
DROP FUNCTION report_page(text);
DROP TABLE report_meeting, report_live_chat, report_conversation, report_state;
DELETE FROM due_work WHERE kind = 'ROLLUP';
`);
  }
}
