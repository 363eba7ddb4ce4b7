/**
 * The folder of a run of Jest, where its PostgreSQL lives: made by the global set-up and removed, server and all, by the global
 * teardown. What a killed run left behind is cleared away by the next one. Every run waits for this file before it begins, so
 * it asks for little.
 */
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRunning, stopServer } from '../../src/server/postgres/postmaster';
import { findResidence } from '../../src/server/postgres/residence';

export const folderVariable = 'PARLEY_TEST_FOLDER';
const prefix = 'parley-test-';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process lives all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** What another user of this machine left behind is theirs to clear away; root may clear everybody's. */
async function isOurs(folder: string): Promise<boolean> {
  const self = process.getuid?.() ?? 0;
  return self === 0 || (await stat(folder).catch(() => null))?.uid === self;
}

async function remove(folder: string): Promise<void> {
  const { home, data } = await findResidence(folder);
  const running = await findRunning(data);
  if (running !== null) await stopServer(data, running.pid);
  await rm(home, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}

export async function makeFolder(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const left = join(tmpdir(), name);
    const runner = Number(await readFile(join(left, 'runner'), 'utf8').catch(() => '0'));
    if (runner > 0 && !isAlive(runner) && (await isOurs(left))) await remove(left);
  }
  const folder = await mkdtemp(join(tmpdir(), prefix));
  await chmod(folder, 0o755);
  await writeFile(join(folder, 'runner'), String(process.pid));
  process.env[folderVariable] = folder;
}

export async function removeFolder(): Promise<void> {
  const folder = process.env[folderVariable];
  if (folder !== undefined) await remove(folder);
}
