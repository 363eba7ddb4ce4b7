/**
 * The graph over WebSocket: sub-protocol graphql-transport-ws on the same port and path as HTTP, behind the same guard.
 *
 * Whoever upgrades may be anybody: the origin is asked before, the token at `connection_init`. Without a token a socket is
 * open but nobody's (one may sign in over it); with one that opens nothing it closes with 4403, which tells a stock client to
 * come back with a fresh one. What is wrong with an operation is told in an `error` frame of that operation.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { type DocumentNode, execute, type ExecutionResult, type GraphQLError } from 'graphql';
import {
  type Context as Connection,
  handleProtocols,
  makeServer,
  type ServerOptions,
  type SubscribePayload,
} from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Authenticator, type Identity } from '../auth/authenticate';
import { hashToken, readBearer } from '../auth/tokens';
import { TooSlow } from '../events/topics';
import type { Forkable } from './answers';
import { type Caller, isAllowedOrigin, isOwnOrigin } from './caller';
import { type ErrorPresenter, publicError } from './errors';
import type { Guard } from './guard';
import type { Log } from './log';
import { Peer } from './peer';
import type { AddressOf } from './peer-address';
import type { Seat } from './seated-answers';
import type { Sessions } from './sessions';
import { SharedAnswers } from './shared-answers';
import { closeCodes, Socket, type SocketLimits, socketLimits, type SocketParts } from './socket';
import { OperationRefused, refused, subscribeFresh } from './subscribe';
import { sharerNow } from './unseen';

export interface WebSocketOptions {
  /** The HTTP server whose upgrades are taken. */
  readonly server: Server;
  readonly guard: Guard;
  readonly presenter: ErrorPresenter;
  readonly authenticator: Authenticator;
  readonly sessions: Sessions;
  readonly log: Log;
  readonly contextOf: (caller: Caller) => Forkable;
  readonly addressOf: AddressOf;
  /** Asked at the upgrade: whether any workspace of this server lets pages of this origin in. */
  readonly isKnownOrigin?: (origin: string) => Promise<boolean>;
  readonly path?: string;
  readonly sockets?: number;
  readonly limits?: Partial<SocketLimits>;
  readonly maxPayload?: number;
  /** How often every socket is looked at. */
  readonly checkEveryMs?: number;
  /** Milliseconds on a clock that never goes back. */
  readonly now?: () => number;
  /** The protocol engine's own, over ours. */
  readonly engine?: Partial<ServerOptions<ConnectionInit, Peer>>;
}

export interface WebSockets {
  readonly open: number;
  /** Closes all with 1001, some at a time, and resolves when none is left. */
  close(): Promise<void>;
}

type ConnectionInit = Record<string, unknown>;

type Connected = Connection<ConnectionInit, Peer>;

const maxCoercionErrors = 5;
/** In so many parts all sockets are checked. */
const checkTurns = 10;
/** Sockets closed at once when the process stops: clients come back spread over time, not all in one instant. */
const slice = { sockets: 200, pauseMs: 50 } as const;

export function createWebSocket(options: WebSocketOptions): WebSockets {
  return new SocketKeeper(options);
}

class SocketKeeper implements WebSockets {
  private readonly sockets = new Set<Socket>();
  private readonly upgrader: WebSocketServer;
  private readonly engine: ReturnType<typeof makeServer<ConnectionInit, Peer>>;
  private readonly parts: SocketParts;
  private readonly clock: NodeJS.Timeout;
  /** Where the check of all sockets has come to. */
  private walk: Iterator<Socket>;
  private readonly onUpgrade: (request: IncomingMessage, stream: Duplex, head: Buffer) => void;
  private isClosing = false;
  private whenEmpty: () => void = () => undefined;

