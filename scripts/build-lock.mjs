/**
 * One build at a time in a folder. The lock is a file made with O_EXCL that its holder touches every second; it is stale
 * when its process is gone, or when nobody has touched it for 20 s (a process number may have been reused).
 *
 * Taking over a stale lock renames it away first: of two that try, one rename fails and that one waits on.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { dist } from './parts.mjs';

const file = path.join(dist, '.build.lock');
const staleAfterMs = 20_000;
const touchEveryMs = 1_000;
const lookEveryMs = 100;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function isStale() {
  try {
    if (Date.now() - statSync(file).mtimeMs > staleAfterMs) return true;
    const pid = Number(readFileSync(file, 'utf8'));
    // Empty for the moment between creating and writing it: then only its age counts.
    return pid > 0 && !isAlive(pid);
  } catch {
    return false;
  }
}

function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

function clearStale() {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    rmSync(aside, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

export async function withBuildLock(onWait, work) {
  mkdirSync(dist, { recursive: true });
  for (let told = false; !take();) {
    if (isStale()) {
      clearStale();
      continue;
    }
    if (!told) onWait();
    told = true;
    await wait(lookEveryMs);
  }
  const touch = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(file, now, now);
    } catch {
      // Somebody removed dist while we build; the build's own error says more.
    }
  }, touchEveryMs);
  try {
    return await work();
  } finally {
    clearInterval(touch);
    rmSync(file, { force: true });
  }
}
