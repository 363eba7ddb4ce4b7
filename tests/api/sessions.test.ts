/** A right that is lost is gone within five seconds: on open sockets, on every process, and for the next request. */
import { agentDeactivate, agentUpdate, apiTokenCreate, apiTokenRevoke } from '../../src/actions';
import { got, makeWorkspace, type Person, startServer, type TestServer, type TestWorkspace } from '../support/server';

const gone = 5_000;
let here: TestServer;
let there: TestServer;
let workspace: TestWorkspace;
let admin: Person;

beforeAll(async () => {
  here = await startServer();
  there = await startServer({ db: here.db });
  workspace = await makeWorkspace(here);
  admin = await workspace.person('ADMIN');
});
afterEach(() => Promise.all([here.settle(), there.settle()]));
afterAll(async () => {
  await there.close();
  await here.close();
});

/** Both processes have a socket of this token; afterwards both must be closed, and the token opens nothing. */
async function closesEverywhere(token: string, end: () => Promise<unknown>): Promise<void> {
  const sockets = await Promise.all([here.socket(token), there.socket(token)]);
  for (const socket of sockets) {
    socket.subscribe('1', 'subscription { events { __typename } }');
    expect((await socket.nextOf('1')).payload.data.events.__typename).toBe('CaughtUp');
  }
  await end();
  const closings = await Promise.all(sockets.map((socket) => socket.closed(gone)));
  expect(closings.map(({ code }) => code)).toEqual([4403, 4403]);
  for (const server of [here, there]) {
    const { errors } = await server.http('{ viewer { kind } }', {}, token);
    expect(errors?.[0]).toMatchObject({ path: ['viewer'], extensions: { code: 'UNAUTHENTICATED' } });
    const again = await server.dial();
    if ('refused' in again) throw new Error('refused');
    again.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    expect((await again.closed()).code).toBe(4403);
  }
}

test('signing out closes that session everywhere, and no other one of the same agent', async () => {
  const person = await workspace.person();
  const other = await here.socket(await person.signIn());
  const token = await person.signIn();
  await closesEverywhere(token, async () => {
    const { data } = await here.http('mutation { signOut { userErrors { code } } }', {}, token);
    expect(data.signOut.userErrors).toEqual([]);
  });
  other.subscribe('1', '{ viewer { kind } }');
  expect((await other.nextOf('1')).payload.data.viewer.kind).toBe('AGENT');
});

test('a deactivated agent is out everywhere, and signs in no more', async () => {
  const person = await workspace.person();
  const { ports } = here.parley;
  await closesEverywhere(await person.signIn(), () => agentDeactivate(ports, admin.actor, { agentId: person.id }));
  const { data } = await there.http('mutation($i: SignInInput!) { signIn(input: $i) { token userErrors { code } } }', {
    i: { email: person.email, password: person.password },
  });
  expect(data.signIn).toEqual({ token: null, userErrors: [{ code: 'INVALID' }] });
});

test('a revoked API token is out everywhere', async () => {
  const { ports } = here.parley;
  const made = got(
    await apiTokenCreate(ports, admin.actor, {
      name: 'CRM',
      permissions: ['ALL_CONVERSATIONS_VIEW'],
      expiresAt: null,
    }),
  );
  await closesEverywhere(made.secret, () => apiTokenRevoke(ports, admin.actor, { apiTokenId: made.apiTokenId }));
});

test('a visitor may end the session, too', async () => {
  const token = await workspace.visitor();
  await closesEverywhere(token, () => there.http('mutation { signOut { userErrors { code } } }', {}, token));
});

test('an API token that expires is out everywhere', async () => {
  const { ports } = here.parley;
  const expiresAt = new Date(Date.now() + 3_600_000);
  const made = got(
    await apiTokenCreate(ports, admin.actor, {
      name: 'Soon',
      permissions: ['ALL_CONVERSATIONS_VIEW'],
      expiresAt,
    }),
  );
  await closesEverywhere(made.secret, () => here.db.moveClock(3_700_000));
});

test('a session that nobody uses for two weeks is over, and use before that renews it', async () => {
  const person = await workspace.person();
  const [used, unused] = [await person.signIn(), await person.signIn()];
  const day = 24 * 3_600_000;
  const kindOf = async (token: string): Promise<string | undefined> =>
    (await there.http('{ viewer { kind } }', {}, token)).data.viewer?.kind;
  for (let week = 0; week < 3; week += 1) {
    await here.db.moveClock(7 * day);
    expect(await kindOf(used)).toBe('AGENT');
  }
  expect(await kindOf(unused)).toBeUndefined();
});

