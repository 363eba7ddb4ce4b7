import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dueKinds, oneOf, widened } from './widened.sql';

/** What the system's texts are written in. */
const languages = ['en', 'zh-Hans', 'zh-Hant', 'sv', 'nl', 'it'];
const purposes = ['CHAT_HISTORY', 'MARKETING'];

const begin = `
CREATE FUNCTION tidy_begin() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO public.due_work (workspace_id, kind, subject_id, due_at)
    VALUES (NEW.workspace_id, 'TIDY', NEW.workspace_id, public.parley_now() + interval '1 hour');
  RETURN NULL;
END
$$;
CREATE TRIGGER workspace_tidy_begin AFTER INSERT ON workspace FOR EACH ROW EXECUTE FUNCTION tidy_begin();

ALTER TABLE workspace NO FORCE ROW LEVEL SECURITY;
ALTER TABLE due_work NO FORCE ROW LEVEL SECURITY;
INSERT INTO due_work (workspace_id, kind, subject_id, due_at)
  SELECT workspace_id, 'TIDY', workspace_id, parley_now() FROM workspace;
ALTER TABLE workspace FORCE ROW LEVEL SECURITY;
ALTER TABLE due_work FORCE ROW LEVEL SECURITY;
`;

/**
 * What a page may tell of its visitor and who may vouch for one; in which language staff read mails; and the hour at which what
 * nobody needs any more is thrown away.
 */
export class DialogsClosed1796688000000 implements MigrationInterface {
  readonly name = 'DialogsClosed1796688000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- The secret that a customer's server signs addresses with, sealed with a key that is not in the database.
ALTER TABLE workspace
  ADD COLUMN asks_consent boolean NOT NULL DEFAULT false,
  ADD COLUMN identity_secret bytea;
ALTER TABLE agent
  ADD COLUMN language text CONSTRAINT agent_language_known CHECK (language IN (${oneOf(languages)}));
ALTER TABLE visitor_consent
  DROP CONSTRAINT visitor_consent_purpose_known,
  ADD CONSTRAINT visitor_consent_purpose_known CHECK (purpose IN (${oneOf([...purposes, 'PAGE_CONTEXT'])}));
-- A published version never changes. The snapshot of a preview is emptied once nobody plays it any more.
CREATE FUNCTION dialog_version_is_final() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION 'A published version of a dialog does not change.' USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER dialog_version_final BEFORE UPDATE ON dialog_version
  FOR EACH ROW WHEN (OLD.version > 0) EXECUTE FUNCTION dialog_version_is_final();
GRANT UPDATE (cards, created_at) ON dialog_version TO parley_app;
-- What was stored while there was no mail server is due once a process with one starts; what is older than a mail is tried for
-- stays where it is. Runs as the owner, who sees the mails of all.
CREATE POLICY doorstep ON mail FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION mails_wake() RETURNS integer
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  WITH woken AS (
    INSERT INTO public.due_work (workspace_id, kind, subject_id, due_at)
    SELECT e.workspace_id, 'MAIL_SEND', e.mail_id, public.parley_now() FROM public.mail e
    WHERE e.sent_at IS NULL AND e.failed_at IS NULL AND e.created_at > public.parley_now() - interval '2 days'
    ON CONFLICT (workspace_id, kind, subject_id) DO NOTHING
    RETURNING 1
  )
  SELECT count(*)::integer FROM woken
$$;
REVOKE EXECUTE ON FUNCTION mails_wake() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mails_wake() TO parley_app;
${await widened(runner, dueKinds, ['TIDY'])}
${begin}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP FUNCTION mails_wake();
DROP POLICY doorstep ON mail;
REVOKE UPDATE ON dialog_version FROM parley_app;
DROP TRIGGER dialog_version_final ON dialog_version;
DROP FUNCTION dialog_version_is_final();
DROP TRIGGER workspace_tidy_begin ON workspace;
DROP FUNCTION tidy_begin();
DELETE FROM due_work WHERE kind = 'TIDY';
DELETE FROM visitor_consent WHERE purpose = 'PAGE_CONTEXT';
ALTER TABLE visitor_consent
  DROP CONSTRAINT visitor_consent_purpose_known,
  ADD CONSTRAINT visitor_consent_purpose_known CHECK (purpose IN (${oneOf(purposes)}));
ALTER TABLE agent DROP COLUMN language;
ALTER TABLE workspace DROP COLUMN asks_consent, DROP COLUMN identity_secret;
`);
  }
}
