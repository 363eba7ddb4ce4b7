/**
 * From a token to the one who asks. Answers are kept for a few seconds at most, because a lost right must be gone within five,
 * and look-ups of one tick go to the database together: after a restart thousands of sockets come back at once.
 */
import { assertNever } from '../routing/terms';
import type { Actor } from './actor';
import { hashToken, isToken, sessionKey } from './tokens';

export interface Identity {
  readonly actor: Actor;
  /** Origins of the workspace that may call; empty: every one. */
  readonly allowedOrigins: readonly string[];
}

export interface SessionDirectory {
  /**
   * In the order asked; null for one that is unknown, expired or revoked, and for a deactivated agent's. Being looked up is
   * being used: it renews a session that slides.
   */
  find(tokenHashes: readonly Uint8Array[]): Promise<readonly (Identity | null)[]>;
}

export interface Authenticator {
  /** Null: the token opens nothing. */
  authenticate(token: string): Promise<Identity | null>;
  /** The database is asked again next time: about this subject's or this workspace's sessions, or the one of that key. */
  forget(subject: string): void;
}

interface AuthenticatorOptions {
  readonly sessions: SessionDirectory;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  readonly keptMs?: number;
  readonly keptTokens?: number;
}

interface Kept {
  readonly until: number;
  readonly identity: Identity;
}

interface Waiting {
  readonly hash: Uint8Array;
  readonly resolve: (identity: Identity | null) => void;
  readonly reject: (reason: unknown) => void;
}

/** Look-ups that go out in one statement. */
const batchSize = 500;

export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { keptMs = 3_000, keptTokens = 10_000, now } = options;
  const kept = new Map<string, Kept>();
  const underWay = new Map<string, Promise<Identity | null>>();
  /** How often something was forgotten: an answer to a question from before is not kept. */
  let forgotten = 0;
  const find = gather(options.sessions);

  const lookUp = async (key: string, hash: Uint8Array): Promise<Identity | null> => {
    const askedAt = now();
    const asked = forgotten;
    const identity = await find(hash);
    if (identity !== null && asked === forgotten) {
      kept.delete(key);
      // Counted from the question: the answer may be as old as that.
      kept.set(key, { identity, until: askedAt + keptMs });
      for (const [oldest, { until }] of kept) {
        if (kept.size <= keptTokens && until > askedAt) break;
        kept.delete(oldest);
      }
    }
    return identity;
  };

  return {
    authenticate(token) {
      if (!isToken(token)) return Promise.resolve(null);
      const hash = hashToken(token);
      const key = sessionKey(hash);
      const known = kept.get(key);
      if (known !== undefined && known.until > now()) return Promise.resolve(known.identity);
      const running = underWay.get(key);
      if (running !== undefined) return running;
      const started = lookUp(key, hash).finally(() => {
        if (underWay.get(key) === started) underWay.delete(key);
      });
      underWay.set(key, started);
      return started;
    },
    forget(subject) {
      forgotten += 1;
      underWay.clear();
      for (const [key, { identity }] of kept) {
        const { actor } = identity;
        if (key === subject || actor.workspaceId === subject || subjectIdOf(actor) === subject) kept.delete(key);
      }
    },
  };
}

/** Whose session it is, as hints name it. */
export function subjectIdOf(actor: Actor): string {
  switch (actor.kind) {
    case 'AGENT':
      return actor.agentId;
    case 'VISITOR':
      return actor.visitorId;
    case 'INTEGRATION':
      return actor.apiTokenId;
    case 'SYSTEM':
      return actor.workspaceId;
    default:
      return assertNever(actor);
  }
}

function gather(sessions: SessionDirectory): (hash: Uint8Array) => Promise<Identity | null> {
  let waiting: Waiting[] = [];
  const send = (): void => {
    const all = waiting;
    waiting = [];
    for (let start = 0; start < all.length; start += batchSize) void ask(all.slice(start, start + batchSize));
  };
  const ask = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const found = await sessions.find(batch.map(({ hash }) => hash));
      batch.forEach(({ resolve }, index) => resolve(found[index] ?? null));
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
  };
  return (hash) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(send);
      waiting.push({ hash, resolve, reject });
    });
}