test('a permission that is taken away counts for the next event on a socket that stays open', async () => {
  const person = await workspace.person('ADMIN');
  const sockets = await Promise.all(
    [here, there].map((server) => person.signIn().then((token) => server.socket(token))),
  );
  const ask = '{ viewer { permissions } }';
  for (const socket of sockets) {
    socket.subscribe('before', ask);
    expect((await socket.nextOf('before')).payload.errors).toBeUndefined();
    await socket.nextOf('before');
  }
  got(await agentUpdate(here.parley.ports, admin.actor, { agentId: person.id, profile: 'LIVE_AGENT' }));
  const deadline = performance.now() + gone;
  for (const socket of sockets) {
    let permissions: readonly string[] = ['ALL_CONVERSATIONS_VIEW'];
    for (let turn = 0; permissions.includes('ALL_CONVERSATIONS_VIEW'); turn += 1) {
      expect(performance.now()).toBeLessThan(deadline);
      socket.subscribe(`after${turn}`, ask);
      permissions = (await socket.nextOf(`after${turn}`)).payload.data.viewer.permissions;
      await socket.nextOf(`after${turn}`);
    }
    socket.subscribe('refused', 'mutation { teamCreate(input: { name: "x", agentIds: [] }) { userErrors { code } } }');
    expect((await socket.nextOf('refused')).payload.data.teamCreate.userErrors).toEqual([{ code: 'FORBIDDEN' }]);
  }
});

test('an anonymous socket may sign in, and is nobody for everything else', async () => {
  const person = await workspace.person();
  const socket = await here.socket();
  socket.subscribe('1', '{ viewer { kind } serverTime }');
  const { payload } = await socket.nextOf('1');
  expect(payload.errors).toMatchObject([{ path: ['viewer'], extensions: { code: 'UNAUTHENTICATED' } }]);
  expect(payload.data.serverTime).toMatch(/^\d{4}-/);
  await socket.nextOf('1');
  socket.subscribe('2', 'subscription { events { __typename } }');
  expect(await socket.nextOf('2')).toMatchObject({
    type: 'error',
    payload: [{ extensions: { code: 'UNAUTHENTICATED' } }],
  });
  socket.subscribe('3', 'mutation($i: SignInInput!) { signIn(input: $i) { token agent { id } } }', {
    i: { email: person.email, password: person.password },
  });
  const { data } = (await socket.nextOf('3')).payload;
  expect(data.signIn.agent.id).toBe(person.globalId);
  expect(data.signIn.token).toMatch(/^s_[0-9a-f]{64}$/);
});

test('no token stands in the database', async () => {
  const person = await workspace.person();
  const tokens = [await person.signIn(), await workspace.visitor()];
  const rows = await here.db.rows('SELECT * FROM session');
  expect(rows.length).toBeGreaterThan(1);
  const dump = JSON.stringify(rows);
  for (const token of tokens) {
    expect(dump).not.toContain(token);
    expect(dump).not.toContain(token.slice(2));
  }
  const [agent] = await here.db.rows<{ password_hash: string }>('SELECT password_hash FROM agent LIMIT 1');
  expect(agent?.password_hash).toMatch(/^\$argon2id\$/);
});

test('an unknown address takes as long as a wrong password', async () => {
  const person = await workspace.person();
  const timeOf = async (email: string): Promise<number> => {
    const start = performance.now();
    await here.http('mutation($i: SignInInput!) { signIn(input: $i) { token } }', {
      i: { email, password: 'not the password' },
    });
    return performance.now() - start;
  };
  // By turns, and the quickest of each: whatever else runs here can only slow an answer down.
  const times: { known: number; unknown: number }[] = [];
  for (let turn = 0; turn < 12; turn += 1) {
    times.push({ known: await timeOf(person.email), unknown: await timeOf('nobody@people.example') });
  }
  const known = Math.min(...times.map((time) => time.known));
  const unknown = Math.min(...times.map((time) => time.unknown));
  // A skipped hash would be a tenth of it.
  expect(unknown / known).toBeGreaterThan(0.25);
  expect(unknown / known).toBeLessThan(4);
});
