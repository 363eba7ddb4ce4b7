/** What went wrong with the database, in the words that decide what to do about it. */
import { setTimeout as wait } from 'node:timers/promises';
import { types } from 'node:util';
import { DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';
import { ConstraintViolation } from '../actions/ports';

const { isNativeError } = types;

/** The database stopped answering while it was committing: it may have happened or not, and only a look can tell. */
export class CommitInDoubt extends Error {
  constructor(cause: unknown) {
    super('The database stopped answering during a commit; whether it happened is not known.', { cause });
    this.name = 'CommitInDoubt';
  }
}

function bare(error: unknown): unknown {
  return error instanceof QueryFailedError ? error.driverError : error;
}

/** The server itself said so, and stays: whatever was sent in that transaction has been undone. */
export function isAnswered(error: unknown): boolean {
  const found = bare(error);
  return found instanceof DatabaseError && found.severity === 'ERROR';
}

/** The server refused this very statement, be it with its last words. */
export function isFromServer(error: unknown): boolean {
  return bare(error) instanceof DatabaseError;
}

/** The connection had broken before: the statement did not leave this process. */
export function wasNeverSent(error: unknown): boolean {
  const found = bare(error);
  return isNativeError(found) && found.message.endsWith('is not queryable');
}

/** Serialization failure or deadlock: the same thing again, a moment later, will do. */
function isCollision(error: unknown): boolean {
  const found = bare(error);
  return found instanceof DatabaseError && (found.code === '40001' || found.code === '40P01');
}

/** A statement that came too late in a transaction that had failed before: never the reason itself. */
export function isAftermath(error: unknown): boolean {
  const found = bare(error);
  return found instanceof DatabaseError && found.code === '25P02';
}

const connectionCodes = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

function isConnectionLost(error: unknown): boolean {
  const found = bare(error);
  if (found instanceof DatabaseError) {
    // Shut down, crashed, starting up, or the connection itself: classes 57P and 08.
    return found.code !== undefined && (/^57P0[1-3]$/.test(found.code) || found.code.startsWith('08'));
  }
  // Also what the platform itself throws: in a sandbox, as the tests run in, that is no instance of our Error.
  if (!isNativeError(found)) return false;
  if ('code' in found && typeof found.code === 'string' && connectionCodes.has(found.code)) return true;
  return /^Connection terminated|not queryable|connection error/.test(found.message);
}

function isRetryable(error: unknown): boolean {
  return !(error instanceof CommitInDoubt) && (isCollision(error) || isConnectionLost(error));
}

const integrityCodes = new Set(['23503', '23505', '23514', '23P01']);

/** A constraint's refusal in the words of the port; everything else as it is. */
export function told(error: unknown): unknown {
  const found = bare(error);
  if (found instanceof DatabaseError && found.code !== undefined && integrityCodes.has(found.code)) {
    return new ConstraintViolation(found.constraint ?? 'unknown');
  }
  return found;
}

/** With the waits below, about a second on average: as long as PostgreSQL needs to come back after a crash. */
const attempts = 8;

/** Again after collisions and lost connections, each time a little later and never two in step. */
export async function withRetries<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt === attempts || !isRetryable(error)) throw error;
      await wait(Math.random() * 5 * 2 ** attempt);
    }
  }
}
