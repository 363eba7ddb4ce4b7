/** Which pages' scripts may speak to a workspace: any, unless it names those that may. Tokens, never cookies. */
import { makeWorkspace, startServer, type TestServer, type TestWorkspace } from '../support/server';

const shop = 'https://shop.example';
const stranger = 'https://stranger.example';
let server: TestServer;
let open: TestWorkspace;
let closed: TestWorkspace;

const restrict = (workspace: TestWorkspace): Promise<unknown> =>
  server.db.rows(`UPDATE workspace SET allowed_origins = ARRAY['${shop}'] WHERE workspace_id = $1`, [workspace.id]);

beforeAll(async () => {
  server = await startServer();
  [open, closed] = [await makeWorkspace(server), await makeWorkspace(server)];
  await restrict(closed);
});
afterEach(() => server.settle());
afterAll(() => server.close());

const asked = { query: '{ viewer { kind } }' };
const from = (origin: string, token?: string): Record<string, string> => ({
  origin,
  ...(token !== undefined && { authorization: `Bearer ${token}` }),
});

test('a page anywhere may call for a workspace that names no origins, without credentials', async () => {
  const answer = await server.post(asked, from(stranger, await open.visitor()));
  expect(answer.data.viewer.kind).toBe('VISITOR');
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  expect(answer.headers.get('set-cookie')).toBeNull();
  const socket = await server.socket(await open.visitor(), { origin: stranger });
  socket.subscribe('1', asked.query);
  expect((await socket.nextOf('1')).payload.data.viewer.kind).toBe('VISITOR');
});

test('a preflight is answered for every address, and says what a page may send', async () => {
  for (const path of ['/graphql', '/nowhere']) {
    const answer = await server.get(path, {
      method: 'OPTIONS',
      headers: { origin: stranger, 'access-control-request-method': 'POST' },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-headers')).toMatch(/authorization, content-type/);
    expect(answer.headers.get('access-control-allow-methods')).toBe('GET, POST');
  }
});

test('where a workspace names its origins, others are refused on both transports', async () => {
  const person = await closed.person();
  const token = await person.signIn();
  const refused = await server.post(asked, from(stranger, token));
  expect(refused.status).toBe(403);
  expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  const socket = await server.dial({ origin: stranger });
  if ('refused' in socket) throw new Error('refused');
  socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  expect((await socket.closed()).code).toBe(4403);
});

test('its own origins, the server’s own pages and whoever is no browser may', async () => {
  const token = await (await closed.person()).signIn();
  for (const origin of [shop, server.url, undefined]) {
    const answer = await server.post(
      asked,
      origin === undefined ? { authorization: `Bearer ${token}` } : from(origin, token),
    );
    expect(answer.data.viewer.kind).toBe('AGENT');
    const socket = await server.socket(token, { origin });
    socket.subscribe('1', asked.query);
    expect((await socket.nextOf('1')).payload.data.viewer.kind).toBe('AGENT');
  }
});

test('a visitor’s session is not handed to a page of another origin', async () => {
  const query =
    'mutation($k: String!) { visitorSessionStart(input: { workspaceKey: $k }) { token userErrors { code } } }';
  const start = (origin: string) => server.post({ query, variables: { k: closed.key } }, from(origin));
  const refused = await start(stranger);
  expect(refused.errors).toMatchObject([{ path: ['visitorSessionStart'], extensions: { code: 'FORBIDDEN' } }]);
  expect(JSON.stringify(refused.data)).not.toMatch(/v_/);
  expect((await start(shop)).data.visitorSessionStart.token).toMatch(/^v_/);
});

test('where every workspace names its origins, strangers do not get as far as a socket', async () => {
  expect(await server.dial({ origin: stranger })).not.toHaveProperty('refused');
  await restrict(open);
  expect(await server.dial({ origin: stranger })).toEqual({ refused: 403 });
  expect(await server.dial({ origin: shop })).not.toHaveProperty('refused');
  expect(await server.dial({ origin: server.url })).not.toHaveProperty('refused');
  expect(await server.dial()).not.toHaveProperty('refused');
});

test('what an admin sets through the graph counts at once, on the next node too', async () => {
  const other = await startServer({ db: server.db });
  try {
    const workspace = await makeWorkspace(server);
    const admin = await (await workspace.person('ADMIN')).signIn();
    const visitor = await workspace.visitor();
    const statusAt = async (node: TestServer, origin: string) => (await node.post(asked, from(origin, visitor))).status;
    // Both nodes have just looked, and keep what they saw for seconds.
    expect([await statusAt(server, stranger), await statusAt(other, stranger)]).toEqual([200, 200]);
    const document = `mutation ($o: [String!]) { securitySettingsUpdate(input: { allowedOrigins: $o }) {
      securitySettings { allowedOrigins } userErrors { message } } }`;
    const update = (origins: readonly string[]) => server.http(document, { o: origins }, admin);
    const { data } = await update([`${shop}/`]);
    expect(data.securitySettingsUpdate).toEqual({ securitySettings: { allowedOrigins: [shop] }, userErrors: [] });
    const setAt = performance.now();
    expect(await statusAt(server, stranger)).toBe(403);
    expect(await server.dial({ origin: stranger })).toEqual({ refused: 403 });
    expect(await other.dial({ origin: stranger })).toEqual({ refused: 403 });
    // Without the word from the first node, the second would go on for three seconds.
    while ((await statusAt(other, stranger)) !== 403) expect(performance.now() - setAt).toBeLessThan(2_000);
    expect([await statusAt(server, shop), await statusAt(other, shop)]).toEqual([200, 200]);
    await update([]);
    expect(await statusAt(server, stranger)).toBe(200);
  } finally {
    await other.close();
  }
});
