/** A reader whose connection stands but takes nothing: the bytes pile up in the network first, then at our door. */
import { aRunningChat } from '../support/running-chat';
import { startServer, type TestServer } from '../support/server';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterEach(() => server.settle());
afterAll(() => server.close());

const events = `subscription ($after: EventCursor) { events(after: $after, filter: { types: [MESSAGE_ADDED] }) {
  __typename ... on EventBatch { cursor events { ... on MessageAdded { message { sequence text } } } }
  ... on CaughtUp { cursor } } }`;
/** 16 kB on the wire each: some hundreds of them are more than any kernel keeps for a socket. */
const longText = '😀'.repeat(4_000);

test('a reader that takes nothing is cut with 1013, and comes back with its cursor without having missed a line', async () => {
  const { token, annSays } = await aRunningChat(server);
  const socket = await server.socket(token);
  socket.subscribe('1', events);
  const caughtUp = await socket.nextOf('1');
  expect(caughtUp.payload.data.events.__typename).toBe('CaughtUp');
  const { cursor } = caughtUp.payload.data.events;

  socket.raw.pause();
  let lines = 0;
  // The server lets go of a reader once its own queue is full, however much the network swallowed before.
  while (server.parley.counts().listeners > 0) {
    await annSays(longText);
    lines += 1;
    if (lines > 3_000) throw new Error('Nothing was cut.');
  }
  socket.raw.resume();
  expect((await socket.closed()).code).toBe(1013);

  const again = await server.socket(token);
  again.subscribe('2', events, { after: cursor });
  const sequences: number[] = [];
  for (;;) {
    const { events: frame } = (await again.nextOf('2')).payload.data;
    if (frame.__typename === 'CaughtUp') break;
    for (const { message } of frame.events) sequences.push(message.sequence);
  }
  const stored = await server.db.rows<{ sequence: number }>('SELECT sequence FROM message ORDER BY sequence');
  const firstOfAnn = stored.length - lines + 1;
  expect(sequences).toEqual(Array.from({ length: lines }, (_, index) => firstOfAnn + index));
});
