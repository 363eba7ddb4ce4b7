import type { MigrationInterface, QueryRunner } from 'typeorm';
import { policiesOf } from './initial/security.sql';

const persons = `
-- Who is merged keeps its row and its address, so that the address still finds whom it was merged into: always a person who is
-- not merged itself. The address is folded before it comes here. person_one_email is the real guard of one person for each.
CREATE TABLE person (
  workspace_id uuid NOT NULL,
  person_id uuid NOT NULL,
  email text,
  email_domain text GENERATED ALWAYS AS (split_part(email, '@', 2)) STORED,
  merged_into uuid,
  created_at timestamptz NOT NULL DEFAULT parley_now(),
  erased_at timestamptz,
  CONSTRAINT person_pkey PRIMARY KEY (workspace_id, person_id),
  CONSTRAINT person_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE CASCADE,
  CONSTRAINT person_merged_into_fkey FOREIGN KEY (workspace_id, merged_into) REFERENCES person (workspace_id, person_id),
  CONSTRAINT person_into_another CHECK (merged_into <> person_id),
  CONSTRAINT person_email_or_erased CHECK ((email IS NULL) = (erased_at IS NOT NULL))
);
CREATE UNIQUE INDEX person_one_email ON person (workspace_id, email text_pattern_ops) WHERE email IS NOT NULL;
CREATE INDEX person_by_creation ON person (workspace_id, created_at, person_id) WHERE merged_into IS NULL;
CREATE INDEX person_merged ON person (workspace_id, merged_into) WHERE merged_into IS NOT NULL;
-- Under row-level security an index serves a search only if nothing in it may leak, as split_part and lower may: so they stand
-- in columns of their own.
CREATE INDEX person_by_email_domain ON person (workspace_id, email_domain text_pattern_ops);

CREATE TABLE person_attribute (
  workspace_id uuid NOT NULL,
  person_id uuid NOT NULL,
  name text NOT NULL,
  value text NOT NULL,
  name_key text GENERATED ALWAYS AS (CASE WHEN name IN ('firstName', 'lastName') THEN lower(value) END) STORED,
  source text NOT NULL,
  set_at timestamptz NOT NULL DEFAULT parley_now(),
  CONSTRAINT person_attribute_pkey PRIMARY KEY (workspace_id, person_id, name),
  CONSTRAINT person_attribute_person_fkey
    FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, person_id) ON DELETE CASCADE,
  CONSTRAINT person_attribute_source_known CHECK (source IN ('VISITOR', 'PAGE', 'STAFF', 'INTEGRATION', 'SYSTEM'))
);
CREATE INDEX person_attribute_by_name_key ON person_attribute (workspace_id, name_key text_pattern_ops)
  WHERE name_key IS NOT NULL;

ALTER TABLE visitor
  ADD COLUMN person_id uuid,
  ADD COLUMN erased_at timestamptz,
  ADD CONSTRAINT visitor_person_fkey FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, person_id);
CREATE INDEX visitor_by_person ON visitor (workspace_id, person_id, created_at, visitor_id) WHERE person_id IS NOT NULL;
`;

const lists = `
CREATE TABLE person_list (
  workspace_id uuid NOT NULL,
  person_list_id uuid NOT NULL,
  name text NOT NULL,
  description text,
  created_at timestamptz NOT NULL DEFAULT parley_now(),
  CONSTRAINT person_list_pkey PRIMARY KEY (workspace_id, person_list_id),
  CONSTRAINT person_list_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX person_list_one_name ON person_list (workspace_id, lower(name));
CREATE INDEX person_list_by_creation ON person_list (workspace_id, created_at, person_list_id);

-- member_id is whichever of the two is there: a person, or a browser of which nobody knows whose it is.
CREATE TABLE person_list_member (
  workspace_id uuid NOT NULL,
  person_list_id uuid NOT NULL,
  member_id uuid NOT NULL,
  person_id uuid,
  visitor_id uuid,
  added_at timestamptz NOT NULL DEFAULT parley_now(),
  CONSTRAINT person_list_member_pkey PRIMARY KEY (workspace_id, person_list_id, member_id),
  CONSTRAINT person_list_member_list_fkey
    FOREIGN KEY (workspace_id, person_list_id) REFERENCES person_list (workspace_id, person_list_id) ON DELETE CASCADE,
  CONSTRAINT person_list_member_person_fkey
    FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, person_id) ON DELETE CASCADE,
  CONSTRAINT person_list_member_visitor_fkey
    FOREIGN KEY (workspace_id, visitor_id) REFERENCES visitor (workspace_id, visitor_id) ON DELETE CASCADE,
  CONSTRAINT person_list_member_is_one CHECK (num_nonnulls(person_id, visitor_id) = 1
    AND member_id = coalesce(person_id, visitor_id))
);
CREATE INDEX person_list_member_by_member ON person_list_member (workspace_id, member_id);
CREATE INDEX person_list_member_by_time ON person_list_member (workspace_id, person_list_id, added_at, member_id);
`;

