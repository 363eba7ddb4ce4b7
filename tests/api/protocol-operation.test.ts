/** graphql-transport-ws to the letter, the operations: https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md */
import { SocketStage } from '../support/socket-stage';

let stage: SocketStage;
beforeEach(async () => {
  stage = new SocketStage();
  await stage.listen();
});
afterEach(() => stage.close());

describe('an operation', () => {
  test('of one answer: next, then complete; for queries and mutations', async () => {
    const socket = await stage.ready();
    socket.subscribe('q', 'query($n: String) { hello(name: $n) }', { n: 'Ann' });
    expect(await socket.next()).toEqual({ id: 'q', type: 'next', payload: { data: { hello: 'hello Ann' } } });
    expect(await socket.next()).toEqual({ id: 'q', type: 'complete' });
    socket.subscribe('m', 'mutation { add(to: 1) }');
    expect(await socket.next()).toEqual({ id: 'm', type: 'next', payload: { data: { add: 2 } } });
    expect(await socket.next()).toEqual({ id: 'm', type: 'complete' });
  });

  test('of many: a next for each event, each with a context of its own, then complete when the source ends', async () => {
    const source = stage.tap();
    const socket = await stage.ready();
    socket.subscribe('1', 'subscription { count }');
    for (const count of [1, 2, 3]) {
      source.push(count);
      expect(await socket.next()).toEqual({ id: '1', type: 'next', payload: { data: { count } } });
    }
    expect(stage.forks.at(-1)).toBe(3);
    source.end();
    expect(await socket.next()).toEqual({ id: '1', type: 'complete' });
  });

  test('an answer and its end leave in one write, and so do the events of one turn', async () => {
    const source = stage.tap();
    const socket = await stage.ready();
    const before = stage.writes;
    socket.subscribe('m', 'mutation { add(to: 1) }');
    expect([(await socket.next()).type, (await socket.next()).type]).toEqual(['next', 'complete']);
    expect(stage.writes - before).toBe(1);
    socket.subscribe('1', 'subscription { count }');
    for (const count of [1, 2, 3]) source.push(count);
    for (const count of [1, 2, 3]) expect((await socket.next()).payload).toEqual({ data: { count } });
    expect(stage.writes - before).toBe(2);
  });

  test('may be split over frames', async () => {
    const socket = await stage.ready();
    const text = JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '{ hello }' } });
    socket.raw.send(text.slice(0, 10), { fin: false });
    socket.raw.send(text.slice(10, 20), { fin: false });
    socket.raw.send(text.slice(20), { fin: true });
    expect((await socket.next()).payload).toEqual({ data: { hello: 'hello you' } });
  });

  test('runs the one that is named', async () => {
    const socket = await stage.ready();
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
    const socket = await stage.ready();
    socket.subscribe('1', query);
    const frame = await socket.next();
    expect(frame).toMatchObject({ id: '1', type: 'error', payload: [{ extensions: { code } }] });
    expect(JSON.stringify(frame)).not.toMatch(/no such table/);
    // The id is free at once, and nothing else comes of the first operation.
    socket.subscribe('1', '{ hello }');
    expect((await socket.next()).payload).toEqual({ data: { hello: 'hello you' } });
  });

  test('that fails at a field answers with data and errors, without what our side knows', async () => {
    const socket = await stage.ready();
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
    stage.tap();
    const socket = await stage.ready();
    socket.subscribe('1', 'subscription { count }');
    socket.subscribe('1', '{ hello }');
    expect((await socket.closed()).code).toBe(4409);
  });

  test('beyond the number that a socket may run is refused with THROTTLED, and the others go on', async () => {
    const sources = [stage.tap(), stage.tap(), stage.tap()];
    const socket = await stage.ready();
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
    const source = stage.tap();
    const socket = await stage.ready();
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
    const [first, second] = [stage.tap(), stage.tap()];
    const socket = await stage.ready();
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
    const socket = await stage.ready();
    socket.subscribe('1', '{ slow }');
    await stage.slowStarted;
    socket.send({ id: '1', type: 'complete' });
    socket.subscribe('1', '{ hello }');
    // Others are not held up by it.
    socket.subscribe('2', '{ hello(name: "two") }');
    expect(await socket.next()).toMatchObject({ id: '2', type: 'next' });
    expect(await socket.next()).toEqual({ id: '2', type: 'complete' });
    stage.finishSlow(1);
    expect(await socket.next()).toEqual({ id: '1', type: 'next', payload: { data: { hello: 'hello you' } } });
    expect(await socket.next()).toEqual({ id: '1', type: 'complete' });
  });

  test('of nothing is no error', async () => {
    const socket = await stage.ready();
    socket.send({ id: 'unknown', type: 'complete' });
    socket.subscribe('1', '{ hello }');
    expect((await socket.next()).type).toBe('next');
  });

  test('of a subscribe that waits for its id takes that one back', async () => {
    const socket = await stage.ready();
    socket.subscribe('1', '{ slow }');
    await stage.slowStarted;
    socket.send({ id: '1', type: 'complete' });
    const never = stage.tap();
    socket.subscribe('1', 'subscription { count }');
    socket.send({ id: '1', type: 'complete' });
    stage.finishSlow(1);
    await never.released;
    expect(socket.pending).toEqual([]);
  });
});
