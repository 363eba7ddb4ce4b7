/** What keeps it from starting, in words that say what to do where we know. */
import type { Config } from './config';
import { describeError, type ErrorFacts } from './log';

type Known = Pick<Config, 'port' | 'host' | 'dataDir' | 'databaseUrl'>;

/** The error and what caused it, the outermost first. */
function chainOf(facts: ErrorFacts): readonly ErrorFacts[] {
  return facts.cause === undefined ? [facts] : [facts, ...chainOf(facts.cause)];
}

/** System errors say which call it was: `listen`, or one for files. */
function callOf(error: unknown): string {
  return String((error as { readonly syscall?: unknown } | null)?.syscall);
}

function isAboutPort(error: unknown): boolean {
  return ['listen', 'bind'].includes(callOf(error));
}

export function whyNot(error: unknown, { port, host, dataDir, databaseUrl }: Known): string {
  const chain = chainOf(describeError(error));
  const reason = chain.map(({ message }) => message).join(' ');
  const code = chain.find((facts) => facts.code !== undefined)?.code;
  if (/No space left on device/i.test(reason)) return noRoom(dataDir, databaseUrl);
  if (code === 'ENOENT' && callOf(error) === 'mkdir') return noFolder(dataDir);
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken. Stop what uses it, or choose another one: PORT=${port + 1} npm start`;
    case 'EADDRNOTAVAIL':
      return `${host} is no address of this machine. Set HOST to one that is, such as 127.0.0.1, or 0.0.0.0 for all of them.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return isAboutPort(error)
        ? `Port ${port} may not be used by this user. Choose one above 1023: PORT=4000 npm start`
        : `${dataDir} cannot be written by this user (${reason}). Choose a folder that is yours: PARLEY_DATA_DIR=… npm start`;
    case 'EEXIST':
    case 'ENOTDIR':
      return noFolder(dataDir);
    case 'ENOSPC':
    case '53100':
      return noRoom(dataDir, databaseUrl);
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ETIMEDOUT':
    case '28000':
    case '28P01':
    case '3D000':
    case '53300':
    case '57P03':
      return `The database cannot be reached: ${reason}. Check DATABASE_URL, and whether the database runs.`;
    case '42501':
      return `The user of DATABASE_URL may not do what a start needs: ${reason}. It must own the database and its schema.`;
    default:
      return `Parley could not start: ${reason}`;
  }
}

function noFolder(dataDir: string): string {
  return `${dataDir} is no folder. Choose one in which the data may be kept: PARLEY_DATA_DIR=… npm start`;
}

function noRoom(dataDir: string, databaseUrl: string | null): string {
  return databaseUrl === null
    ? `There is no room left on the disk of ${dataDir}. Make some, or choose another place: PARLEY_DATA_DIR=… npm start`
    : 'There is no room left, on the disk of the database or on that of PARLEY_DATA_DIR. Make some and start again.';
}
