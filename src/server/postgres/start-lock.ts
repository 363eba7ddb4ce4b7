import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isAbandoned(lock: string): Promise<boolean> {
  const pid = Number(await readFile(join(lock, 'pid'), 'utf8').catch(() => ''));
  if (pid > 0) return !isAlive(pid);
  // Its holder writes the process id at once, or died between two lines.
  const made = await stat(lock).catch(() => null);
  return made !== null && Date.now() - made.mtimeMs > 5_000;
}

const patienceMs = 60_000;

/**
 * One process at a time looks after a data directory's server: two that start at once would both find none running. A folder
 * is the lock, since making one is atomic everywhere; whoever died with it in hand is recognised by its process id.
 */
export async function withStartLock<T>(lock: string, work: () => Promise<T>): Promise<T> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const isMine = await mkdir(lock).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return false;
        throw error;
      },
    );
    if (isMine) break;
    if (await isAbandoned(lock)) await rm(lock, { recursive: true, force: true });
    else if (Date.now() > until) {
      throw new Error(`Another process has been starting the database for a minute. If there is none, remove ${lock}.`);
    } else await wait(25);
  }
  try {
    await writeFile(join(lock, 'pid'), String(process.pid));
    return await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}
