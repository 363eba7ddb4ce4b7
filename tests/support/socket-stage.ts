/** The socket without the product: a small schema whose sources a test drives, behind the real guard, engine and keeper. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { createAuthenticator, type Identity } from '../../src/auth/authenticate';
import type { VisitorId, WorkspaceId } from '../../src/routing/terms';
import { createErrorPresenter } from '../../src/server/errors';
import { createGuard } from '../../src/server/guard';
import { createLog } from '../../src/server/log';
import { createAddressOf } from '../../src/server/peer-address';
import { createSessions } from '../../src/server/sessions';
import { createWebSocket, type WebSockets } from '../../src/server/ws';
import { dial, type DialOptions, type FrameSocket } from './frames';
import { Tap } from './tap';

export const goodToken = `v_${'1'.repeat(64)}`;
export const badToken = `v_${'2'.repeat(64)}`;
const log = createLog({ level: 'silent' });
const identity: Identity = {
  actor: { kind: 'VISITOR', workspaceId: 'w' as WorkspaceId, visitorId: 'v' as VisitorId },
  allowedOrigins: [],
};

export class SocketStage {
  /** While true, tokens cannot be looked up. */
  isDirectoryDown = false;
  /** By how much the keeper's clock goes on each time that somebody looks at it. */
  clockStep = 0;
  /** How many events each operation's context was forked for, by operation. */
  readonly forks: number[] = [];
  /** How often something has been written to the network, behind the upgrade. */
  writes = 0;
  /** `Query.slow` has been asked. */
  readonly slowStarted: Promise<void>;
  /** … and answers when this is called. */
  finishSlow: (value: number) => void = () => undefined;
  private startSlow: () => void = () => undefined;
  /** Every subscribe takes the next of these. */
  private readonly taps: Tap[] = [];
  private readonly opened: FrameSocket[] = [];
  private readonly http = createServer();
  private clock = 0;
  readonly sockets: WebSockets;

  constructor() {
    this.slowStarted = new Promise((resolve) => (this.startSlow = resolve));
    this.sockets = this.serve();
  }

  /** The keeper's clock goes on by so much, once. */
  passTime(ms: number): void {
    this.clock += ms;
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.http.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.http.address() as AddressInfo).port}/graphql`;
  }

  async open(options: DialOptions = {}): Promise<FrameSocket> {
    const socket = await dial(this.url, options);
    if ('refused' in socket) throw new Error(`Refused with ${socket.refused}.`);
    this.opened.push(socket);
    return socket;
  }

  async ready(token: string | null = null): Promise<FrameSocket> {
    const socket = await this.open();
    await socket.init(token);
    return socket;
  }

  /** What the next subscribe listens to. */
  tap(): Tap {
    const made = new Tap();
    this.taps.push(made);
    return made;
  }

  async close(): Promise<void> {
    for (const socket of this.opened) socket.raw.terminate();
    await this.sockets.close();
    expect(this.sockets.open).toBe(0);
    await new Promise((resolve) => this.http.close(resolve));
  }

  private countWrites(wire: Duplex): void {
    for (const way of ['_write', '_writev'] as const) {
      const write = wire[way]?.bind(wire) as (...of: unknown[]) => void;
      wire[way] = (...of: unknown[]) => {
        this.writes += 1;
        write(...of);
      };
    }
  }

  private serve(): WebSockets {
    this.http.on('upgrade', (_request, wire) => this.countWrites(wire));
    const now = (): number => (this.clock += this.clockStep);
    const directory = {
      find: (hashes: readonly Uint8Array[]) =>
        this.isDirectoryDown ? Promise.reject(new Error('no database')) : Promise.resolve(hashes.map(() => identity)),
      findEnded: () => Promise.resolve([]),
    };
    const known = createAuthenticator({ sessions: directory, now });
    return createWebSocket({
      server: this.http,
      guard: createGuard({ schema: this.schema(), introspection: true }),
      presenter: createErrorPresenter({ log, hideSuggestions: false }),
      authenticator: {
        ...known,
        authenticate: (token) => (token === badToken ? Promise.resolve(null) : known.authenticate(token)),
      },
      sessions: createSessions({ directory, log }),
      log,
      contextOf: () => {
        const place = this.forks.push(0) - 1;
        const context = { fork: () => ((this.forks[place] = (this.forks[place] ?? 0) + 1), context) };
        return context;
      },
      addressOf: createAddressOf([]),
      limits: { operations: 3 },
      now,
      checkEveryMs: 20,
    });
  }

  private schema(): GraphQLSchema {
    return new GraphQLSchema({
      query: new GraphQLObjectType({
        name: 'Query',
        fields: {
          hello: {
            type: GraphQLString,
            args: { name: { type: GraphQLString } },
            resolve: (_, { name = 'you' }) => `hello ${name}`,
          },
          slow: {
            type: GraphQLInt,
            resolve: () => {
              this.startSlow();
              return new Promise((resolve) => (this.finishSlow = resolve));
            },
          },
          broken: { type: GraphQLInt, resolve: () => Promise.reject(new Error('secret of the database')) },
          must: { type: new GraphQLNonNull(GraphQLInt), resolve: () => null },
        },
      }),
      mutation: new GraphQLObjectType({
        name: 'Mutation',
        fields: {
          add: {
            type: GraphQLInt,
            args: { to: { type: new GraphQLNonNull(GraphQLInt) } },
            resolve: (_, { to }) => to + 1,
          },
        },
      }),
      subscription: new GraphQLObjectType({
        name: 'Subscription',
        fields: {
          count: { type: GraphQLInt, subscribe: () => this.taps.shift() },
          picky: { type: GraphQLInt, subscribe: () => Promise.reject(new Error('no such table: message')) },
        },
      }),
    });
  }
}
