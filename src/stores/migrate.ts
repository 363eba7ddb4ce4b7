import { Client } from 'pg';
import { AbstractLogger, DataSource } from 'typeorm';
import { migrations } from '../../migrations';

/** Any number that nobody else uses as an advisory lock in this database. */
const migrationLock = 7_201_101;

/** TypeORM would write to the console; whoever migrates is told by the error alone. */
class SilentLogger extends AbstractLogger {
  protected override writeLog(): void {}
}

/**
 * Brings the schema up to date, as the owner. Two processes that start at once are fine: the second waits for the first,
 * and finds nothing left to do.
 */
export async function migrate(ownerUrl: string): Promise<void> {
  const guard = new Client({ connectionString: ownerUrl, application_name: 'parley migration' });
  await guard.connect();
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    const dataSource = new DataSource({
      type: 'postgres',
      url: ownerUrl,
      poolSize: 1,
      applicationName: 'parley migration',
      installExtensions: false,
      migrations: [...migrations],
      migrationsTableName: 'parley_migration',
      logger: new SilentLogger(),
    });
    await dataSource.initialize();
    try {
      await dataSource.runMigrations({ transaction: 'all' });
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await guard.end();
  }
}
