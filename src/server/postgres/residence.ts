/**
 * Where the embedded PostgreSQL lives, and as whom.
 *
 * An ordinary user's server runs as that user, in `<data dir>/postgres`. Root's server must run as somebody else, who may not
 * be able to enter the data directory (a clone under a 0700 home): then it lives in a folder of its own under /var/lib,
 * named after the data directory, so that the same data directory always finds the same database again.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, mkdir, readdir, realpath, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isReachableByOthers, type RunAs } from './binaries';

const run = promisify(execFile);

export interface Residence {
  /** Holds `data`, the password and the log. */
  readonly home: string;
  readonly data: string;
  readonly runAs: RunAs | null;
  /** Where a copy of the programs may go. */
  readonly spare: string;
  /** It is not inside the data directory: worth telling. */
  readonly isElsewhere: boolean;
}

async function idOf(flag: '-u' | '-g'): Promise<number | null> {
  const answer = await run('id', [flag, 'postgres']).catch(() => null);
  return answer === null ? null : Number(answer.stdout.trim());
}

/** The user `postgres`, made where there is none. */
async function findPostgresUser(): Promise<RunAs> {
  const find = async (): Promise<RunAs | null> => {
    const [uid, gid] = [await idOf('-u'), await idOf('-g')];
    return uid === null || gid === null ? null : { uid, gid };
  };
  const found = await find();
  if (found !== null) return found;
  let cause: unknown = null;
  await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres']).catch(
    (error: unknown) => (cause = error),
  );
  const made = await find();
  if (made !== null) return made;
  throw new Error(
    'PostgreSQL does not run as root, and the user "postgres" could not be made. ' +
      'Start Parley as an ordinary user, add that user yourself, or set DATABASE_URL to a PostgreSQL of your own.',
    { cause },
  );
}

/** A folder that everybody may enter and only root may change. */
async function findSharedFolder(): Promise<string> {
  for (const folder of ['/var/lib/parley', join(tmpdir(), 'parley')]) {
    const made = await mkdir(folder, { recursive: true, mode: 0o755 }).then(
      () => true,
      () => false,
    );
    // Under a temporary folder somebody else could have put it there first.
    if (made && (await stat(folder)).uid === 0 && (await isReachableByOthers(folder))) return folder;
  }
  throw new Error('Neither /var/lib nor the temporary folder can hold the database. Set DATABASE_URL instead.');
}

async function hasDatabase(home: string): Promise<boolean> {
  return (await stat(join(home, 'data', 'PG_VERSION')).catch(() => null)) !== null;
}

/** A directory that holds nothing yet hides nothing: it may be walked through, though not looked into, from now on. */
async function letOthersPass(dataDir: string): Promise<void> {
  if ((await readdir(dataDir)).length > 0) return;
  const { mode } = await stat(dataDir);
  await chmod(dataDir, (mode & 0o777) | constants.S_IXOTH);
}

/**
 * One folder after the other, from the first that is missing: asked to make them all, Node tries for ever where a file system
 * takes none and says that the folder above is missing, though it is there (/proc).
 */
async function makeFolder(folder: string): Promise<void> {
  const missing: string[] = [];
  const isMissing = (path: string): Promise<boolean> =>
    stat(path).then(
      () => false,
      (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT',
    );
  for (let path = folder; await isMissing(path); path = dirname(path)) missing.unshift(path);
  for (const path of missing) {
    await mkdir(path).catch(async (error: unknown) => {
      // Another process was quicker.
      if (await isMissing(path)) throw error;
    });
  }
}

export async function findResidence(dataDir: string): Promise<Residence> {
  await makeFolder(dataDir);
  // A file at its place is told by this one.
  await mkdir(dataDir, { recursive: true });
  const inside = join(dataDir, 'postgres');
  if (process.getuid?.() !== 0) {
    await mkdir(inside, { recursive: true, mode: 0o700 });
    return { home: inside, data: join(inside, 'data'), runAs: null, spare: dataDir, isElsewhere: false };
  }
  const runAs = await findPostgresUser();
  const shared = await findSharedFolder();
  const name = createHash('sha256')
    .update(await realpath(dataDir))
    .digest('hex')
    .slice(0, 16);
  const outside = join(shared, name);
  await letOthersPass(dataDir);
  const isReachable = await isReachableByOthers(dataDir);
  const isOutside = (await hasDatabase(outside)) || !isReachable;
  if (isOutside && !(await hasDatabase(outside)) && (await hasDatabase(inside))) {
    throw new Error(
      `The database in ${inside} can no longer be reached by the user "postgres". ` +
        'Let others enter the folders above it again (chmod o+x), or start as the user it belongs to.',
    );
  }
  const home = isOutside ? outside : inside;
  await mkdir(home, { recursive: true });
  await chmod(home, 0o711);
  if (isOutside) await writeFile(join(dataDir, 'postgres.location'), `${home}\n`);
  return { home, data: join(home, 'data'), runAs, spare: shared, isElsewhere: isOutside };
}
