/** What one workspace can see and touch of another: nothing, whatever the statement forgets to ask for. */
import type { WorkspaceId } from '../../src/routing/terms';
import { migrate } from '../../src/stores/migrate';
import { openDatabase } from '../../src/stores/database';
import { newId } from '../../src/stores/ids';
import { define } from '../../src/stores/statement';
import { createTestDatabase, openTestDatabase, type TestDatabase } from '../support/database';
import { emitSomething, insertAgent, insertConversation, newBench, newWorkspace } from '../support/rows';
import { findTestServer, onDatabase, urlOf } from '../support/test-postgres';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase({ poolSize: 1 });
});
afterAll(() => db.close());

/** Forgets the workspace on purpose: the database alone keeps the rows apart. */
const everyAgent = define<[], { workspaceId: WorkspaceId }>(
  'every_agent',
  'SELECT workspace_id AS "workspaceId" FROM agent',
);

async function populate(): Promise<WorkspaceId> {
  const workspaceId = await newWorkspace(db);
  await newBench(db.database).work(workspaceId, async (tx) => {
    await tx.workspace.find();
    emitSomething(tx, insertAgent(tx));
    insertConversation(tx);
  });
  return workspaceId;
}

test('two workspaces that take turns on one connection see their own rows and no others', async () => {
  const [one, other] = [await populate(), await populate()];
  const turns = Array.from({ length: 40 }, (_, turn) => (turn % 2 === 0 ? one : other));
  const seen = await Promise.all(turns.map((workspaceId) => db.database.read(workspaceId, everyAgent())));
  expect(seen).toEqual(turns.map((workspaceId) => [{ workspaceId }]));
});

test('without a workspace there is nothing to see in any table', async () => {
  await populate();
  const tables = await db.rows<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name = 'workspace_id'`,
  );
  expect(tables.length).toBeGreaterThan(25);
  for (const { name } of tables) {
    const [counted] = await db.database.ask(
      define<[], { count: number }>(`count_${name}`, `SELECT count(*) FROM ${name}`)(),
    );
    expect({ name, ...counted }).toEqual({ name, count: 0 });
  }
});

test('a setting does not outlive its transaction', async () => {
  const workspaceId = await populate();
  expect(await db.database.read(workspaceId, everyAgent())).toHaveLength(1);
  expect(await db.database.ask(everyAgent())).toEqual([]);
});

/** A write as the process could send it, whatever it had in mind. */
async function send(
  workspaceId: WorkspaceId,
  sql: string,
  values: readonly unknown[] = [],
): Promise<readonly unknown[]> {
  const client = await db.database.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT set_config('app.workspace', $1, true)`, [workspaceId]);
    return (await client.query(sql, [...values])).rows as unknown[];
  } finally {
    await client.query('COMMIT');
    client.release();
  }
}

test('a write that forgets its workspace touches only its own rows', async () => {
  const [one, other] = [await populate(), await populate()];
  const touched = await send(one, `UPDATE agent SET name = 'Eve' RETURNING workspace_id`);
  expect(touched).toEqual([{ workspace_id: one }]);
  expect(await db.rows('SELECT name FROM agent WHERE workspace_id = $1', [other])).toEqual([{ name: 'Ann' }]);
});

test('a row cannot be written into another workspace', async () => {
  const [one, other] = [await populate(), await populate()];
  const planted = send(one, 'INSERT INTO visitor (workspace_id, visitor_id) VALUES ($1, $2)', [other, newId()]);
  await expect(planted).rejects.toThrow(/row-level security/);
  await expect(send(one, 'UPDATE agent SET workspace_id = $1', [other])).rejects.toThrow(/row-level security/);
});

test.each(['message', 'event', 'routing_decision', 'dialog_version'])(
  'what is in %s stays as it was written',
  async (table) => {
    const workspaceId = await populate();
    await expect(send(workspaceId, `DELETE FROM ${table}`)).rejects.toThrow(/permission denied/);
    await expect(send(workspaceId, `UPDATE ${table} SET workspace_id = workspace_id`)).rejects.toThrow(
      /permission denied/,
    );
  },
);

test('every table has row-level security, and its owner too is bound by it', async () => {
  const open = await db.rows(
    `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    AND NOT (relrowsecurity AND relforcerowsecurity) AND relname <> 'parley_migration'`,
  );
  expect(open).toEqual([]);
});

test('whatever may look across workspaces has its search path pinned and is nothing for the public', async () => {
  const functions = await db.rows<{ name: string; pinned: boolean; open: boolean }>(
    `SELECT p.proname AS name, 'search_path=pg_catalog, pg_temp' = ANY (p.proconfig) AS pinned,
      has_function_privilege('public', p.oid, 'EXECUTE') AS open
    FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef`,
  );
  expect(functions.length).toBeGreaterThan(5);
  expect(functions.filter(({ pinned, open }) => !pinned || open)).toEqual([]);
});

test('a connection that cannot become parley_app is never used', async () => {
  const { url, drop } = await createTestDatabase();
  await onDatabase(url, (client) => client.query(`CREATE ROLE stranger LOGIN PASSWORD 'stranger'`));
  const stranger = new URL(url);
  stranger.username = stranger.password = 'stranger';
  await expect(openDatabase({ url: stranger.toString(), poolSize: 1 })).rejects.toThrow(
    /permission denied to set role/,
  );
  await onDatabase(url, (client) => client.query('DROP ROLE stranger'));
  await drop();
});

test('an owner who is no superuser migrates, and the doorstep works all the same', async () => {
  const serverUrl = await findTestServer();
  await onDatabase(serverUrl, async (client) => {
    await client.query(`CREATE ROLE landlord LOGIN PASSWORD 'landlord' NOSUPERUSER CREATEROLE`);
    await client.query('GRANT parley_app TO landlord');
    await client.query('CREATE DATABASE landlord OWNER landlord');
  });
  const url = new URL(urlOf(serverUrl, 'landlord'));
  url.username = url.password = 'landlord';
  await migrate(url.toString());
  const database = await openDatabase({ url: url.toString(), poolSize: 2 });
  const workspaceId = newId<'Workspace'>();
  const create = define<unknown[], unknown>('create', 'SELECT workspace_create($1, $2, $3, $4, $5)');
  await database.ask(create(workspaceId, 'wk_1', 'Workspace', 'SELECT', newId()));
  const find = define<[string], { id: string }>('by_key', 'SELECT workspace_by_key($1) AS id');
  expect(await database.ask(find('wk_1'))).toEqual([{ id: workspaceId }]);
  const { work, announced } = newBench(database);
  await work(workspaceId, async (tx) => {
    await tx.workspace.find();
    emitSomething(tx, insertAgent(tx));
  });
  expect(announced.map(({ position }) => position)).toEqual([1]);
  await database.close();
  await onDatabase(serverUrl, async (client) => {
    await client.query('DROP DATABASE landlord WITH (FORCE)');
    await client.query('DROP ROLE landlord');
  });
});
