/** graphql-transport-ws to the letter, the connection: https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md */
import { TooSlow } from '../../src/events/topics';
import { becomes } from '../support/becomes';
import { dial } from '../support/frames';
import { badToken, goodToken, SocketStage } from '../support/socket-stage';

let stage: SocketStage;
beforeEach(async () => {
  stage = new SocketStage();
  await stage.listen();
});
afterEach(() => stage.close());

describe('the connection', () => {
  test('speaks graphql-transport-ws, offered alone or among others', async () => {
    expect((await stage.open()).protocol).toBe('graphql-transport-ws');
    expect((await stage.open({ protocol: ['graphql-ws', 'graphql-transport-ws'] })).protocol).toBe(
      'graphql-transport-ws',
    );
  });

  test('closes with 4406 on another sub-protocol', async () => {
    // A client must not accept a protocol that it did not offer, so the server may only close what has none.
    const socket = await dial(stage.url, { protocol: [] });
    if ('refused' in socket) throw new Error('refused');
    expect((await socket.closed()).code).toBe(4406);
  });

  test('is acknowledged once, with and without a payload', async () => {
    const socket = await stage.open();
    socket.send({ type: 'connection_init', payload: { anything: { at: 'all' } } });
    expect(await socket.next()).toEqual({ type: 'connection_ack' });
    expect(socket.pending).toEqual([]);
  });

  test('closes with 4408 whoever does not begin within three seconds, and leaves who has begun alone', async () => {
    const quiet = await stage.ready();
    for (let time = 0; time < 2; time += 1) {
      const silent = await stage.open();
      stage.passTime(3_001);
      expect((await silent.closed()).code).toBe(4408);
    }
    quiet.send({ type: 'ping' });
    expect(await quiet.next()).toEqual({ type: 'pong' });
  });

  test('closes with 4429 on a second connection_init, also before the first is answered', async () => {
    const socket = await stage.ready();
    socket.send({ type: 'connection_init' });
    expect((await socket.closed()).code).toBe(4429);
    const hasty = await stage.open();
    hasty.send({ type: 'connection_init' });
    hasty.send({ type: 'connection_init' });
    expect((await hasty.closed()).code).toBe(4429);
  });

  test('closes with 4401 on an operation before the acknowledgement', async () => {
    const socket = await stage.open();
    socket.subscribe('1', '{ hello }');
    expect((await socket.closed()).code).toBe(4401);
  });

  test('closes with 4403 on a token that opens nothing, and takes one that does', async () => {
    const socket = await stage.open();
    socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${badToken}` } });
    expect((await socket.closed()).code).toBe(4403);
    const garbled = await stage.open();
    garbled.send({ type: 'connection_init', payload: { authorization: 12 } });
    expect((await garbled.closed()).code).toBe(4403);
    await stage.ready(goodToken);
  });

  test('closes with 1013 while tokens cannot be looked up, so that the client comes back', async () => {
    stage.isDirectoryDown = true;
    const socket = await stage.open();
    socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${goodToken}` } });
    expect((await socket.closed()).code).toBe(1013);
  });

  test('answers a ping with a pong that carries its payload, before and after the acknowledgement', async () => {
    const socket = await stage.open();
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
    const socket = await stage.ready();
    socket.sendText(text);
    expect((await socket.closed()).code).toBe(4400);
  });
});

describe('the end', () => {
  test('a socket that drops lets go of every source', async () => {
    const sources = [stage.tap(), stage.tap()];
    const socket = await stage.ready();
    socket.subscribe('1', 'subscription { count }');
    socket.subscribe('2', 'subscription { count }');
    for (const source of sources) source.push(1);
    await Promise.all([socket.next(), socket.next()]);
    socket.raw.terminate();
    await Promise.all(sources.map(({ released }) => released));
  });

  test('a reader that is too slow is cut with 1013', async () => {
    const source = stage.tap();
    const socket = await stage.ready();
    socket.subscribe('1', 'subscription { count }');
    source.push(1);
    await socket.next();
    source.break(new TooSlow());
    expect((await socket.closed()).code).toBe(1013);
  });

  test('a source that breaks ends its operation with an error, and the socket goes on', async () => {
    const source = stage.tap();
    const socket = await stage.ready();
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
    const socket = await stage.ready();
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
    const socket = await stage.ready();
    const alive = await stage.ready();
    socket.raw.pause();
    // Whoever looks at the clock finds it a second later: dozens of pings' time goes by within this test.
    stage.clockStep = 1_000;
    await becomes(() => stage.sockets.open, 1);
    stage.clockStep = 0;
    alive.subscribe('1', '{ hello }');
    expect((await alive.next()).type).toBe('next');
  });

  test('a server that goes away closes with 1001', async () => {
    const all = await Promise.all([stage.ready(), stage.ready(), stage.ready()]);
    const closing = stage.sockets.close();
    for (const socket of all) expect((await socket.closed()).code).toBe(1001);
    await closing;
  });
});
