import { migrations } from '../../migrations';
import { migrate } from '../../src/stores/migrate';
import { type CreatedDatabase, createEmptyDatabase } from '../support/database';
import { onDatabase } from '../support/test-postgres';

let empty: CreatedDatabase;
beforeEach(async () => {
  empty = await createEmptyDatabase();
});
afterEach(() => empty.drop());

const applied = () =>
  onDatabase(empty.url, async (client) => (await client.query('SELECT name FROM parley_migration')).rowCount);

test('three processes that start at once on an empty database migrate it once', async () => {
  await Promise.all([migrate(empty.url), migrate(empty.url), migrate(empty.url)]);
  expect(await applied()).toBe(migrations.length);
  await migrate(empty.url);
  expect(await applied()).toBe(migrations.length);
});

test('a migration that fails leaves the database as it was', async () => {
  await onDatabase(empty.url, (client) => client.query('CREATE TABLE offer (in_the_way boolean)'));
  await expect(migrate(empty.url)).rejects.toThrow(/already exists/);
  const tables = await onDatabase(empty.url, (client) =>
    client.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'parley_migration'`),
  );
  expect(tables.rows).toEqual([{ tablename: 'offer' }]);
});
