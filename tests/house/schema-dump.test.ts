import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEmptyDatabase, createTestDatabase } from '../support/database';
import { dumpSchema } from '../support/schema-dump';
import { onDatabase } from '../support/test-postgres';
import { root } from './source';

const file = join(root, 'migrations', 'schema.sql');

async function migrated(): Promise<string> {
  const { url, drop } = await createTestDatabase();
  const dump = await onDatabase(url, dumpSchema);
  await drop();
  return dump;
}

test('migrations/schema.sql is what the migrations make (refresh it with `npm run schema:sql`)', async () => {
  const dump = await migrated();
  if (process.env.PARLEY_WRITE_SCHEMA === '1') writeFileSync(file, dump);
  expect(readFileSync(file, 'utf8')).toBe(dump);
});

test('the dump makes the same schema again', async () => {
  const dump = await migrated();
  const { url, drop } = await createEmptyDatabase();
  await onDatabase(url, (client) => client.query(dump));
  const again = await onDatabase(url, dumpSchema);
  await drop();
  expect(again).toBe(dump);
});
