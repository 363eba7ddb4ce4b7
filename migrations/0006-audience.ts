import type { MigrationInterface, QueryRunner } from 'typeorm';
import { policiesOf } from './initial/security.sql';

/**
 * What the choice of a dialog remembers of a visitor: how many visits there were, how long it stayed on which page, how often
 * a dialog was shown; and how far the log has come in what decides who meets which dialog.
 */
export class Audience1795392000000 implements MigrationInterface {
  readonly name = 'Audience1795392000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- One row for each page (its address without query and fragment), one with an empty page for the whole site. Seconds are told
-- by view, each by its own key, so that a report that is repeated counts once: views that may still go on are in views, what
-- came before them is summed up in seconds. Pages of a visitor are capped; the ones unseen for longest go. Visits are counted
-- for the site alone: one is over when nothing was heard of the visitor for half an hour.
CREATE TABLE visitor_dwell (
  workspace_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  page text NOT NULL,
  seconds integer NOT NULL DEFAULT 0,
  views jsonb NOT NULL DEFAULT '{}',
  scroll_percent integer NOT NULL DEFAULT 0,
  exit_intent boolean NOT NULL DEFAULT false,
  visits integer NOT NULL DEFAULT 0,
  seen_at timestamptz NOT NULL DEFAULT parley_now(),
  CONSTRAINT visitor_dwell_pkey PRIMARY KEY (workspace_id, visitor_id, page),
  CONSTRAINT visitor_dwell_visitor_fkey
    FOREIGN KEY (workspace_id, visitor_id) REFERENCES visitor (workspace_id, visitor_id) ON DELETE CASCADE,
  CONSTRAINT visitor_dwell_counted CHECK (seconds >= 0 AND visits >= 0),
  CONSTRAINT visitor_dwell_views_named CHECK (jsonb_typeof(views) = 'object'),
  CONSTRAINT visitor_dwell_scroll_range CHECK (scroll_percent BETWEEN 0 AND 100)
) WITH (fillfactor = 70);
${policiesOf('visitor_dwell', 'SELECT, INSERT, UPDATE, DELETE')}
-- Only of dialogs that are capped: when they were shown, one time a visit, as many as the cap asks about.
CREATE TABLE dialog_showing (
  workspace_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  dialog_id uuid NOT NULL,
  visit integer NOT NULL,
  shown_at timestamptz[] NOT NULL,
  CONSTRAINT dialog_showing_pkey PRIMARY KEY (workspace_id, visitor_id, dialog_id),
  CONSTRAINT dialog_showing_visitor_fkey
    FOREIGN KEY (workspace_id, visitor_id) REFERENCES visitor (workspace_id, visitor_id) ON DELETE CASCADE,
  CONSTRAINT dialog_showing_dialog_fkey
    FOREIGN KEY (workspace_id, dialog_id) REFERENCES dialog (workspace_id, dialog_id) ON DELETE CASCADE
) WITH (fillfactor = 70);
${policiesOf('dialog_showing', 'SELECT, INSERT, UPDATE')}
-- True for one that takes the place of another which its visitor had not answered when the dialog was published anew: the same
-- showing as that one.
ALTER TABLE conversation_play ADD COLUMN again boolean NOT NULL DEFAULT false;

-- What every process keeps of the published dialogs is as new as the last of these; the index holds nothing else.
CREATE INDEX event_dialog_changed ON event (workspace_id, position) WHERE type = 'DIALOG_CHANGED';
CREATE POLICY doorstep ON event FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION dialogs_changed(wanted uuid[]) RETURNS TABLE (workspace_id uuid, "position" bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT w.id, (
    SELECT e.position FROM public.event e WHERE e.workspace_id = w.id AND e.type = 'DIALOG_CHANGED'
    ORDER BY e.position DESC LIMIT 1
  )
  FROM unnest(wanted) AS w (id)
$$;
REVOKE ALL ON FUNCTION dialogs_changed(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION dialogs_changed(uuid[]) TO parley_app;
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP FUNCTION dialogs_changed(uuid[]);
DROP POLICY doorstep ON event;
DROP INDEX event_dialog_changed;
ALTER TABLE conversation_play DROP COLUMN again;
DROP TABLE dialog_showing;
DROP TABLE visitor_dwell;
`);
  }
}
