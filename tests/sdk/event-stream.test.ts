import WebSocket from 'ws';
import type { EventStream } from '../../clients/sdk/event-stream';
import { EventsDocument } from '../../clients/sdk/generated/graphql';
import { createParley, type Parley, type ParleyOptions } from '../../clients/sdk/parley';
import { DeskServer } from './desk-server';
import { Heard, until } from './waiting';

let server: DeskServer;
let parley: Parley;
let heard: Heard<string>;
let loads: number;

beforeEach(async () => {
  server = await new DeskServer().start();
  heard = new Heard();
  loads = 0;
});

afterEach(async () => {
  parley.close();
  await server.stop();
});

function listen(options: Partial<ParleyOptions> = {}, onEvent: (id: string) => void = heard.tell): EventStream {
  parley = createParley({ url: server.url, webSocketImpl: WebSocket, retry: { baseMs: 4, capMs: 20 }, ...options });
  return parley.events({
    document: EventsDocument,
    load: () => {
      loads += 1;
      return Promise.resolve(`c${server.log.length}`);
    },
    onEvents: (events) => events.forEach(({ id }) => onEvent(id)),
  });
}

test('what happened while the line was down is delivered when it is back, in order', async () => {
  const stream = listen();
  await until(stream.state, (state) => state === 'live');
  server.happen();
  await heard.count(1);
  server.drop();
  await until(parley.connection, ({ state }) => state === 'offline');
  server.happen();
  server.happen();
  await heard.count(3);
  expect(heard.all).toEqual(['e1', 'e2', 'e3']);
  expect(server.askedAfter).toEqual(['c0', 'c1']);
});

test('an event that comes twice across a resume is heard once', async () => {
  const stream = listen();
  await until(stream.state, (state) => state === 'live');
  server.happen();
  await heard.count(1);
  server.repeatLast = true;
  server.drop();
  await until(stream.state, (state) => state === 'catching-up');
  await until(stream.state, (state) => state === 'live');
  server.happen();
  await heard.count(2);
  expect(heard.all).toEqual(['e1', 'e2']);
});

test.each([1000, 1011, 4400, 4401, 4403, 4409, 4429, 4500])('a close with %i is no reason to give up', async (code) => {
  const stream = listen();
  await until(stream.state, (state) => state === 'live');
  server.drop(code);
  await until(parley.connection, ({ state }) => state === 'offline');
  await until(stream.state, (state) => state === 'live');
  server.happen();
  await heard.count(1);
  expect(server.connections).toBe(2);
});

test('twenty failures in a row do not end a stream, and each wait is told', async () => {
  let refusals = 20;
  server.acceptToken = () => (refusals -= 1) < 0;
  const stream = listen();
  const told: number[] = [];
  parley.connection.subscribe(() => {
    const now = parley.connection.getSnapshot();
    if (now.state === 'offline') told.push(now.retryAt);
  });
  await until(stream.state, (state) => state === 'live');
  expect(told).toHaveLength(20);
  expect(server.connections).toBe(21);
});

test('a cursor that is served no more leads to a fresh load, and the stream goes on behind it', async () => {
  const stream = listen();
  await until(stream.state, (state) => state === 'live');
  server.happen();
  await heard.count(1);
  server.drop();
  await until(parley.connection, ({ state }) => state === 'offline');
  server.happen();
  server.happen();
  server.oldest = 3;
  await until(stream.state, (state) => state === 'loading');
  await until(stream.state, (state) => state === 'live');
  server.happen();
  await heard.count(2);
  expect(loads).toBe(2);
  expect(heard.all).toEqual(['e1', 'e4']);
});

test('a line that is dead without saying so is cut and replaced', async () => {
  const stream = listen({ keepAliveMs: 50, patienceMs: 250 });
  await until(stream.state, (state) => state === 'live');
  server.freeze();
  await until(parley.connection, ({ state }) => state === 'offline');
  await until(stream.state, (state) => state === 'live');
  server.happen();
  await heard.count(1);
  // A machine that is busy elsewhere may look dead once more.
  expect(server.connections).toBeGreaterThan(1);
});

test('a listener that throws is reported, and neither the socket nor the next event suffers', async () => {
  const reported: unknown[] = [];
  const stream = listen({ report: (error) => reported.push(error) }, (id) => {
    heard.tell(id);
    if (id === 'e1') throw new Error('a bug of the page');
  });
  await until(stream.state, (state) => state === 'live');
  server.happen();
  server.happen();
  await heard.count(2);
  expect(reported).toEqual([new Error('a bug of the page')]);
  expect(server.connections).toBe(1);
});

test('a session that ended is replaced once, and the socket comes back with the fresh token', async () => {
  server.acceptToken = (token) => token === 'fresh';
  let asked = 0;
  const stream = listen({
    token: 'stale',
    onUnauthenticated: () => {
      asked += 1;
      parley.setToken('fresh');
    },
  });
  await until(stream.state, (state) => state === 'live');
  expect(asked).toBe(1);
  expect(server.tokens).toEqual(['stale', 'fresh']);
});

test('a frame and an event of a newer server are passed over', async () => {
  const stream = listen();
  await until(stream.state, (state) => state === 'live');
  server.push({ __typename: 'TypingIndicator', conversationId: 'x', author: 'VISITOR', until: 'later' });
  server.happen();
  await heard.count(1);
  expect(heard.all).toEqual(['e1']);
});

test('a stopped stream hears nothing more and lets the socket go', async () => {
  const stream = listen();
  await until(stream.state, (state) => state === 'live');
  stream.stop();
  server.happen();
  await until(parley.connection, ({ state }) => state === 'connecting');
  expect(heard.all).toEqual([]);
});

test('told to reload, it reads the state anew and goes on behind it, with nothing missed', async () => {
  const stream = listen();
  await until(stream.state, (state) => state === 'live');
  server.happen();
  await heard.count(1);
  stream.reload();
  await until(stream.state, (state) => state === 'live');
  expect(loads).toBe(2);
  server.happen();
  await heard.count(2);
  expect(heard.all).toEqual(['e1', 'e2']);
  expect(server.askedAfter).toEqual(['c0', 'c1']);
  stream.stop();
  stream.reload();
  expect(loads).toBe(2);
});
