/** graphql-transport-ws to the letter: https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { TooSlow } from '../../src/events/topics';
import { createAuthenticator, type Identity } from '../../src/auth/authenticate';
import type { VisitorId, WorkspaceId } from '../../src/routing/terms';
import { createErrorPresenter } from '../../src/server/errors';
import { createGuard } from '../../src/server/guard';
import { createLog } from '../../src/server/log';
import { createSessions } from '../../src/server/sessions';
import { createWebSocket, type WebSockets } from '../../src/server/ws';
import { becomes } from '../support/becomes';
import { dial, type DialOptions, type FrameSocket } from '../support/frames';

/** A source that a test drives: what it is given comes out, and it tells when it is let go. */
class Tap {
  readonly released: Promise<void>;
  isReleased = false;
  private release: () => void = () => undefined;
  private readonly values: number[] = [];
  private waiting: ((result: IteratorResult<{ count: number }>) => void) | null = null;
  private failure: Error | null = null;
  private fail: (error: Error) => void = () => undefined;

  constructor() {
    this.released = new Promise((resolve) => {
      this.release = () => {
        this.isReleased = true;
        resolve();
      };
    });
  }

  push(value: number): void {
    if (this.waiting === null) this.values.push(value);
    else this.waiting({ done: false, value: { count: value } });
    this.waiting = null;
  }

  break(error: Error): void {
    this.failure = error;
    this.fail(error);
  }

  end(): void {
    this.waiting?.({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<{ count: number }> {
    const iterator: AsyncIterableIterator<{ count: number }> = {
      [Symbol.asyncIterator]: () => iterator,
      next: () => {
        if (this.failure !== null) return Promise.reject(this.failure);
        const value = this.values.shift();
        if (value !== undefined) return Promise.resolve({ done: false, value: { count: value } });
        return new Promise((resolve, reject) => {
          this.waiting = resolve;
          this.fail = reject;
        });
      },
      // Never settles the waiting `next`, as a source that listens to a network would not.
      return: () => {
        this.release();
        return new Promise(() => undefined);
      },
    };
    return iterator;
  }
}

/** Every subscribe takes the next of these. */
let taps: Tap[] = [];
/** `Query.slow` answers when this is called. */
let finishSlow: (value: number) => void = () => undefined;
let slowStarted: Promise<void>;
let startSlow: () => void = () => undefined;

const schema = new GraphQLSchema({
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
          startSlow();
          return new Promise((resolve) => (finishSlow = resolve));
        },
      },
      broken: { type: GraphQLInt, resolve: () => Promise.reject(new Error('secret of the database')) },
      must: { type: new GraphQLNonNull(GraphQLInt), resolve: () => null },
    },
  }),
  mutation: new GraphQLObjectType({
    name: 'Mutation',
    fields: {
      add: { type: GraphQLInt, args: { to: { type: new GraphQLNonNull(GraphQLInt) } }, resolve: (_, { to }) => to + 1 },
    },
  }),
  subscription: new GraphQLObjectType({
    name: 'Subscription',
    fields: {
      count: { type: GraphQLInt, subscribe: () => taps.shift()! },
      picky: { type: GraphQLInt, subscribe: () => Promise.reject(new Error('no such table: message')) },
    },
  }),
});

const log = createLog({ level: 'silent' });
const identity: Identity = {
  actor: { kind: 'VISITOR', workspaceId: 'w' as WorkspaceId, visitorId: 'v' as VisitorId },
  allowedOrigins: [],
};
const goodToken = `v_${'1'.repeat(64)}`;
const badToken = `v_${'2'.repeat(64)}`;

let sockets: WebSockets;
let http: ReturnType<typeof createServer>;
let isDirectoryDown = false;
const opened: FrameSocket[] = [];
/** Moved by hand: what waits in seconds is not waited for. */
let clock = 0;
let step = 0;
const contexts: { readonly forks: number }[] = [];

