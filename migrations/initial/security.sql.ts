/**
 * Row-level security: the process works as parley_app, which sees the rows of the workspace named by `app.workspace` and no
 * others; without the setting it sees none. FORCE binds the owner too, so the owner gets policies of its own on exactly the
 * tables that the doorstep functions need, and they work whether or not the owner is a superuser.
 */
const scoped = {
  workspace: 'SELECT, UPDATE',
  usage: 'SELECT, UPDATE',
  workspace_stream: 'SELECT, UPDATE',
  agent: 'SELECT, INSERT, UPDATE',
  api_token: 'SELECT, INSERT, UPDATE',
  session: 'SELECT, INSERT, UPDATE',
  reachability: 'SELECT, INSERT, UPDATE, DELETE',
  picture: 'SELECT, INSERT',
  team: 'SELECT, INSERT, UPDATE, DELETE',
  team_member: 'SELECT, INSERT, UPDATE, DELETE',
  custom_rule: 'SELECT, INSERT, UPDATE, DELETE',
  round_robin_pool: 'SELECT, INSERT, UPDATE, DELETE',
  attribute_definition: 'SELECT, INSERT',
  dialog: 'SELECT, INSERT, UPDATE',
  dialog_version: 'SELECT, INSERT',
  visitor: 'SELECT, INSERT, UPDATE',
  visitor_attribute: 'SELECT, INSERT, UPDATE',
  conversation: 'SELECT, INSERT, UPDATE',
  live_chat: 'SELECT, INSERT, UPDATE',
  routing_decision: 'SELECT, INSERT',
  offer: 'SELECT, INSERT, UPDATE',
  message: 'SELECT, INSERT',
  read_mark: 'SELECT, INSERT, UPDATE',
  event: 'SELECT, INSERT',
  due_work: 'SELECT, INSERT, UPDATE, DELETE',
  mail: 'SELECT, INSERT',
} as const;

const acrossWorkspaces = {
  workspace: 'SELECT',
  agent: 'SELECT',
  session: 'ALL',
  api_token: 'ALL',
  due_work: 'ALL',
  workspace_stream: 'SELECT',
  reachability: 'ALL',
  picture: 'SELECT',
} as const;

const functions = [
  'parley_now()',
  'workspace_by_key(text)',
  'agent_by_email(text)',
  'session_find(bytea)',
  'sessions_ended(bytea[])',
  'due_claim(integer)',
  'due_next()',
  'stream_positions(uuid[])',
  'reachability_grace()',
  'picture_by_hash(text)',
  'workspace_create(uuid, text, text, text, uuid)',
] as const;

/** Roles belong to the whole cluster: another database of it may have made this one already, or be making it right now. */
export const role = `
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'parley_app') THEN
    BEGIN
      CREATE ROLE parley_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'parley_app' AND (rolsuper OR rolbypassrls)) THEN
    RAISE EXCEPTION 'The role parley_app can see past row-level security. Take SUPERUSER and BYPASSRLS from it, then migrate again.';
  END IF;
  IF NOT pg_has_role(current_user, 'parley_app', 'MEMBER') THEN
    GRANT parley_app TO CURRENT_USER;
  END IF;
END
$$;
`;

export function policiesOf(table: string, grants: string): string {
  return `
ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON ${table}
  USING (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid)
  WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid);
REVOKE ALL ON ${table} FROM PUBLIC;
GRANT ${grants} ON ${table} TO parley_app;
`;
}

export const security = [
  `
ALTER TABLE clock ENABLE ROW LEVEL SECURITY;
ALTER TABLE clock FORCE ROW LEVEL SECURITY;
CREATE POLICY read_by_all ON clock FOR SELECT USING (true);
CREATE POLICY moved_by_owner ON clock FOR UPDATE TO CURRENT_USER USING (true) WITH CHECK (true);
REVOKE ALL ON clock FROM PUBLIC;
GRANT SELECT ON clock TO parley_app;
`,
  ...Object.entries(scoped).map(([table, grants]) => policiesOf(table, grants)),
  ...Object.entries(acrossWorkspaces).map(
    ([table, verbs]) =>
      `CREATE POLICY doorstep ON ${table} FOR ${verbs} TO CURRENT_USER USING (true)${verbs === 'ALL' ? ' WITH CHECK (true)' : ''};\n`,
  ),
  ...functions.map(
    (signature) =>
      `REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC;\nGRANT EXECUTE ON FUNCTION ${signature} TO parley_app;\n`,
  ),
  'GRANT USAGE ON SCHEMA public TO parley_app;\n',
].join('');