  constructor(private readonly options: WebSocketOptions) {
    this.parts = partsOf(options);
    this.upgrader = new WebSocketServer({
      noServer: true,
      // Compression costs 300 kB of memory per socket and most of the CPU of a small frame.
      perMessageDeflate: false,
      maxPayload: options.maxPayload ?? 256 * 1024,
      clientTracking: false,
      handleProtocols,
    });
    this.engine = makeServer<ConnectionInit, Peer>({ ...engineOptions(options), ...options.engine });
    this.onUpgrade = (request, stream, head) => void this.upgrade(request, stream, head);
    options.server.on('upgrade', this.onUpgrade);
    this.walk = this.sockets.values();
    this.clock = setInterval(() => this.checkSome(), (options.checkEveryMs ?? 1_000) / checkTurns).unref();
  }

  get open(): number {
    return this.sockets.size;
  }

  async close(): Promise<void> {
    this.isClosing = true;
    const all = [...this.sockets];
    for (let start = 0; start < all.length; start += slice.sockets) {
      if (start > 0) await pause(slice.pauseMs);
      for (const socket of all.slice(start, start + slice.sockets)) socket.close(closeCodes.goingAway, 'Going away');
    }
    // The clock goes on until then: it ends by force whoever does not answer the close frame.
    await new Promise<void>((resolve) => {
      this.whenEmpty = resolve;
      if (this.sockets.size === 0) resolve();
    });
    clearInterval(this.clock);
    this.options.server.off('upgrade', this.onUpgrade);
  }

  /** A part of them at a time: whoever asks for something meanwhile does not wait for seven thousand pings. */
  private checkSome(): void {
    for (let left = Math.ceil(this.sockets.size / checkTurns); left > 0; left -= 1) {
      let next = this.walk.next();
      if (next.done === true) {
        this.walk = this.sockets.values();
        next = this.walk.next();
        if (next.done === true) return;
      }
      next.value.check();
    }
  }

  private async upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    const ignore = (): void => undefined;
    stream.on('error', ignore);
    const refusal = await this.refusalOf(request).catch((err: unknown) => {
      this.options.log.warn({ err }, 'An upgrade could not be judged.');
      return '503 Service Unavailable';
    });
    stream.off('error', ignore);
    if (stream.destroyed) return;
    if (refusal !== null) {
      stream.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    this.upgrader.handleUpgrade(request, stream, head, (socket) => this.adopt(socket, stream, request));
  }

  /** Null: may come in. */
  private async refusalOf(request: IncomingMessage): Promise<string | null> {
    const { path = '/graphql', sockets = 20_000, isKnownOrigin } = this.options;
    if (request.url?.split('?')[0] !== path) return '404 Not Found';
    if (this.isClosing || this.sockets.size >= sockets) return '503 Service Unavailable';
    const { origin } = request.headers;
    if (origin === undefined || isKnownOrigin === undefined || isOwnOrigin(origin, request.headers)) return null;
    return (await isKnownOrigin(origin)) ? null : '403 Forbidden';
  }

  private adopt(raw: WebSocket, wire: Duplex, request: IncomingMessage): void {
    const { log, addressOf } = this.options;
    const socket = new Socket({ raw, wire }, this.parts);
    const peer = new Peer({ socket, request, addressOf });
    const closed = this.engine.opened(socket, peer);
    this.sockets.add(socket);
    raw.on('close', (code, reason) => {
      this.sockets.delete(socket);
      peer.session?.release();
      if (this.sockets.size === 0) this.whenEmpty();
      void Promise.resolve(closed(code, String(reason))).catch((err: unknown) => {
        log.error({ err }, 'A closed socket could not be cleared up.');
      });
    });
  }
}

function partsOf({ log, presenter, limits: own, now = () => performance.now() }: WebSocketOptions): SocketParts {
  const limits = { ...socketLimits, ...own };
  const message = `This socket already runs ${limits.operations} operations. Complete one first.`;
  const tooMany = (id: string): string => {
    const payload = [presenter.present(publicError('THROTTLED', message, { retryAfter: 1 }))];
    return JSON.stringify({ id, type: 'error', payload });
  };
  return { limits, log, now, tooMany };
}