async function open(options: DialOptions = {}): Promise<FrameSocket> {
  const { port } = http.address() as AddressInfo;
  const socket = await dial(`ws://127.0.0.1:${port}/graphql`, options);
  if ('refused' in socket) throw new Error(`Refused with ${socket.refused}.`);
  opened.push(socket);
  return socket;
}
async function ready(token: string | null = null): Promise<FrameSocket> {
  const socket = await open();
  await socket.init(token);
  return socket;
}
function tap(): Tap {
  const made = new Tap();
  taps.push(made);
  return made;
}

beforeEach(async () => {
  taps = [];
  clock = 0;
  step = 0;
  isDirectoryDown = false;
  contexts.length = 0;
  slowStarted = new Promise((resolve) => (startSlow = resolve));
  const directory = {
    find: (hashes: readonly Uint8Array[]) =>
      isDirectoryDown ? Promise.reject(new Error('no database')) : Promise.resolve(hashes.map(() => identity)),
    findEnded: () => Promise.resolve([]),
  };
  const known = createAuthenticator({ sessions: directory, now: () => clock });
  http = createServer();
  sockets = createWebSocket({
    server: http,
    guard: createGuard({ schema, introspection: true }),
    presenter: createErrorPresenter({ log, hideSuggestions: false }),
    authenticator: {
      ...known,
      authenticate: (token) => (token === badToken ? Promise.resolve(null) : known.authenticate(token)),
    },
    sessions: createSessions({ directory, log }),
    log,
    contextOf: () => {
      const context = { forks: 0, fork: () => ((context.forks += 1), context) };
      contexts.push(context);
      return context;
    },
    limits: { operations: 3 },
    now: () => (clock += step),
    checkEveryMs: 20,
    engine: { connectionInitWaitTimeout: 60 },
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  for (const socket of opened.splice(0)) socket.raw.terminate();
  await sockets.close();
  expect(sockets.open).toBe(0);
  await new Promise((resolve) => http.close(resolve));
});

describe('the connection', () => {
  test('speaks graphql-transport-ws, offered alone or among others', async () => {
    expect((await open()).protocol).toBe('graphql-transport-ws');
    expect((await open({ protocol: ['graphql-ws', 'graphql-transport-ws'] })).protocol).toBe('graphql-transport-ws');
  });

  test('closes with 4406 on another sub-protocol', async () => {
    const { port } = http.address() as AddressInfo;
    // A client must not accept a protocol that it did not offer, so the server may only close what has none.
    const socket = await dial(`ws://127.0.0.1:${port}/graphql`, { protocol: [] });
    if ('refused' in socket) throw new Error('refused');
    expect((await socket.closed()).code).toBe(4406);
  });

  test('is acknowledged once, with and without a payload', async () => {
    const socket = await open();
    socket.send({ type: 'connection_init', payload: { anything: { at: 'all' } } });
    expect(await socket.next()).toEqual({ type: 'connection_ack' });
    expect(socket.pending).toEqual([]);
  });

  test('closes with 4408 when nobody begins', async () => {
    expect((await (await open()).closed()).code).toBe(4408);
  });

  test('closes with 4429 on a second connection_init, also before the first is answered', async () => {
    const socket = await ready();
    socket.send({ type: 'connection_init' });
    expect((await socket.closed()).code).toBe(4429);
    const hasty = await open();
    hasty.send({ type: 'connection_init' });
    hasty.send({ type: 'connection_init' });
    expect((await hasty.closed()).code).toBe(4429);
  });

  test('closes with 4401 on an operation before the acknowledgement', async () => {
    const socket = await open();
    socket.subscribe('1', '{ hello }');
    expect((await socket.closed()).code).toBe(4401);
  });

  test('closes with 4403 on a token that opens nothing, and takes one that does', async () => {
    const socket = await open();
    socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${badToken}` } });
    expect((await socket.closed()).code).toBe(4403);
    const garbled = await open();
    garbled.send({ type: 'connection_init', payload: { authorization: 12 } });
    expect((await garbled.closed()).code).toBe(4403);
    await ready(goodToken);
  });

  test('closes with 1013 while tokens cannot be looked up, so that the client comes back', async () => {
    isDirectoryDown = true;
    const socket = await open();
    socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${goodToken}` } });
    expect((await socket.closed()).code).toBe(1013);
  });

  test('answers a ping with a pong that carries its payload, before and after the acknowledgement', async () => {
    const socket = await open();
    socket.send({ type: 'ping' });
    expect(await socket.next()).toEqual({ type: 'pong' });
    await socket.init();
    socket.send({ type: 'ping', payload: { at: 1 } });
    expect(await socket.next()).toEqual({ type: 'pong', payload: { at: 1 } });
    socket.send({ type: 'pong' });
    socket.subscribe('1', '{ hello }');
    expect((await socket.next()).type).toBe('next');
  });

  test.each([
    ['no JSON', '{'],
    ['no object', '"connection_init"'],
    ['an array', '[]'],
    ['no type', '{}'],
    ['an unknown type', '{"type":"start"}'],
    ['a type of the server', '{"type":"connection_ack"}'],
    ['a next', '{"id":"1","type":"next","payload":{}}'],
    ['an error', '{"id":"1","type":"error","payload":[{"message":"x"}]}'],
    ['a subscribe without an id', '{"type":"subscribe","payload":{"query":"{ hello }"}}'],
    ['a subscribe with an empty id', '{"id":"","type":"subscribe","payload":{"query":"{ hello }"}}'],
    ['a subscribe without a query', '{"id":"1","type":"subscribe","payload":{}}'],
    ['variables that are a list', '{"id":"1","type":"subscribe","payload":{"query":"{ hello }","variables":[]}}'],
    ['a complete without an id', '{"type":"complete"}'],
    ['a payload that is text', '{"type":"ping","payload":"now"}'],
  ])('closes with 4400 on %s', async (_name, text) => {
    const socket = await ready();
    socket.sendText(text);
    expect((await socket.closed()).code).toBe(4400);
  });
});

