/** A release that has to be taken back takes its migrations with it; and can come again. */
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations';
import { migrate } from '../../src/stores/migrate';
import { type CreatedDatabase, createEmptyDatabase } from '../support/database';
import { dumpSchema } from '../support/schema-dump';
import { onDatabase } from '../support/test-postgres';

let empty: CreatedDatabase;
beforeEach(async () => {
  empty = await createEmptyDatabase();
});
afterEach(() => empty.drop());

async function undo(times: number): Promise<void> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: empty.url,
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
  await migrate(empty.url);
  const before = await onDatabase(empty.url, dumpSchema);
  for (const back of [1, migrations.length - 1]) {
    await undo(back);
    await migrate(empty.url);
    const same = (await onDatabase(empty.url, dumpSchema)) === before;
    expect({ back, same }).toEqual({ back, same: true });
  }
  await expect(undo(migrations.length)).rejects.toThrow('Drop the database instead');
});
