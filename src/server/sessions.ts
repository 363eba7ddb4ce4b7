/**
 * The sessions behind open sockets. A token is asked for when its socket opens, and again while it is open: whoever signs out,
 * is revoked, expires or is deactivated loses the socket within five seconds, on every process, and a changed permission
 * counts for the next event.
 *
 * Every two seconds one sweep asks about all tokens of the process, in slices: seven thousand at once held the process and a
 * core of the database for a twentieth of a second, and whoever asked for something then waited behind it. A hint from the bus
 * asks about one subject at once. The sweep is the promise, the hint only makes it sooner. While the database is away nothing
 * is closed: nobody could read anything either.
 */
import { type Identity, type SessionDirectory, subjectIdOf } from '../auth/authenticate';
import { hashOfKey, sessionKey } from '../auth/tokens';
import type { Log } from './log';

/** What a socket was opened with. */
export interface OpenedSession {
  readonly tokenHash: Uint8Array;
  readonly identity: Identity;
  readonly onEnd: () => void;
}

export interface WatchedSession {
  /** Who it is with the rights of now; null once the session has ended. */
  current(): Identity | null;
  release(): void;
}

export interface Sessions {
  watch(session: OpenedSession): WatchedSession;
  /** Asks about this subject's sessions, or the one session of that key, now. */
  recheck(subject: string): void;
  /** Asks about all now. */
  recheckAll(): Promise<void>;
  readonly size: number;
  start(): void;
  stop(): void;
}

/** A directory that can also say which of many have ended, in one statement that reads no rights. */
export interface WatchedDirectory extends SessionDirectory {
  findEnded(tokenHashes: readonly Uint8Array[]): Promise<readonly Uint8Array[]>;
}

interface SessionsOptions {
  readonly directory: WatchedDirectory;
  readonly log: Log;
  /** Told the key of a session that has ended. */
  readonly onEnded?: (key: string) => void;
  readonly everyMs?: number;
}

/** One token's. Sockets by the ten thousand have one each, so it holds what it must: the hash is read from the key. */
interface Entry {
  readonly key: string;
  identity: Identity | null;
  watches: readonly Watch[];
}

/** One socket's: two of one token are told apart. */
class Watch implements WatchedSession {
  constructor(
    private readonly entry: Entry,
    private readonly letGo: (entry: Entry, watch: Watch) => void,
    readonly onEnd: () => void,
  ) {}

  current(): Identity | null {
    return this.entry.identity;
  }

  release(): void {
    this.letGo(this.entry, this);
  }
}

/** Some three milliseconds of the database's time. */
const sliceSize = 250;

function slicesOf(entries: readonly Entry[]): (readonly Entry[])[] {
  const count = Math.ceil(entries.length / sliceSize);
  return Array.from({ length: count }, (_, index) => entries.slice(index * sliceSize, (index + 1) * sliceSize));
}

export function createSessions(options: SessionsOptions): Sessions {
  return new SessionTable(options);
}

class SessionTable implements Sessions {
  private readonly entries = new Map<string, Entry>();
  private timer: NodeJS.Timeout | null = null;
  /** What is left of the sweep under way. */
  private slices: (readonly Entry[])[] = [];
  private isStopped = true;

  constructor(private readonly options: SessionsOptions) {}

  get size(): number {
    return this.entries.size;
  }

  watch({ tokenHash, identity, onEnd }: OpenedSession): WatchedSession {
    const key = sessionKey(tokenHash);
    const entry: Entry = this.entries.get(key) ?? { key, identity, watches: [] };
    const watch = new Watch(entry, this.letGo, onEnd);
    entry.identity = identity;
    entry.watches = entry.watches.concat(watch);
    this.entries.set(key, entry);
    return watch;
  }

  recheck(subject: string): void {
    const one = this.entries.get(subject);
    const mine = [...this.entries.values()].filter(
      (entry) => entry === one || (entry.identity !== null && subjectIdOf(entry.identity.actor) === subject),
    );
    if (mine.length > 0) void this.check(mine).catch((err: unknown) => this.warn(err));
  }

  async recheckAll(): Promise<void> {
    await this.check([...this.entries.values()]);
  }

  start(): void {
    this.isStopped = false;
    this.plan();
  }

  stop(): void {
    this.isStopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  /** The next slice is asked about when this one has been answered, so a slow database is not asked twice at once. */
  private plan(): void {
    const everyMs = this.options.everyMs ?? 2_000;
    if (this.slices.length === 0) this.slices = slicesOf([...this.entries.values()]);
    const pauseMs = everyMs / Math.max(1, Math.ceil(this.entries.size / sliceSize));
    this.timer = setTimeout(() => {
      void this.check(this.slices.shift() ?? [])
        .catch((err: unknown) => this.warn(err))
        .finally(() => {
          if (!this.isStopped) this.plan();
        });
    }, pauseMs).unref();
  }

  /** A visitor holds no permissions that could change, so only staff are read anew; whose session has ended is not found then. */
  private async check(entries: readonly Entry[]): Promise<void> {
    const isVisitor = ({ identity }: Entry): boolean => identity?.actor.kind === 'VISITOR';
    await Promise.all([
      this.endAmong(entries.filter(isVisitor)),
      this.renewRights(entries.filter((entry) => !isVisitor(entry))),
    ]);
  }

  private async endAmong(entries: readonly Entry[]): Promise<void> {
    if (entries.length === 0) return;
    const ended = await this.options.directory.findEnded(entries.map(({ key }) => hashOfKey(key)));
    for (const hash of ended) this.end(sessionKey(hash));
  }

  private async renewRights(entries: readonly Entry[]): Promise<void> {
    if (entries.length === 0) return;
    const found = await this.options.directory.find(entries.map(({ key }) => hashOfKey(key)));
    entries.forEach((entry, index) => {
      const identity = found[index] ?? null;
      if (identity === null) this.end(entry.key);
      else entry.identity = identity;
    });
  }

  private end(key: string): void {
    const entry = this.entries.get(key);
    if (entry === undefined) return;
    this.entries.delete(key);
    entry.identity = null;
    this.options.onEnded?.(key);
    for (const { onEnd } of entry.watches) onEnd();
  }

  private readonly letGo = (entry: Entry, watch: Watch): void => {
    entry.watches = entry.watches.filter((other) => other !== watch);
    if (entry.watches.length === 0 && this.entries.get(entry.key) === entry) this.entries.delete(entry.key);
  };

  private warn(err: unknown): void {
    this.options.log.warn({ err }, 'Open sessions could not be checked; trying again.');
  }
}
