/**
 * `DATABASE_URL=… npm run reconcile`: compares the counters with the rows they count. Prints each difference and ends with 1 where
 * there is one; it changes nothing, and may run every night beside the product. The address is the schema owner's.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const url = process.env.DATABASE_URL;
if (!url) {
  process.stderr.write('Say which database: DATABASE_URL=postgres://owner@host/name npm run reconcile\n');
  process.exit(2);
}
const client = new pg.Client({ connectionString: url });
await client.connect();
try {
  const sql = readFileSync(join(dirname(fileURLToPath(import.meta.url)), 'reconcile.sql'), 'utf8');
  const { rows } = await client.query(sql);
  for (const { what, id, counted, rows: found } of rows) {
    process.stdout.write(`${what} ${id}: counted ${counted}, by the rows ${found}\n`);
  }
  process.stdout.write(`${rows.length} differences\n`);
  process.exitCode = rows.length === 0 ? 0 : 1;
} finally {
  await client.end();
}
