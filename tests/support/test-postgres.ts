/** One throw-away PostgreSQL for a whole run of Jest, started by the first test that needs it: pure tests never wait for it. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { withStartLock } from '../../src/server/postgres/start-lock';
import { startPostgres } from '../../src/server/postgres/start-postgres';
import { migrate } from '../../src/stores/migrate';
import { folderVariable } from './test-folder';

export const template = 'parley_template';

export async function onDatabase<T>(url: string, run: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

export function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.toString();
}

/** Migrated once; every test database is a copy of it. */
async function makeTemplate(serverUrl: string): Promise<void> {
  await onDatabase(serverUrl, (client) => client.query(`CREATE DATABASE ${template}`));
  await migrate(urlOf(serverUrl, template));
  await onDatabase(serverUrl, (client) =>
    client.query(`ALTER DATABASE ${template} WITH ALLOW_CONNECTIONS false IS_TEMPLATE true`),
  );
}

const settings = {
  // Nobody will miss these data: no test pulls the plug of the machine.
  fsync: 'off',
  full_page_writes: 'off',
  max_connections: '300',
};

/** The owner's way to a server with a migrated template; the same one for every worker of the run. */
export async function findTestServer(): Promise<string> {
  const folder = process.env[folderVariable];
  if (folder === undefined) throw new Error('The global set-up did not run: start the tests with Jest.');
  const note = join(folder, 'url');
  const read = (): Promise<string | null> => readFile(note, 'utf8').catch(() => null);
  return (
    (await read()) ??
    (await withStartLock(join(folder, 'template.lock'), async () => {
      const made = await read();
      if (made !== null) return made;
      const log = { debug: () => undefined, info: () => undefined, warn: () => undefined };
      const { url } = await startPostgres({ dataDir: folder, log, settings, durable: false });
      await makeTemplate(url);
      await writeFile(`${note}.new`, url, { mode: 0o600 });
      await rename(`${note}.new`, note);
      return url;
    }))
  );
}
