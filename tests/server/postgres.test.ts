/** The PostgreSQL that comes along: it outlives what it should, and nothing else. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdtemp, readdir, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinaries, packageRoot } from '../../src/server/postgres/binaries';
import { findRunning, stopServer } from '../../src/server/postgres/postmaster';
import { findResidence } from '../../src/server/postgres/residence';
import { startPostgres } from '../../src/server/postgres/start-postgres';
import { onDatabase } from '../support/test-postgres';

const isRoot = process.getuid?.() === 0;
const log = { debug: () => undefined, info: () => undefined, warn: () => undefined };
const start = () => startPostgres({ dataDir, log, durable: false });
const portOf = (url: string) => new URL(url).port;
let place: string;
let dataDir: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'parley-embedded-'));
  await chmod(place, 0o755);
  dataDir = join(place, 'data');
});
afterEach(async () => {
  const { home, data } = await findResidence(dataDir);
  const left = await findRunning(data);
  if (left !== null) await stopServer(data, left.pid);
  await rm(home, { recursive: true, force: true });
  await rm(place, { recursive: true, force: true });
  expect(left).toBeNull();
});

async function startChild(): Promise<{ child: ChildProcess; url: string }> {
  const execArgv = ['-r', join(__dirname, '../support/typescript-hook.cjs')];
  const child = fork(join(__dirname, '../support/postgres-child.ts'), [dataDir], { execArgv });
  const [url] = (await once(child, 'message')) as [string];
  return { child, url };
}
const ends = async (child: ChildProcess) => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
};

test('what was stored is there after a stop and a start', async () => {
  const first = await start();
  await onDatabase(first.url, (client) => client.query('CREATE TABLE kept AS SELECT 42 AS answer'));
  await first.stop();
  const second = await start();
  const { rows } = await onDatabase(second.url, (client) => client.query('SELECT answer FROM kept'));
  await second.stop();
  expect(rows).toEqual([{ answer: 42 }]);
});

test('it listens on this machine alone, and asks for a password that only the owner can read', async () => {
  const { url, stop } = await start();
  const { home } = await findResidence(dataDir);
  expect((await stat(join(home, 'password'))).mode & 0o077).toBe(0);
  const stranger = new URL(url);
  stranger.password = 'guessed';
  await expect(onDatabase(stranger.toString(), () => Promise.resolve())).rejects.toThrow(
    /password authentication failed/,
  );
  const { rows } = await onDatabase(url, (client) => client.query('SHOW listen_addresses'));
  expect(rows).toEqual([{ listen_addresses: '127.0.0.1' }]);
  await stop();
});

test('a killed process harms nothing: the next one finds the server running and goes on with it', async () => {
  const { child, url } = await startChild();
  child.kill('SIGKILL');
  await ends(child);
  const adopted = await start();
  expect(adopted.url).toBe(url);
  await adopted.stop();
});

test('two processes that start at once share one server, and the last one to stop takes it down', async () => {
  const [one, other] = await Promise.all([startChild(), startChild()]);
  expect(portOf(one.url)).toBe(portOf(other.url));
  one.child.send('stop');
  await ends(one.child);
  await onDatabase(other.url, (client) => client.query('SELECT 1'));
  other.child.send('stop');
  await ends(other.child);
  await expect(onDatabase(other.url, () => Promise.resolve())).rejects.toThrow(/ECONNREFUSED/);
});

test('a process id that belongs to somebody else by now does not keep it from starting', async () => {
  const first = await start();
  await first.stop();
  const { data } = await findResidence(dataDir);
  await writeFile(join(data, 'postmaster.pid'), `${process.pid}\n${data}\n1700000000\n5432\n\n127.0.0.1\n0 0\nready\n`);
  const second = await start();
  await onDatabase(second.url, (client) => client.query('SELECT 1'));
  await second.stop();
});

test('a cluster that was only half made is made anew', async () => {
  const { home } = await findResidence(dataDir);
  await cp(packageRoot(), join(home, 'data.new'), { recursive: true, filter: (path) => !path.includes('native') });
  const { url, stop } = await start();
  await onDatabase(url, (client) => client.query('SELECT 1'));
  await stop();
  expect(await readdir(home)).not.toContain('data.new');
});

test('a server that cannot start says why', async () => {
  const first = await start();
  await first.stop();
  const { data } = await findResidence(dataDir);
  await writeFile(join(data, 'postgresql.conf'), 'shared_buffers = a lot\n');
  await expect(start()).rejects.toThrow(/PostgreSQL did not start: .*syntax error/s);
});

test('the programs are completed where no install script has run', async () => {
  const root = join(dataDir, 'package');
  await cp(packageRoot(), root, { recursive: true, verbatimSymlinks: true });
  const links = JSON.parse(await readFile(join(root, 'native/pg-symlinks.json'), 'utf8')) as readonly {
    target: string;
  }[];
  for (const { target } of links) await unlink(join(root, target));
  const { postgres, initdb } = programsIn(root);
  await Promise.all([postgres, initdb].map((program) => chmod(program, 0o644)));
  expect(await findBinaries(null, dataDir, root)).toEqual({ postgres, initdb });
  for (const { target } of links) expect((await stat(join(root, target))).isFile()).toBe(true);
  expect((await stat(postgres)).mode & 0o111).toBe(0o111);
});

(isRoot ? test : test.skip)(
  'root keeps it where the user "postgres" can come, and always in the same place',
  async () => {
    await chmod(place, 0o700);
    const { url, stop } = await start();
    const residence = await findResidence(dataDir);
    expect(residence.home.startsWith(dataDir)).toBe(false);
    expect(await readFile(join(dataDir, 'postgres.location'), 'utf8')).toBe(`${residence.home}\n`);
    const { rows } = await onDatabase(url, (client) => client.query('SHOW data_directory'));
    expect(rows).toEqual([{ data_directory: residence.data }]);
    await stop();
    expect((await findResidence(dataDir)).home).toBe(residence.home);
  },
);

(isRoot ? test : test.skip)(
  'programs that the user "postgres" cannot reach are copied to where they can be',
  async () => {
    const root = join(dataDir, 'private', 'package');
    await cp(packageRoot(), root, { recursive: true, verbatimSymlinks: true });
    await chmod(join(dataDir, 'private'), 0o700);
    const found = await findBinaries({ uid: 1, gid: 1 }, dataDir, root);
    expect(found.postgres.startsWith(join(dataDir, 'postgres-'))).toBe(true);
    expect(await findBinaries({ uid: 1, gid: 1 }, dataDir, root)).toEqual(found);
  },
);

function programsIn(root: string): { readonly postgres: string; readonly initdb: string } {
  return { postgres: join(root, 'native/bin/postgres'), initdb: join(root, 'native/bin/initdb') };
}
