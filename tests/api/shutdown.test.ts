/** A process ends in order, and its clients are told to come back; a reader who does not read holds up nobody. */
import { connect, type Socket } from 'node:net';
import { becomes, comes } from '../support/becomes';
import { patienceMs } from '../support/happenings';
import { makeWorkspace, startServer, type TestServer } from '../support/server';
import { runSteps } from '../../src/server/shutdown';

let server: TestServer;
beforeEach(async () => {
  server = await startServer({ sockets: { stalledMs: 300, lingerMs: 300, bufferedBytes: 1024 * 1024 } });
});
afterEach(() => server.close());

test('sockets are closed with 1001, a request under way is answered, and nobody new comes in', async () => {
  const workspace = await makeWorkspace(server);
  const person = await workspace.person();
  const sockets = await Promise.all([server.socket(), server.socket(await person.signIn())]);
  // Held up at the agent's row, so that it is under way for as long as the test wants.
  await server.db.rows('BEGIN');
  await server.db.rows('SELECT FROM agent WHERE agent_id = $1 FOR UPDATE', [person.id]);
  const underWay = server.http('mutation($i: SignInInput!) { signIn(input: $i) { token } }', {
    i: { email: person.email, password: person.password },
  });
  await somebodyWaitsForALock();
  const ended = server.parley.close();
  for (const socket of sockets) expect((await socket.closed()).code).toBe(1001);
  await expect(server.get('/livez')).rejects.toThrow();
  await server.db.rows('COMMIT');
  expect((await underWay).data.signIn.token).toMatch(/^s_/);
  await ended;
  expect(server.parley.counts()).toEqual({ sockets: 0, sessions: 0, listeners: 0, connections: 0 });
});

const somebodyWaitsForALock = (): Promise<void> =>
  comes('somebody to wait for a lock', async () => {
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return (await server.db.rows(waiting)).length > 0;
  });

test('closing twice is closing once', async () => {
  await Promise.all([server.parley.close(), server.parley.close()]);
});

test('a peer that never answers the close frame does not keep the process', async () => {
  const socket = await server.socket();
  socket.raw.pause();
  const start = performance.now();
  await server.parley.close();
  expect(performance.now() - start).toBeLessThan(patienceMs);
  socket.raw.terminate();
});

test('a reader that stops reading is cut off, and the others go on', async () => {
  const { socket: slow, raw } = await rawSocket(server.url);
  const other = await server.socket();
  await becomes(() => server.parley.counts().sockets, 2);
  raw.pause();
  // More than the network's buffers take: some of it stays with the server.
  for (let turn = 0; turn < 60; turn += 1)
    slow(
      `{"id":"${turn}","type":"subscribe","payload":{"query":"{ __schema { types { name description fields { name description args { name description } } } } }"}}`,
    );
  other.subscribe('1', '{ serverTime }');
  expect((await other.nextOf('1')).type).toBe('next');
  await becomes(() => server.parley.counts().sockets, 1);
  raw.destroy();
});

test('steps of the end: one that fails or hangs does not keep the next from its turn', async () => {
  const done: string[] = [];
  await runSteps(
    [
      { name: 'fails', run: () => Promise.reject(new Error('no')) },
      { name: 'hangs', run: () => new Promise(() => undefined) },
      { name: 'last', run: () => Promise.resolve(done.push('last')) },
    ],
    server.parley.log,
    10,
  );
  expect(done).toEqual(['last']);
  expect(server.log.filter((line) => line.includes('A step of the shutdown'))).toHaveLength(2);
});

/** A WebSocket by hand: a library would go on reading. */
async function rawSocket(url: string): Promise<{ readonly raw: Socket; readonly socket: (text: string) => void }> {
  const { hostname, port } = new URL(url);
  const raw = connect(Number(port), hostname);
  await new Promise((resolve) => raw.once('connect', resolve));
  raw.write(
    `GET /graphql HTTP/1.1\r\nHost: ${hostname}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n` +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
  );
  await new Promise((resolve) => raw.once('data', resolve));
  const socket = (text: string): void => {
    const body = Buffer.from(text);
    const head = Buffer.alloc(8);
    head[0] = 0x81;
    head[1] = 0x80 | 126;
    head.writeUInt16BE(body.length, 2);
    // The mask is zero: the payload goes out as it is.
    raw.write(Buffer.concat([head, body]));
  };
  socket(
    '{"type":"connection_init","payload":{"some":"thing","to":"fill","the":"frame","beyond":"one hundred and twenty-five bytes, so that the length has two"}}',
  );
  await new Promise((resolve) => raw.once('data', resolve));
  return { raw, socket };
}
