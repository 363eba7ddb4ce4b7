/**
 * Parley's SDK: the one door of the sample inbox, the sample widget and of the product's own tests. Documents and their
 * types are generated from the schema; this is the thin part that cannot be: what happens when a line drops.
 */
import { type Backoff } from './backoff';
import { createServerClock, type ServerClock } from './clock';
import { type EventStream, type EventStreamOptions, type Happened, Stream } from './event-stream';
import { type MessageFeedOptions, startMessageFeed } from './message-feed';
import { Outbox } from './outbox';
import { createRequest, type Request } from './request';
import { type Connection, Socket } from './socket';
import type { ParleyStorage } from './storage';
import type { Store } from './store';
import { createTokens, type TokenSource } from './tokens';
import { createTypingTeller } from './typing';

export interface ParleyOptions {
  /** The graph over HTTP: `https://chat.example/graphql`. The socket is the same address with ws. */
  readonly url: string;
  /** From `signIn`, `visitorSessionStart` or `apiTokenCreate`; or a function that is asked each time. */
  readonly token?: TokenSource;
  /**
   * The server does not know this session any more, on HTTP or on the socket. Show the sign-in, or get another token
   * with an anonymous request and `setToken` it: what was refused is then sent again.
   */
  readonly onUnauthenticated?: () => unknown;
  /** Node before 22 has none: pass `ws`'s. */
  readonly webSocketImpl?: unknown;
  readonly fetch?: typeof globalThis.fetch;
  /** Keeps unsent messages over a reload. Give each person an own `storageKey`: what Ann wrote must not go out as Ben. */
  readonly storage?: ParleyStorage;
  readonly storageKey?: string;
  /** One try of a request; 15 s unless told. */
  readonly timeoutMs?: number;
  /** Waits between tries, of requests and of the socket. 0.5 s doubling to 15 s unless told. */
  readonly retry?: Backoff;
  /** Silence before a ping (10 s), and how long its answer may take (5 s). */
  readonly keepAliveMs?: number;
  readonly patienceMs?: number;
  /** How long a message may be under way before it is shown as failed; 20 s unless told. */
  readonly giveUpAfterMs?: number;
  /** Where exceptions of your own listeners go; thrown out of line unless told. */
  readonly report?: (error: unknown) => void;
}

export interface Parley {
  /** Sends a query or a mutation. Never throws; see `Answer`. */
  readonly request: Request;
  /** Listens to everything that the caller may see. The first operation opens the socket. */
  readonly events: <Event extends Happened, Filter>(options: EventStreamOptions<Event, Filter>) => EventStream;
  /** Listens to one conversation. Answers with the function that stops it. */
  readonly messages: (options: MessageFeedOptions) => () => void;
  readonly outbox: Outbox;
  /** Tells the other side that somebody writes; call it at every key. */
  readonly typing: (conversationId: string) => void;
  readonly clock: ServerClock;
  /** For the amber line. */
  readonly connection: Store<Connection>;
  /** Reconnects without waiting for the countdown. */
  readonly retryNow: () => void;
  readonly setToken: (token: string | null) => void;
  /** Ends the socket, the streams and all timers. */
  readonly close: () => void;
}

export function createParley(options: ParleyOptions): Parley {
  const retry = options.retry ?? { baseMs: 500, capMs: 15_000 };
  const report = options.report ?? throwLater;
  const tokens = createTokens(options.token ?? null, options.onUnauthenticated);
  const clock = createServerClock();
  const request = createRequest({
    url: options.url,
    fetch: options.fetch ?? globalThis.fetch.bind(globalThis),
    tokens,
    clock,
    timeoutMs: options.timeoutMs ?? 15_000,
    retry,
    localNow: Date.now,
  });
  const socket = new Socket({
    url: socketUrl(options.url),
    webSocketImpl: options.webSocketImpl,
    tokens,
    retry,
    keepAliveMs: options.keepAliveMs ?? 10_000,
    patienceMs: options.patienceMs ?? 5_000,
    localNow: Date.now,
    report,
  });
  const typing = createTypingTeller(request, Date.now);
  const outbox = new Outbox({
    request,
    storage: options.storage ?? null,
    storageKey: options.storageKey ?? 'parley.outbox',
    retry,
    giveUpAfterMs: options.giveUpAfterMs ?? 20_000,
    localNow: Date.now,
    serverNow: clock.now,
    onSend: typing.rest,
  });
  const streams = new Set<() => void>();
  const stopWatching = watchLine(socket, outbox);
  if (options.token !== undefined && options.token !== null) outbox.resume();

  return {
    request,
    events: (streamOptions) => {
      const stream = new Stream({ socket, tokens, clock, retry, report }, streamOptions);
      streams.add(stream.stop);
      return stream;
    },
    messages: (feedOptions) => {
      const stop = startMessageFeed({ socket, retry }, feedOptions);
      streams.add(stop);
      return stop;
    },
    outbox,
    typing: typing.tell,
    clock,
    connection: socket.connection,
    retryNow: () => socket.retryNow(),
    setToken: (token) => {
      tokens.set(token);
      if (token !== null) outbox.resume();
    },
    close: () => {
      stopWatching();
      for (const stop of streams) stop();
      outbox.stop();
      socket.close();
    },
  };
}

/** Unsent messages go on as soon as the socket is up; the socket comes back as soon as the browser has a network. */
function watchLine(socket: Socket, outbox: Outbox): () => void {
  const unsubscribe = socket.connection.subscribe(() => {
    if (socket.connection.getSnapshot().state === 'live') outbox.resume();
  });
  const page = globalThis as unknown as Partial<EventTarget>;
  const online = (): void => socket.retryNow();
  page.addEventListener?.('online', online);
  return () => {
    unsubscribe();
    page.removeEventListener?.('online', online);
  };
}

function socketUrl(url: string): string {
  const base = (globalThis as { location?: { href: string } }).location?.href;
  const address = new URL(url, base);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return address.href;
}

/** To the console and to whoever watches for uncaught errors, without breaking the stream that it happened in. */
function throwLater(error: unknown): void {
  setTimeout(() => {
    throw error;
  }, 0);
}