describe('an operation', () => {
  test('of one answer: next, then complete; for queries and mutations', async () => {
    const socket = await ready();
    socket.subscribe('q', 'query($n: String) { hello(name: $n) }', { n: 'Ann' });
    expect(await socket.next()).toEqual({ id: 'q', type: 'next', payload: { data: { hello: 'hello Ann' } } });
    expect(await socket.next()).toEqual({ id: 'q', type: 'complete' });
    socket.subscribe('m', 'mutation { add(to: 1) }');
    expect(await socket.next()).toEqual({ id: 'm', type: 'next', payload: { data: { add: 2 } } });
    expect(await socket.next()).toEqual({ id: 'm', type: 'complete' });
  });

  test('of many: a next for each event, each with a context of its own, then complete when the source ends', async () => {
    const source = tap();
    const socket = await ready();
    socket.subscribe('1', 'subscription { count }');
    for (const count of [1, 2, 3]) {
      source.push(count);
      expect(await socket.next()).toEqual({ id: '1', type: 'next', payload: { data: { count } } });
    }
    expect(contexts.at(-1)?.forks).toBe(3);
    source.end();
    expect(await socket.next()).toEqual({ id: '1', type: 'complete' });
  });

  test('may be split over frames', async () => {
    const socket = await ready();
    const text = JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '{ hello }' } });
    socket.raw.send(text.slice(0, 10), { fin: false });
    socket.raw.send(text.slice(10, 20), { fin: false });
    socket.raw.send(text.slice(20), { fin: true });
    expect((await socket.next()).payload).toEqual({ data: { hello: 'hello you' } });
  });

  test('runs the one that is named', async () => {
    const socket = await ready();
    socket.subscribe('1', 'query A { hello } query B { add: hello(name: "B") }', undefined, 'B');
    expect((await socket.next()).payload).toEqual({ data: { add: 'hello B' } });
  });

  test.each([
    ['a syntax error', '{ hello', 'GRAPHQL_PARSE_FAILED'],
    ['a validation error', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['no operation', 'fragment A on Query { hello }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a variable that is missing', 'mutation($n: Int!) { add(to: $n) }', 'BAD_USER_INPUT'],
    ['a source that cannot be opened', 'subscription { picky }', 'INTERNAL_SERVER_ERROR'],
  ])('that is refused by %s: one error frame, no complete, and the socket goes on', async (_name, query, code) => {
    const socket = await ready();
    socket.subscribe('1', query);
    const frame = await socket.next();
    expect(frame).toMatchObject({ id: '1', type: 'error', payload: [{ extensions: { code } }] });
    expect(JSON.stringify(frame)).not.toMatch(/no such table/);
    // The id is free at once, and nothing else comes of the first operation.
    socket.subscribe('1', '{ hello }');
    expect((await socket.next()).payload).toEqual({ data: { hello: 'hello you' } });
  });

  test('that fails at a field answers with data and errors, without what our side knows', async () => {
    const socket = await ready();
    socket.subscribe('1', '{ hello broken }');
    const { type, payload } = await socket.next();
    expect(type).toBe('next');
    expect(payload.data).toEqual({ hello: 'hello you', broken: null });
    expect(payload.errors[0]).toMatchObject({ path: ['broken'], extensions: { code: 'INTERNAL_SERVER_ERROR' } });
    expect(payload.errors[0].extensions.reference).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(payload)).not.toMatch(/secret/);
    expect((await socket.next()).type).toBe('complete');
    socket.subscribe('2', '{ must }');
    expect((await socket.next()).payload).toMatchObject({ data: null, errors: [{ path: ['must'] }] });
  });

  test('with an id that is running closes with 4409', async () => {
    tap();
    const socket = await ready();
    socket.subscribe('1', 'subscription { count }');
    socket.subscribe('1', '{ hello }');
    expect((await socket.closed()).code).toBe(4409);
  });

  test('beyond the number that a socket may run is refused with THROTTLED, and the others go on', async () => {
    const sources = [tap(), tap(), tap()];
    const socket = await ready();
    for (const id of ['1', '2', '3']) socket.subscribe(id, 'subscription { count }');
    socket.subscribe('4', '{ hello }');
    expect(await socket.next()).toMatchObject({
      id: '4',
      type: 'error',
      payload: [{ extensions: { code: 'THROTTLED' } }],
    });
    socket.send({ id: '2', type: 'complete' });
    await sources[1]?.released;
    sources[0]?.push(5);
    expect((await socket.next()).id).toBe('1');
    socket.subscribe('4', '{ hello }');
    expect((await socket.next()).payload).toEqual({ data: { hello: 'hello you' } });
  });
});

