/**
 * The PostgreSQL that comes with Parley: `npm start` needs nothing else on the machine.
 *
 * The server is a process of its own. It survives a `kill -9` of the process that started it, and the next start finds and
 * adopts it. Several processes may use one data directory; each holds a shared lock for as long as it lives, and the last
 * one to stop takes the server down with it.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { type Binaries, findBinaries } from './binaries';
import { findRunning, type Postmaster, startServer, stopServer } from './postmaster';
import { findResidence, type Residence } from './residence';
import { withStartLock } from './start-lock';

const run = promisify(execFile);

export interface PostgresLog {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

export interface PostgresOptions {
  /** Kept between runs. */
  readonly dataDir: string;
  readonly log: PostgresLog;
  /** Server settings beside the usual ones; they take effect where this call starts the server. */
  readonly settings?: Readonly<Record<string, string>>;
  /** False: do not wait for the disk while the cluster is made. For throw-away ones. */
  readonly durable?: boolean;
  /** Called where there is no cluster yet: to make one takes some seconds. */
  readonly onMaking?: () => void;
}

export interface RunningPostgres {
  /** The owner's way to the database `parley`. Holds a password: never log it. */
  readonly url: string;
  /** Stops the server unless another process still uses it. Close your own connections first. */
  readonly stop: () => Promise<void>;
}

const owner = 'parley';
const holdersLock = 7_201_103;

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

/** Made beside its place and moved there when it is whole: a half-made cluster is never mistaken for a database. */
async function createCluster({ initdb }: Binaries, { home, data, runAs }: Residence, durable: boolean): Promise<void> {
  const half = join(home, 'data.new');
  const passwordFile = join(home, 'password');
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { mode: 0o700 });
  await writeFile(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  if (runAs !== null) {
    await chown(half, runAs.uid, runAs.gid);
    await chown(passwordFile, runAs.uid, runAs.gid);
  }
  const flags = [
    `--pgdata=${half}`,
    `--username=${owner}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order and the same letters on every machine, whatever is installed there.
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ];
  await run(initdb, flags, { cwd: home, ...runAs }).catch((cause: unknown) => {
    throw new Error(`The database could not be made in ${home}.`, { cause });
  });
  await rename(half, data);
}

function urlOf({ port }: Postmaster, password: string, database: string): string {
  return `postgres://${owner}:${password}@127.0.0.1:${port}/${database}`;
}

async function makeDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [owner]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${owner}`);
  } finally {
    await client.end();
  }
}

interface Holder {
  readonly client: Client;
  readonly socket: Socket;
}

/** As long as this connection lives, others know that this process uses the server. */
async function hold(url: string): Promise<Holder> {
  const socket = new Socket();
  const client = new Client({
    connectionString: url,
    application_name: 'parley holder',
    keepAlive: true,
    stream: () => socket,
  });
  // It breaks when the server goes: then there is nothing left to hold.
  client.on('error', () => undefined);
  await client.connect();
  await client.query('SELECT pg_advisory_lock_shared($1)', [holdersLock]);
  // A process that has nothing else to do may end.
  socket.unref();
  return { client, socket };
}

/** Gives the hold up; true: nobody else has one. */
async function letGo({ client, socket }: Holder): Promise<boolean> {
  socket.ref();
  try {
    await client.query('SELECT pg_advisory_unlock_shared($1)', [holdersLock]);
    const { rows } = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [holdersLock]);
    return rows[0]?.free ?? true;
  } catch {
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
}

export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { log, settings = {}, durable = true } = options;
  const dataDir = resolve(options.dataDir);
  const residence = await findResidence(dataDir);
  const { home, data, runAs } = residence;
  const lock = join(home, 'start.lock');
  return withStartLock(lock, async () => {
    const adopted = await findRunning(data);
    let server = adopted;
    if (server === null) {
      const binaries = await findBinaries(runAs, residence.spare);
      if (!(await exists(join(data, 'PG_VERSION')))) {
        options.onMaking?.();
        await createCluster(binaries, residence, durable);
      }
      server = await startServer(binaries, residence, settings);
    }
    const { pid, port } = server;
    const password = await readFile(join(home, 'password'), 'utf8');
    if (adopted === null) await makeDatabase(urlOf(server, password, 'postgres'));
    const url = urlOf(server, password, owner);
    const holder = await hold(url);
    const how = adopted === null ? 'PostgreSQL runs.' : 'PostgreSQL was running already.';
    if (residence.isElsewhere) log.info({ port, pid, data }, `${how} Its data are in ${home}.`);
    else log.debug({ port, pid, data }, how);
    return {
      url,
      stop: () =>
        withStartLock(lock, async () => {
          if (await letGo(holder)) await stopServer(data, pid);
          else log.info({ port, pid }, 'PostgreSQL keeps running: another process uses it.');
        }),
    };
  });
}
