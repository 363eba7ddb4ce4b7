/**
 * The schema as SQL that makes it again, out of the catalogs: the embedded PostgreSQL brings no pg_dump. Sorted by name
 * throughout and free of whoever owns it, so that two dumps differ only where two schemas do.
 */
import type { Client } from 'pg';

type Ask = (sql: string) => Promise<readonly string[]>;

const tables = `SELECT c.oid, c.relname AS name, c.reloptions, c.relrowsecurity, c.relforcerowsecurity,
    CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END AS persistence
  FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'parley_migration'`;

const createTables = `SELECT format(E'CREATE %sTABLE %I (\\n%s\\n)%s;', t.persistence, t.name,
  (SELECT string_agg(format('  %I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
      CASE WHEN a.attgenerated = 's' THEN format(' GENERATED ALWAYS AS (%s) STORED', pg_get_expr(d.adbin, d.adrelid))
        WHEN d.adbin IS NOT NULL THEN ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) ELSE '' END,
      CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END), E',\\n' ORDER BY a.attnum)
    FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped),
  CASE WHEN t.reloptions IS NULL THEN '' ELSE format(E'\\nWITH (%s)', array_to_string(t.reloptions, ', ')) END) AS line
  FROM (${tables}) t ORDER BY t.name`;

/** Keys first: a foreign key needs the key that it points to. Not-null constraints stand with their columns. */
const constraints = `SELECT format('ALTER TABLE %I ADD CONSTRAINT %I %s;', t.name, k.conname, pg_get_constraintdef(k.oid)) AS line
  FROM pg_constraint k JOIN (${tables}) t ON t.oid = k.conrelid
  WHERE k.contype IN ('p', 'u', 'x', 'c', 'f')
  ORDER BY array_position('{p,u,x,c,f}'::"char"[], k.contype), t.name, k.conname`;

const indexes = `SELECT replace(pg_get_indexdef(i.indexrelid), ' ON public.', ' ON ') || ';' AS line
  FROM pg_index i JOIN (${tables}) t ON t.oid = i.indrelid
  WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
  ORDER BY 1`;

const extensions = `SELECT format('CREATE EXTENSION %I WITH SCHEMA %s;', e.extname, e.extnamespace::regnamespace) AS line
  FROM pg_extension e WHERE e.extname <> 'plpgsql' ORDER BY e.extname`;

/** What an extension brings is its own. */
const notOfAnExtension = `NOT EXISTS (SELECT FROM pg_depend x
    WHERE x.classid = 'pg_proc'::regclass AND x.objid = p.oid AND x.deptype = 'e')`;

const functions = `SELECT replace(rtrim(pg_get_functiondef(p.oid), E'\\n'), 'FUNCTION public.', 'FUNCTION ') || ';' AS line
  FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND ${notOfAnExtension} ORDER BY p.proname`;

const rowSecurity = `SELECT format(E'ALTER TABLE %1$I ENABLE ROW LEVEL SECURITY;\\nALTER TABLE %1$I FORCE ROW LEVEL SECURITY;', t.name) AS line
  FROM (${tables}) t WHERE t.relrowsecurity AND t.relforcerowsecurity ORDER BY t.name`;

const policies = `SELECT format('CREATE POLICY %I ON %I FOR %s TO %s', p.policyname, p.tablename, p.cmd,
    CASE WHEN p.roles = '{public}' THEN 'PUBLIC' ELSE 'CURRENT_USER' END)
    || coalesce(E'\\n  USING (' || p.qual || ')', '') || coalesce(E'\\n  WITH CHECK (' || p.with_check || ')', '') || ';' AS line
  FROM pg_policies p WHERE p.schemaname = 'public' ORDER BY p.tablename, p.policyname`;

const tableGrants = `SELECT format('GRANT %s ON %I TO %I;', string_agg(g.privilege_type, ', ' ORDER BY g.privilege_type),
    g.table_name, g.grantee) AS line
  FROM information_schema.role_table_grants g
  WHERE g.table_schema = 'public' AND g.grantee <> current_user AND g.table_name <> 'parley_migration'
  GROUP BY g.table_name, g.grantee ORDER BY g.table_name, g.grantee`;

const functionGrants = `SELECT format(E'REVOKE ALL ON FUNCTION %1$s FROM PUBLIC;\\nGRANT EXECUTE ON FUNCTION %1$s TO parley_app;',
    p.oid::regprocedure) AS line
  FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace AND ${notOfAnExtension}
    AND has_function_privilege('parley_app', p.oid, 'EXECUTE')
    AND NOT has_function_privilege('public', p.oid, 'EXECUTE')
  ORDER BY p.oid::regprocedure::text`;

const head = `-- The schema that the migrations make, as one piece: read it here, change it by a new migration.
-- Written by \`npm run schema:sql\`; the tests compare it with what the migrations really make.
SET check_function_bodies = false;`;

export async function dumpSchema(client: Client): Promise<string> {
  const ask: Ask = async (sql) => (await client.query<{ line: string }>(sql)).rows.map(({ line }) => line);
  const parts: readonly (readonly [title: string, sql: string])[] = [
    ['Extensions', extensions],
    ['Functions', functions],
    ['Tables', createTables],
    ['Constraints', constraints],
    ['Indexes', indexes],
    ['Row-level security', rowSecurity],
    ['Policies', policies],
    ['Grants', tableGrants],
    ['Who may call', functionGrants],
  ];
  const written = [head];
  for (const [title, sql] of parts) {
    const between = title === 'Tables' || title === 'Functions' ? '\n\n' : '\n';
    written.push(`-- ${title}\n\n${(await ask(sql)).join(between)}`);
  }
  return `${written.join('\n\n')}\n`;
}
