/** The HTTP side: what is understood, what is refused, and in which words; and everything else that the port serves. */
import { request } from 'node:http';
import type { Frame } from '../support/frames';
import { got, makeWorkspace, startServer, type TestServer, type TestWorkspace } from '../support/server';
import { apiTokenCreate } from '../../src/actions';

let server: TestServer;
let workspace: TestWorkspace;
beforeAll(async () => {
  server = await startServer();
  workspace = await makeWorkspace(server);
});
afterAll(() => server.close());

const query = '{ serverTime }';
const bodyOf = async (answer: Response): Promise<Frame> => answer.json();

describe('a request', () => {
  test('is JSON in, JSON out, and tells its errors in the graph’s shape', async () => {
    const { status, data, headers } = await server.post({ query });
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    expect(data.serverTime).toMatch(/Z$/);
  });

  test.each([
    ['bad JSON', '{', {}, 400],
    ['an empty body', '', {}, 400],
    ['a list of operations', JSON.stringify([{ query }]), {}, 400],
    ['no query', '{"variables":{}}', {}, 400],
    ['a form', `query=${query}`, { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text', JSON.stringify({ query }), { 'content-type': 'text/plain' }, 415],
    ['XML', '<query/>', { 'content-type': 'application/xml' }, 415],
    ['a body above the limit', JSON.stringify({ query, variables: { x: 'x'.repeat(1_320_000) } }), {}, 413],
    ['variables that are text', JSON.stringify({ query, variables: '{}' }), {}, 400],
    ['an Accept that is none of ours', JSON.stringify({ query }), { accept: 'text/html' }, 406],
  ])('with %s is refused in JSON', async (_name, body, headers, status) => {
    const answer = await server.post(body, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.errors).toMatchObject([{ message: expect.any(String), extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('that is refused by the guard is 200 in application/json and 400 in application/graphql-response+json', async () => {
    for (const broken of ['{', '{ nothing }', 'query($n: Int!) { agents(first: $n) { nodes { id } } }']) {
      const plain = await server.post({ query: broken });
      expect([plain.status, plain.data]).toEqual([200, undefined]);
      const strict = await server.post({ query: broken }, { accept: 'application/graphql-response+json' });
      expect([strict.status, strict.headers.get('content-type')]).toEqual([
        400,
        'application/graphql-response+json; charset=utf-8',
      ]);
      expect(strict.errors).toEqual(plain.errors);
    }
  });

  test('for a subscription is told where subscriptions are', async () => {
    const { errors } = await server.post({ query: 'subscription { events { __typename } }' });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors?.[0].message).toMatch(/graphql-transport-ws/);
  });

  test('by GET needs a header that no foreign page can send unasked, and changes nothing', async () => {
    const path = `/graphql?query=${encodeURIComponent(query)}`;
    expect((await server.get(path)).status).toBe(400);
    const headers = { 'apollo-require-preflight': '1' };
    const answer = await server.get(path, { headers });
    expect([answer.status, typeof (await bodyOf(answer)).data.serverTime]).toEqual([200, 'string']);
    const change = await server.get(
      `/graphql?query=${encodeURIComponent('mutation { signOut { userErrors { code } } }')}`,
      { headers },
    );
    expect([change.status, change.headers.get('allow')]).toEqual([405, 'POST']);
    // The guard stands before GET, too.
    const limited = await server.get(`/graphql?query=${encodeURIComponent('{ nothing }')}`, { headers });
    expect((await bodyOf(limited)).errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test.each(['PUT', 'PATCH', 'DELETE', 'HEAD'])('by %s is refused with 405', async (method) => {
    const answer = await server.get('/graphql', { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  test('may carry a picture of 256 kB as a data URL', async () => {
    const avatar = `data:image/png;base64,${Buffer.alloc(256_000).toString('base64')}`;
    const { data, errors } = await server.http(
      'mutation($i: AgentUpdateInput!) { agentUpdate(input: $i) { userErrors { code } } }',
      { i: { agentId: 'x', avatar } },
      await (await workspace.person()).signIn(),
    );
    expect(errors).toBeUndefined();
    expect(data.agentUpdate.userErrors).toHaveLength(1);
  });

  test('that never ends its body is given up without holding others', async () => {
    const { port } = server.parley;
    const stalled = request({
      port,
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', 'content-length': 100 },
    });
    stalled.on('error', () => undefined);
    stalled.write('{');
    expect((await server.post({ query })).status).toBe(200);
    stalled.destroy();
  });
});

describe('the port', () => {
  test('has nothing at an unknown address, and says so in JSON', async () => {
    const answer = await server.get('/nowhere');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/json; charset=utf-8']);
    expect((await bodyOf(answer)).errors).toHaveLength(1);
    expect(await server.dial({ headers: {} })).not.toHaveProperty('refused');
    await server.settle();
  });

  test('tells in words and in a status whether it lives and may be sent work', async () => {
    for (const path of ['/health', '/livez', '/readyz']) {
      const answer = await server.get(path);
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 200, 'no-store']);
      expect((await bodyOf(answer)).status).toBe('ok');
    }
    expect(await (await server.get('/health')).json()).toEqual({ status: 'ok', version: expect.stringMatching(/^\d/) });
  });

  test('is strict with browsers: what they may load, guess and hand on', async () => {
    for (const path of ['/', '/graphql', '/health', '/nowhere']) {
      const { headers } = await server.get(path, { redirect: 'manual' });
      expect(headers.get('content-security-policy')).toMatch(
        /default-src 'self'.*script-src 'self';.*object-src 'none'/,
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  test('serves a picture at the address of its content, for ever, and as a picture only', async () => {
    const person = await workspace.person();
    const token = await person.signIn();
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const { data } = await server.http(
      'mutation($i: AgentUpdateInput!) { agentUpdate(input: $i) { agent { avatarUrl } userErrors { code message } } }',
      { i: { agentId: person.globalId, avatar: `data:image/png;base64,${png.toString('base64')}` } },
      token,
    );
    expect(data.agentUpdate.userErrors).toEqual([]);
    const { avatarUrl } = data.agentUpdate.agent;
    expect(avatarUrl.startsWith(`${server.url}/pictures/`)).toBe(true);
    const picture = await fetch(avatarUrl);
    expect(Buffer.from(await picture.arrayBuffer()).equals(png)).toBe(true);
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(picture.headers.get('cache-control')).toMatch(/immutable/);
    expect(picture.headers.get('x-content-type-options')).toBe('nosniff');
    expect(picture.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    for (const unknown of ['0'.repeat(64), 'x', '..%2f..%2fpackage.json']) {
      expect((await server.get(`/pictures/${unknown}`)).status).toBe(404);
    }
  });
});

test('a token is taken from the Authorization header alone, in any case of Bearer', async () => {
  const admin = await workspace.person('ADMIN');
  const { secret } = got(
    await apiTokenCreate(server.parley.ports, admin.actor, {
      name: 'CRM',
      permissions: ['TEAMS_VIEW'],
      expiresAt: null,
    }),
  );
  const asked = { query: '{ viewer { kind } }' };
  const kindWith = async (headers: Record<string, string>): Promise<unknown> =>
    (await server.post(asked, headers)).data.viewer?.kind;
  expect(await kindWith({ authorization: `Bearer ${secret}` })).toBe('INTEGRATION');
  expect(await kindWith({ authorization: `bearer ${secret}` })).toBe('INTEGRATION');
  expect(await kindWith({ authorization: `Basic ${secret}` })).toBeUndefined();
  expect(await kindWith({ cookie: `token=${secret}` })).toBeUndefined();
  const inAddress = await fetch(`${server.url}/graphql?token=${secret}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  });
  expect((await bodyOf(inAddress)).data.viewer).toBeNull();
});