function engineOptions(options: WebSocketOptions): ServerOptions<ConnectionInit, Peer> {
  const { guard, presenter, contextOf } = options;
  const answers = new SharedAnswers();
  const seatOf = (caller: Peer, id: string): Seat | undefined =>
    sharerNow(caller) === null ? undefined : { answers, id, caller, socket: caller.socket, contextOf };
  return {
    // The keeper of all sockets looks after that: a timer for each would stay as long as its socket.
    connectionInitWaitTimeout: Infinity,
    onConnect: (connection) => connect(options, connection),
    onSubscribe: (connection, id, payload) => {
      const verdict = guard.check(payload);
      if (!verdict.ok) return verdict.errors;
      shareText(payload, verdict.document);
      return {
        schema: guard.schema,
        document: verdict.document,
        operationName: payload.operationName,
        variableValues: payload.variables,
        contextValue: contextOf(connection.extra),
        seat: seatOf(connection.extra, id),
      };
    },
    execute: async (args) => answered(await execute({ ...args, options: { maxCoercionErrors } })),
    subscribe: async (args) => {
      const result = await subscribeFresh(args as Parameters<typeof subscribeFresh>[0]);
      return Symbol.asyncIterator in result ? result : answered(result);
    },
    onNext: (_connection, _id, _payload, _args, result) =>
      result.errors === undefined
        ? undefined
        : { ...result, errors: result.errors.map((error) => presenter.present(error)) },
    onError: ({ extra }, _id, _payload, errors) => {
      const reasons = errors.flatMap(reasonsOf);
      if (reasons.some((reason) => reason instanceof TooSlow)) {
        extra.socket.cut('Too slow: resume from your last cursor.');
      }
      return reasons.map((reason) => presenter.present(reason));
    },
  };
}

/** The engine keeps what was asked as long as a subscription runs: a text of kilobytes, which thousands have in common. */
function shareText(payload: SubscribePayload, { loc }: DocumentNode): void {
  if (loc !== undefined) (payload as { query: string }).query = loc.source.body;
}

/** An answer without data was refused before it began: that is an `error`, not a `next`. */
function answered(result: ExecutionResult): ExecutionResult | AsyncIterableIterator<never> {
  return 'data' in result ? result : refused(result.errors ?? []);
}

/** The engine wraps whatever a stream fails with. */
function reasonsOf(error: GraphQLError): readonly unknown[] {
  const { originalError } = error;
  if (originalError instanceof OperationRefused) return originalError.errors;
  if (originalError instanceof TooSlow) return [originalError];
  return [error];
}

async function connect(options: WebSocketOptions, { connectionParams, extra: peer }: Connected): Promise<boolean> {
  const { socket } = peer;
  const token = readBearer(connectionParams?.authorization ?? connectionParams?.Authorization);
  let identity: Identity | null = null;
  try {
    identity = token === null ? null : await options.authenticator.authenticate(token);
  } catch (err) {
    options.log.warn({ err }, 'A token could not be looked up.');
    socket.cut('The server cannot look up tokens just now. Come back in a moment.');
    return false;
  }
  if (token !== null && identity === null) return forbid(socket, 'This token has ended. Sign in again.');
  if (identity !== null && !isAllowedOrigin(peer, identity.allowedOrigins)) {
    return forbid(socket, 'Pages of this origin may not use this workspace.');
  }
  // Closed while the token was looked up: nobody would ever release the watch.
  if (!socket.isOpen) return false;
  peer.token = token;
  if (token !== null && identity !== null) {
    const onEnd = (): void => void forbid(socket, 'This session has ended. Sign in again.');
    peer.session = options.sessions.watch({ tokenHash: hashToken(token), identity, onEnd });
  }
  return true;
}

function forbid(socket: Socket, reason: string): false {
  socket.close(closeCodes.sessionEnded, reason);
  return false;
}
