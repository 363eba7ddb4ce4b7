import { migrations } from '../../migrations';
import { migrate } from '../../src/stores/migrate';
import { findTestServer, onDatabase, urlOf } from '../support/test-postgres';

const name = 'parley_migrated_at_once';
let url: string;
beforeEach(async () => {
  const serverUrl = await findTestServer();
  await onDatabase(serverUrl, (client) => client.query(`CREATE DATABASE ${name}`));
  url = urlOf(serverUrl, name);
});
afterEach(async () => {
  await onDatabase(await findTestServer(), (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
});

const applied = () =>
  onDatabase(url, async (client) => (await client.query('SELECT name FROM parley_migration')).rowCount);

test('three processes that start at once on an empty database migrate it once', async () => {
  await Promise.all([migrate(url), migrate(url), migrate(url)]);
  expect(await applied()).toBe(migrations.length);
  await migrate(url);
  expect(await applied()).toBe(migrations.length);
});

test('a migration that fails leaves the database as it was', async () => {
  await onDatabase(url, (client) => client.query('CREATE TABLE offer (in_the_way boolean)'));
  await expect(migrate(url)).rejects.toThrow(/already exists/);
  const tables = await onDatabase(url, (client) =>
    client.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'parley_migration'`),
  );
  expect(tables.rows).toEqual([{ tablename: 'offer' }]);
});