describe('a complete', () => {
  test('lets go of the source at once, though the source itself waits for ever', async () => {
    const source = tap();
    const socket = await ready();
    socket.subscribe('1', 'subscription { count }');
    source.push(1);
    await socket.next();
    socket.send({ id: '1', type: 'complete' });
    await source.released;
    source.push(2);
    socket.subscribe('2', '{ hello }');
    expect((await socket.next()).id).toBe('2');
  });

  test('and a subscribe of the same id, sent in one go, do not mix: no stale complete, no leak', async () => {
    const [first, second] = [tap(), tap()];
    const socket = await ready();
    socket.subscribe('1', 'subscription { count }');
    first.push(1);
    await socket.next();
    socket.send({ id: '1', type: 'complete' });
    socket.subscribe('1', 'subscription { count }');
    await first.released;
    second.push(7);
    expect(await socket.next()).toEqual({ id: '1', type: 'next', payload: { data: { count: 7 } } });
    socket.send({ id: '1', type: 'complete' });
    await second.released;
    socket.subscribe('2', '{ hello }');
    expect(await socket.next()).toMatchObject({ id: '2', type: 'next' });
  });

  test('of a query that is still under way: its late answer is not taken for the next operation of that id', async () => {
    const socket = await ready();
    socket.subscribe('1', '{ slow }');
    await slowStarted;
    socket.send({ id: '1', type: 'complete' });
    socket.subscribe('1', '{ hello }');
    // Others are not held up by it.
    socket.subscribe('2', '{ hello(name: "two") }');
    expect(await socket.next()).toMatchObject({ id: '2', type: 'next' });
    expect(await socket.next()).toEqual({ id: '2', type: 'complete' });
    finishSlow(1);
    expect(await socket.next()).toEqual({ id: '1', type: 'next', payload: { data: { hello: 'hello you' } } });
    expect(await socket.next()).toEqual({ id: '1', type: 'complete' });
  });

  test('of nothing is no error', async () => {
    const socket = await ready();
    socket.send({ id: 'unknown', type: 'complete' });
    socket.subscribe('1', '{ hello }');
    expect((await socket.next()).type).toBe('next');
  });

  test('of a subscribe that waits for its id takes that one back', async () => {
    const socket = await ready();
    socket.subscribe('1', '{ slow }');
    await slowStarted;
    socket.send({ id: '1', type: 'complete' });
    const never = tap();
    socket.subscribe('1', 'subscription { count }');
    socket.send({ id: '1', type: 'complete' });
    finishSlow(1);
    await never.released;
    expect(socket.pending).toEqual([]);
  });
});

