/** A start that fails says what to do, whatever it failed for. Real failures where they can be had. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startPostgres } from '../../src/server/postgres/start-postgres';
import { whyNot } from '../../src/server/why-not';

const known = { port: 4000, host: '127.0.0.1', dataDir: '/srv/parley', databaseUrl: null };
const folder = mkdtempSync(join(tmpdir(), 'parley-why-'));
const servers: ReturnType<typeof createServer>[] = [];
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

function failureOf(failing: Promise<unknown>): Promise<unknown> {
  return failing.then(
    () => Promise.reject(new Error('It did not fail.')),
    (error: unknown) => error,
  );
}

function listen(port: number, host: string): Promise<number> {
  const server = createServer();
  servers.push(server);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as { port: number }).port));
  });
}

const system = (code: string, syscall: string): Error =>
  Object.assign(new Error(`${code}: it was refused, ${syscall}`), { code, syscall });

test('a port that is taken is named, with the next one', async () => {
  const port = await listen(0, '127.0.0.1');
  const error = await failureOf(listen(port, '127.0.0.1'));
  expect(whyNot(error, { ...known, port })).toBe(
    `Port ${port} is taken. Stop what uses it, or choose another one: PORT=${port + 1} npm start`,
  );
});

test('an address that is not of this machine is named', async () => {
  const error = await failureOf(listen(0, '203.0.113.9'));
  expect(whyNot(error, { ...known, host: '203.0.113.9' })).toMatch(
    /^203\.0\.113\.9 is no address of this machine\. Set HOST/,
  );
});

test('a data directory that is a file is named', async () => {
  const dataDir = join(folder, 'a-file');
  writeFileSync(dataDir, '');
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined };
  const error = await failureOf(startPostgres({ dataDir, log, durable: false }));
  expect(whyNot(error, { ...known, dataDir })).toMatch(/a-file is no folder\. .*PARLEY_DATA_DIR/);
});

test('a data directory where no folder can be made is named, and not tried for ever', async () => {
  const dataDir = '/proc/parley/data';
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined };
  const error = await failureOf(startPostgres({ dataDir, log, durable: false }));
  expect(whyNot(error, { ...known, dataDir })).toMatch(/^\/proc\/parley\/data .*PARLEY_DATA_DIR/);
});

test('a database that is not there is said to be not there, without the password', async () => {
  const client = new Client({ connectionString: 'postgres://ann:secret@127.0.0.1:1/parley' });
  const said = whyNot(await failureOf(client.connect()), {
    ...known,
    databaseUrl: 'postgres://ann:secret@127.0.0.1:1/p',
  });
  expect(said).toMatch(/^The database cannot be reached: .*ECONNREFUSED.*Check DATABASE_URL/);
  expect(said).not.toContain('secret');
});

test('what may not be used is the port or the folder, and the sentence says which', () => {
  expect(whyNot(system('EACCES', 'listen'), { ...known, port: 80 })).toMatch(/^Port 80 may not be used .* above 1023/);
  expect(whyNot(system('EACCES', 'mkdir'), known)).toMatch(/^\/srv\/parley cannot be written .*PARLEY_DATA_DIR/);
  expect(whyNot(system('EROFS', 'open'), known)).toMatch(/^\/srv\/parley cannot be written/);
});

test.each([
  system('ENOSPC', 'write'),
  Object.assign(new Error('could not extend file'), { code: '53100' }),
  new Error('The database could not be made.', { cause: new Error('FATAL: could not write: No space left on device') }),
])('a full disk is called full (%#)', (error) => {
  expect(whyNot(error, known)).toMatch(/^There is no room left on the disk of \/srv\/parley\./);
  expect(whyNot(error, { ...known, databaseUrl: 'postgres://x@y/z' })).toMatch(/the disk of the database/);
});

test('what nobody thought of is told as it is', () => {
  expect(whyNot(new Error('The moon is full.'), known)).toBe('Parley could not start: The moon is full.');
});
