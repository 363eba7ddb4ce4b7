/** What is no request at all: syntax, sizes and shapes, over HTTP and on the socket of the whole server. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { type Desk, openDesk } from '../support/desk';

let desk: Desk;
let token: string;

beforeAll(async () => {
  desk = await openDesk({ forAll: true });
  token = (await desk.agent({ name: 'Ann' })).token ?? '';
});

const largestDocument = 64 * 1_024;
const largestFrame = 256 * 1_024;
const padded = (bytes: number, query = '{ serverTime }') => query + ' '.repeat(bytes - query.length);
const codesOf = (errors: readonly { extensions: { code: string } }[] | undefined) =>
  errors?.map(({ extensions }) => extensions.code);

test.each([
  ['a syntax error', '{ viewer { kind ', 'GRAPHQL_PARSE_FAILED'],
  ['nothing but a brace', '{', 'GRAPHQL_PARSE_FAILED'],
  ['nothing at all', '', 'GRAPHQL_PARSE_FAILED'],
  ['words', 'hello there', 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', '{ shoeSize }', 'GRAPHQL_VALIDATION_FAILED'],
  ['two operations and no name', 'query A { serverTime } query B { serverTime }', 'GRAPHQL_VALIDATION_FAILED'],
  ['a document of 64 KiB and a byte', padded(largestDocument + 1), 'GRAPHQL_VALIDATION_FAILED'],
  ['a wrong variable', 'query ($id: ID!) { node(id: $id) { id } }', 'BAD_USER_INPUT'],
])('%s is an answer, over HTTP and on a socket that goes on', async (_what, query, code) => {
  const overHttp = await desk.server.http(query, {}, token);
  expect(codesOf(overHttp.errors)).toContain(code);
  expect(overHttp.errors?.[0].message).toMatch(/\S{3}/);

  const socket = await desk.server.socket(token);
  socket.subscribe('bad', query, {});
  const frame = await socket.nextOf('bad');
  expect(frame.type).toBe('error');
  expect(codesOf(frame.payload)).toContain(code);
  socket.subscribe('good', '{ serverTime }');
  expect(await socket.nextOf('good')).toMatchObject({
    type: 'next',
    payload: { data: { serverTime: expect.any(String) } },
  });
});

test('a document of just 64 KiB is answered', async () => {
  const { data, errors } = await desk.server.http(padded(largestDocument), {}, token);
  expect([errors, typeof data.serverTime]).toEqual([undefined, 'string']);
});

test('a frame of 256 KiB is answered, and a larger one closes with 1009', async () => {
  const frameOf = (bytes: number): string => {
    const frame = (pad: number) =>
      JSON.stringify({
        id: '1',
        type: 'subscribe',
        payload: {
          query: 'query ($x: String) { serverTime @include(if: true) __typename }',
          variables: { pad: 'x'.repeat(pad) },
        },
      }).replace('($x: String) ', '');
    return frame(bytes - frame(0).length);
  };
  const socket = await desk.server.socket(token);
  socket.sendText(frameOf(largestFrame));
  expect(await socket.nextOf('1')).toMatchObject({ type: 'next' });
  expect(await socket.nextOf('1')).toEqual({ id: '1', type: 'complete' });
  socket.sendText(frameOf(largestFrame + 1));
  expect((await socket.closed()).code).toBe(1009);
});

test.each([
  ['no JSON', '{"query": '],
  ['a list of nothing', []],
  ['null', null],
  ['a number', 7],
  ['no query', { variables: {} }],
  ['a query that is no text', { query: 7 }],
  ['variables that are no object', { query: '{ serverTime }', variables: 7 }],
  ['variables that are a list', { query: '{ serverTime }', variables: [1] }],
  ['an operation name that is no text', { query: '{ serverTime }', operationName: 7 }],
  ['nothing', ''],
])('a body that is %s is BAD_USER_INPUT', async (_what, body) => {
  const { status, errors } = await desk.server.post(body);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(codesOf(errors)).toEqual(['BAD_USER_INPUT']);
  expect(errors?.[0].message).toMatch(/Send /);
});

test('a body that is far too large is refused, and whoever is still sending it is let finish and hears so', async () => {
  const megabytes = 12;
  const { hostname, port } = new URL(desk.server.url);
  const line = connect({ host: hostname, port: Number(port) });
  line.write(
    `POST /graphql HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: ${megabytes * 1_000_000}\r\n\r\n`,
  );
  const answered = once(line, 'data');
  const megabyte = Buffer.alloc(1_000_000, 'x');
  for (let sent = 0; sent < megabytes; sent += 1) {
    await new Promise<void>((resolve, reject) => {
      line.write(megabyte, (error) => (error ? reject(error) : resolve()));
    });
  }
  const [answer] = (await answered) as [Buffer];
  line.destroy();
  expect(String(answer)).toMatch(/^HTTP\/1.1 413 .*BAD_USER_INPUT/s);
});

test('a mutation by GET is refused and changes nothing', async () => {
  const query = encodeURIComponent('mutation { signOut { userErrors { code } } }');
  const answer = await desk.server.get(`/graphql?query=${query}`, {
    headers: { authorization: `Bearer ${token}`, 'apollo-require-preflight': 'yes' },
  });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect((await desk.server.http('{ viewer { kind } }', {}, token)).data.viewer).toEqual({ kind: 'AGENT' });
});