describe('the end', () => {
  test('a socket that drops lets go of every source', async () => {
    const sources = [tap(), tap()];
    const socket = await ready();
    socket.subscribe('1', 'subscription { count }');
    socket.subscribe('2', 'subscription { count }');
    for (const source of sources) source.push(1);
    await Promise.all([socket.next(), socket.next()]);
    socket.raw.terminate();
    await Promise.all(sources.map(({ released }) => released));
  });

  test('a reader that is too slow is cut with 1013', async () => {
    const source = tap();
    const socket = await ready();
    socket.subscribe('1', 'subscription { count }');
    source.push(1);
    await socket.next();
    source.break(new TooSlow());
    expect((await socket.closed()).code).toBe(1013);
  });

  test('a source that breaks ends its operation with an error, and the socket goes on', async () => {
    const source = tap();
    const socket = await ready();
    socket.subscribe('1', 'subscription { count }');
    source.push(1);
    await socket.next();
    source.break(new Error('connection to 10.0.0.1 lost'));
    const frame = await socket.next();
    expect(frame).toMatchObject({
      id: '1',
      type: 'error',
      payload: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
    expect(JSON.stringify(frame)).not.toMatch(/10\.0\.0\.1/);
    socket.subscribe('1', '{ hello }');
    expect((await socket.next()).type).toBe('next');
  });

  test('a frame above the limit closes with 1009, and the largest below it is answered', async () => {
    const socket = await ready();
    const frame = (size: number): string => {
      const shell = JSON.stringify({
        id: '1',
        type: 'subscribe',
        payload: { query: '{ hello }', extensions: { x: '' } },
      });
      return shell.replace('"x":""', `"x":"${'x'.repeat(size - shell.length)}"`);
    };
    socket.sendText(frame(256 * 1024));
    expect((await socket.next()).type).toBe('next');
    await socket.next();
    socket.sendText(frame(256 * 1024 + 1));
    expect((await socket.closed()).code).toBe(1009);
  });

  test('a peer that answers no ping is given up', async () => {
    const socket = await ready();
    const alive = await ready();
    socket.raw.pause();
    // Whoever looks at the clock finds it a second later: dozens of pings' time goes by within this test.
    step = 1_000;
    await becomes(() => sockets.open, 1);
    step = 0;
    alive.subscribe('1', '{ hello }');
    expect((await alive.next()).type).toBe('next');
  });

  test('a server that goes away closes with 1001', async () => {
    const all = await Promise.all([ready(), ready(), ready()]);
    const closing = sockets.close();
    for (const socket of all) expect((await socket.closed()).code).toBe(1001);
    await closing;
  });
});
