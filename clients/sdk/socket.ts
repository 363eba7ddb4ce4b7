/**
 * One WebSocket for all subscriptions, opened when the first one starts.
 *
 * graphql-ws speaks the protocol; coming back is ours, for three reasons. It would resume each operation with the
 * variables of the first time, so from a stale cursor. It gives up for good on ten close codes, 4500 and a policy close
 * of some proxy among them. And it counts to five: an outage of a minute leaves a page that looks alive and is not.
 * So it is told never to retry, and whatever closes the socket, every operation that still runs is started again with
 * fresh variables after a growing, jittered wait, for ever. What ends an operation is an answer about that operation.
 */
import { type Client, createClient } from 'graphql-ws';
import type { GraphError } from './answer';
import { type Backoff, waitMs } from './backoff';
import { createCell, type Store } from './store';
import type { Tokens } from './tokens';
import { createWatchdog } from './watchdog';
import { quiet } from './web-socket';

/**
 * For the line that tells people. `offline` knows when the next try is due, in local milliseconds since 1970. Before the
 * first subscription, and after the last, it is `connecting`.
 */
export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  | { readonly state: 'offline'; readonly retryAt: number };

export interface Operation {
  /** Asked anew at each start, so that variables may hold the present cursor. */
  readonly payload: () => { readonly query: string; readonly variables: Record<string, unknown> };
  readonly next: (data: unknown, errors: readonly GraphError[]) => void;
  /** The server has nothing more to say. */
  readonly complete: () => void;
  /** The server refused this operation; the socket stays. */
  readonly refused: (errors: readonly GraphError[]) => void;
}

export interface SocketParts {
  readonly url: string;
  readonly webSocketImpl: unknown;
  readonly tokens: Tokens;
  readonly retry: Backoff;
  /** How long the line may be silent before a ping asks whether anybody is there. */
  readonly keepAliveMs: number;
  /** How long the answer to a ping, or the opening of a socket, may take. */
  readonly patienceMs: number;
  readonly localNow: () => number;
  /** Where exceptions of the caller's own listeners go. They must not reach the socket: it would close and come back. */
  readonly report: (error: unknown) => void;
}

/** A connection that lived shorter counts as one more failure: else a server that accepts and closes is hammered. */
const provenAfterMs = 5_000;
const forbidden = 4403;

export class Socket {
  readonly #connection = createCell<Connection>({ state: 'connecting' });
  readonly #running = new Map<Operation, () => void>();
  #client: { readonly ws: Client; readonly stopWatching: () => void } | null = null;
  #attempt = 0;
  #liveSince: number | null = null;
  #waiting: ReturnType<typeof setTimeout> | null = null;
  #replacing: Promise<unknown> | null = null;
  #tokenUsed: string | null = null;
  #closed = false;

  constructor(private readonly parts: SocketParts) {}

  get connection(): Store<Connection> {
    return this.#connection;
  }

  /** Runs an operation until it is stopped, completes or is refused, across any number of sockets. */
  run(operation: Operation): () => void {
    // While waiting nothing is started: one more subscription must not undo the wait of all.
    if (this.#waiting === null) this.#start(operation);
    else this.#running.set(operation, () => undefined);
    return () => {
      const stop = this.#running.get(operation);
      this.#running.delete(operation);
      stop?.();
    };
  }

  /** Does not wait any longer: the network is back, or somebody pressed the button. */
  retryNow(): void {
    if (this.#waiting !== null) void this.#comeBack();
  }

  close(): void {
    this.#closed = true;
    if (this.#waiting !== null) clearTimeout(this.#waiting);
    this.#client?.stopWatching();
    for (const stop of this.#running.values()) stop();
    this.#running.clear();
    // A clean end needs somebody at the other side; while connecting there may be nobody.
    if (this.#liveSince === null) this.#client?.ws.terminate();
    else void Promise.resolve(this.#client?.ws.dispose()).catch(() => undefined);
  }

  #open(): Client {
    const ws = createClient({
      url: this.parts.url,
      webSocketImpl: quiet(this.parts.webSocketImpl),
      lazy: true,
      // Long enough for one operation to end and the next to begin on the same socket.
      lazyCloseTimeout: 300,
      retryAttempts: 0,
      keepAlive: this.parts.keepAliveMs,
      connectionParams: async () => {
        this.#tokenUsed = await this.parts.tokens.current();
        return this.#tokenUsed === null ? {} : { authorization: `Bearer ${this.#tokenUsed}` };
      },
    });
    ws.on('connecting', () => this.#connection.set({ state: 'connecting' }));
    ws.on('connected', () => {
      this.#liveSince = this.parts.localNow();
      this.#connection.set({ state: 'live' });
    });
    ws.on('closed', (event) => this.#dropped((event as { readonly code?: number }).code ?? 0));
    this.#client = { ws, stopWatching: createWatchdog(ws, this.parts.patienceMs).stop };
    return ws;
  }

  #dropped(code: number): void {
    const lived = this.#liveSince === null ? 0 : this.parts.localNow() - this.#liveSince;
    if (lived >= provenAfterMs) this.#attempt = 0;
    this.#liveSince = null;
    // Each is let go of here and now: after a close with 1000 graphql-ws would start them again by itself.
    for (const stop of this.#running.values()) stop();
    if (this.#closed || this.#running.size === 0) return this.#connection.set({ state: 'connecting' });
    if (code === forbidden) this.#replaceToken();
    const wait = waitMs(this.#attempt, this.parts.retry);
    this.#attempt += 1;
    if (this.#waiting !== null) clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => void this.#comeBack(), wait);
    this.#connection.set({ state: 'offline', retryAt: this.parts.localNow() + wait });
  }

  #replaceToken(): void {
    const replacing = this.parts.tokens.refused(this.#tokenUsed).finally(() => {
      if (this.#replacing === replacing) this.#replacing = null;
    });
    this.#replacing = replacing;
  }

  async #comeBack(): Promise<void> {
    if (this.#waiting !== null) clearTimeout(this.#waiting);
    if (this.#replacing !== null) await this.#replacing;
    // The timer and the button may both have come here.
    if (this.#waiting === null || this.#closed) return;
    this.#waiting = null;
    if (this.#running.size === 0) this.#connection.set({ state: 'connecting' });
    for (const operation of [...this.#running.keys()]) this.#start(operation);
  }

  #start(operation: Operation): void {
    let current = true;
    const ended = (tell: () => void): void => {
      if (!current) return;
      current = false;
      this.#running.delete(operation);
      this.#guarded(tell);
    };
    const dispose = (this.#client?.ws ?? this.#open()).subscribe(operation.payload(), {
      next: ({ data, errors }) => {
        if (current) this.#guarded(() => operation.next(data ?? null, errors ?? []));
      },
      complete: () => ended(() => operation.complete()),
      error: (error) => {
        // Anything but a list of errors is the socket's end, which `closed` tells, too.
        if (Array.isArray(error)) ended(() => operation.refused(error as readonly GraphError[]));
      },
    });
    this.#running.set(operation, () => {
      current = false;
      dispose();
    });
  }

  #guarded(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      this.parts.report(error);
    }
  }
}
