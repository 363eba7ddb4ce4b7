/** One server process: found by its pid file, started apart from this process, and stopped by a signal. */
import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Binaries } from './binaries';
import type { Residence } from './residence';

const run = promisify(execFile);

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

interface PidFile extends Postmaster {
  readonly status: string;
}

/** Line 1 the process, 4 the port, 8 how far it has come. */
async function readPidFile(data: string): Promise<PidFile | null> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => null);
  if (text === null) return null;
  const lines = text.split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() ?? '' };
}

/** Process ids are used again, after a container's restart nearly always: the command line tells whose this one is. */
async function isServerOf(data: string, pid: number): Promise<boolean> {
  if (!(pid > 0)) return false;
  if (process.platform === 'linux') {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return command.split('\0').includes(data);
  }
  const told = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => null);
  return told !== null && told.stdout.includes(data);
}

const patienceMs = 60_000;

/** A server that outlived the process that started it, once it is ready; null: there is none. */
export async function findRunning(data: string): Promise<Postmaster | null> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const found = await readPidFile(data);
    if (found === null) return null;
    if (!(await isServerOf(data, found.pid))) {
      // A stale file with somebody else's process id would keep the server from starting.
      await rm(join(data, 'postmaster.pid'), { force: true });
      return null;
    }
    if (found.status === 'ready') return { pid: found.pid, port: found.port };
    if (Date.now() > until) throw new Error(`The database in ${data} has been starting or stopping for a minute.`);
    await wait(20);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (address === null || typeof address === 'string') throw new Error('The system gave no free port.');
  return address.port;
}

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Without the values that a constraint refused: an e-mail address is nothing for a log.
  log_error_verbosity: 'terse',
  // The hot rows (streams, seats) are updated thousands of times a minute: look after them six times as often as usual.
  autovacuum_naptime: '10s',
  // Every query here is short; a worker's start would cost more than it saves, and containers have little shared memory.
  max_parallel_workers_per_gather: '0',
  jit: 'off',
};

async function lastWords(log: string): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-12).join('\n');
}

async function startOnce(
  { postgres }: Binaries,
  { home, data, runAs }: Residence,
  extra: Readonly<Record<string, string>>,
): Promise<Postmaster> {
  const port = await freePort();
  const log = join(home, 'postgres.log');
  await rename(log, `${log}.before`).catch(() => undefined);
  const output = openSync(log, 'a', 0o600);
  const flags = Object.entries({ ...settings, ...extra }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // Detached: it must neither die of a Ctrl-C that is meant for this process, which still has work to finish, nor with it.
  const child = spawn(postgres, ['-D', data, '-p', String(port), ...flags], {
    detached: true,
    stdio: ['ignore', output, output],
    cwd: home,
    ...runAs,
  });
  closeSync(output);
  let ended: string | null = null;
  child.once('exit', (code, signal) => (ended = `it ended with ${signal ?? `code ${code}`}`));
  child.once('error', (error) => (ended = error.message));
  child.unref();
  const until = Date.now() + patienceMs;
  for (;;) {
    const found = await readPidFile(data);
    if (found?.pid === child.pid && found?.status === 'ready') return { pid: found.pid, port };
    if (ended !== null || Date.now() > until) {
      const reason = ended ?? 'it was not ready within a minute';
      throw new Error(`PostgreSQL did not start: ${reason}. It said:\n${await lastWords(log)}`);
    }
    await wait(10);
  }
}

/** Somebody may take the port between finding and using it: that, and only that, is worth another try. */
export async function startServer(
  binaries: Binaries,
  residence: Residence,
  extra: Readonly<Record<string, string>>,
): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(binaries, residence, extra);
    } catch (error) {
      const isPortTaken = error instanceof Error && error.message.includes('Address already in use');
      if (!isPortTaken || attempt === 5) throw error;
    }
  }
}

/** Fast: sessions are ended, the data are written out. Whoever does not end within half a minute is ended without that. */
export async function stopServer(data: string, pid: number): Promise<void> {
  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(pid, name);
    } catch {
      // It is gone already.
    }
  };
  signal('SIGINT');
  const until = Date.now() + patienceMs / 2;
  while ((await readPidFile(data))?.pid === pid && (await isServerOf(data, pid))) {
    if (Date.now() > until) signal('SIGQUIT');
    await wait(10);
  }
}
