/** A release that has to be taken back takes its migrations with it; and can come again. */
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations';
import { migrate } from '../../src/stores/migrate';
import { dumpSchema } from '../support/schema-dump';
import { findTestServer, onDatabase, urlOf } from '../support/test-postgres';

const name = 'parley_migrated_back';
let url: string;
beforeEach(async () => {
  const serverUrl = await findTestServer();
  await onDatabase(serverUrl, (client) => client.query(`CREATE DATABASE ${name}`));
  url = urlOf(serverUrl, name);
});
afterEach(async () => {
  await onDatabase(await findTestServer(), (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
});

async function undo(times: number): Promise<void> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    migrations: [...migrations],
    migrationsTableName: 'parley_migration',
    installExtensions: false,
  });
  await dataSource.initialize();
  try {
    for (let time = 0; time < times; time += 1) await dataSource.undoLastMigration();
  } finally {
    await dataSource.destroy();
  }
}

test('any number of migrations can be undone, the last first, and done again; only the first cannot', async () => {
  await migrate(url);
  const before = await onDatabase(url, dumpSchema);
  for (const back of [1, migrations.length - 1]) {
    await undo(back);
    await migrate(url);
    const same = (await onDatabase(url, dumpSchema)) === before;
    expect({ back, same }).toEqual({ back, same: true });
  }
  await expect(undo(migrations.length)).rejects.toThrow('Drop the database instead');
});