const settings = `
-- The last time of each, so that a withdrawal does not hide that there was something to withdraw.
CREATE TABLE visitor_consent (
  workspace_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  purpose text NOT NULL,
  granted boolean NOT NULL,
  granted_at timestamptz,
  withdrawn_at timestamptz,
  CONSTRAINT visitor_consent_pkey PRIMARY KEY (workspace_id, visitor_id, purpose),
  CONSTRAINT visitor_consent_visitor_fkey
    FOREIGN KEY (workspace_id, visitor_id) REFERENCES visitor (workspace_id, visitor_id) ON DELETE CASCADE,
  CONSTRAINT visitor_consent_purpose_known CHECK (purpose IN ('CHAT_HISTORY', 'MARKETING')),
  CONSTRAINT visitor_consent_has_time
    CHECK (CASE WHEN granted THEN granted_at IS NOT NULL ELSE withdrawn_at IS NOT NULL END)
);

ALTER TABLE workspace
  ADD COLUMN blocked_email_domains text[] NOT NULL DEFAULT '{}',
  ADD COLUMN blocks_email_domains boolean NOT NULL DEFAULT true,
  ADD CONSTRAINT workspace_blocked_domains_bounded CHECK (cardinality(blocked_email_domains) <= 50);

ALTER TABLE attribute_definition
  ADD COLUMN options text[] NOT NULL DEFAULT '{}',
  ADD CONSTRAINT attribute_definition_options_of_picklist CHECK (type = 'PICKLIST' OR options = '{}');
GRANT UPDATE, DELETE ON attribute_definition TO parley_app;
GRANT DELETE ON visitor_attribute TO parley_app;
${policiesOf('person', 'SELECT, INSERT, UPDATE')}${policiesOf('person_attribute', 'SELECT, INSERT, UPDATE, DELETE')}${policiesOf('person_list', 'SELECT, INSERT, UPDATE, DELETE')}${policiesOf('person_list_member', 'SELECT, INSERT, DELETE')}${policiesOf('visitor_consent', 'SELECT, INSERT, UPDATE, DELETE')}
ALTER TABLE routing_decision DROP CONSTRAINT routing_decision_fallback_reason_known,
  ADD CONSTRAINT routing_decision_fallback_reason_known CHECK (fallback_reason IN
    ('NOBODY_ELIGIBLE', 'NO_RULE_MATCHED', 'ATTEMPTS_EXHAUSTED', 'WAIT_EXCEEDED', 'BLOCKED_DOMAIN'));

-- What was said is never changed but here: the texts of an erased visitor's conversations go, their number and order stay. It
-- runs as the owner, who is bound by the same policy, so it reaches the caller's workspace alone.
CREATE FUNCTION transcripts_erase(conversations uuid[], instead text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  UPDATE public.message m SET text = instead, html = NULL, document = NULL,
    author_name = CASE WHEN m.author = 'VISITOR' THEN NULL ELSE m.author_name END
  WHERE m.workspace_id = nullif(current_setting('app.workspace', true), '')::uuid
    AND m.conversation_id = ANY (conversations) AND m.author <> 'SYSTEM';
  DELETE FROM public.document_reading dr
  WHERE dr.workspace_id = nullif(current_setting('app.workspace', true), '')::uuid
    AND dr.conversation_id = ANY (conversations) AND dr.what = 'SEARCHED';
$$;
REVOKE ALL ON FUNCTION transcripts_erase(uuid[], text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION transcripts_erase(uuid[], text) TO parley_app;
`;

/** Persons behind the browsers, lists of them, what visitors allow, and what a workspace keeps out. */
export class People1795478400000 implements MigrationInterface {
  readonly name = 'People1795478400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [persons, lists, settings]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP FUNCTION transcripts_erase(uuid[], text);
REVOKE DELETE ON visitor_attribute FROM parley_app;
REVOKE UPDATE, DELETE ON attribute_definition FROM parley_app;
ALTER TABLE attribute_definition DROP COLUMN options;
ALTER TABLE workspace DROP COLUMN blocked_email_domains, DROP COLUMN blocks_email_domains;
DROP TABLE visitor_consent;
DROP TABLE person_list_member;
DROP TABLE person_list;
ALTER TABLE visitor DROP COLUMN person_id, DROP COLUMN erased_at;
DROP TABLE person_attribute;
DROP TABLE person;
`);
  }
}
