/** The two doors that anybody may knock at: 30 at once, 120 a minute, for each address. */
import { createAddressOf } from '../../src/server/peer-address';
import { createThrottle, doorLimits } from '../../src/server/throttle';
import { makeWorkspace, startServer, type TestServer, type TestWorkspace } from '../support/server';

const limits = { atOnce: 5, perMinute: 60 };
let server: TestServer;
let workspace: TestWorkspace;
beforeAll(async () => {
  server = await startServer({ throttle: limits });
  workspace = await makeWorkspace(server);
});
afterEach(() => server.settle());
afterAll(() => server.close());

const knock = 'mutation($k: String!) { visitorSessionStart(input: { workspaceKey: $k }) { token } }';
const signIn =
  'mutation { signIn(input: { email: "a@b.example", password: "wrong wrong wrong" }) { userErrors { code } } }';

test('the default is 30 at once and 120 a minute', () => {
  expect(doorLimits).toEqual({ atOnce: 30, perMinute: 120 });
});

test('who knocks too often is told when to come back, over both transports, and one may', async () => {
  const socket = await server.socket();
  const turns = Array.from({ length: 20 }, (_, turn) => `${turn}`);
  // All at once, on both: however slow the machine is, hardly anybody is let in for the time that it takes.
  turns.forEach((turn) => socket.subscribe(turn, knock, { k: workspace.key }));
  const answers = await Promise.all(turns.map(() => server.http(knock, { k: workspace.key })));
  const frames = await Promise.all(turns.map(async (turn) => (await socket.nextOf(turn)).payload));
  const throttled = { path: ['visitorSessionStart'], message: expect.stringMatching(/Wait [12] seconds?,/) };
  const waits: number[] = [];
  for (const told of [answers, frames]) {
    const refused = told.filter(({ errors }) => errors !== undefined);
    expect(refused.length).toBeGreaterThanOrEqual(1);
    for (const { errors } of refused) {
      expect(errors).toMatchObject([{ ...throttled, extensions: { code: 'THROTTLED' } }]);
      waits.push(errors?.[0]?.extensions.retryAfter);
    }
  }
  const tokens = [...answers, ...frames].flatMap(({ data }) => data?.visitorSessionStart?.token ?? []);
  expect(tokens.length).toBeGreaterThanOrEqual(limits.atOnce);
  expect(tokens).toEqual(tokens.map(() => expect.stringMatching(/^v_/)));
  // The other door has a count of its own.
  expect((await server.http(signIn)).data.signIn.userErrors).toEqual([{ code: 'INVALID' }]);
  await new Promise((resolve) => setTimeout(resolve, Math.max(...waits) * 1_000));
  expect((await server.http(knock, { k: workspace.key })).data.visitorSessionStart.token).toMatch(/^v_/);
});

test('aliases do not multiply the tries of one request', async () => {
  const many = `mutation { ${Array.from({ length: 12 }, (_, i) => `a${i}: ${signIn.slice(11, -2)}`).join(' ')} }`;
  const { data, errors } = await server.http(many);
  // The verbs run one after another, and the first refusal ends the request.
  expect(data).toBeNull();
  expect(errors).toMatchObject([
    { path: [expect.stringMatching(/^a([3-9]|1[01])$/)], extensions: { code: 'THROTTLED' } },
  ]);
});

describe('the count', () => {
  const count = async (throttle: ReturnType<typeof createThrottle>, addresses: readonly string[]): Promise<number> => {
    let passed = 0;
    for (const address of addresses)
      await throttle('signIn', address).then(
        () => (passed += 1),
        () => undefined,
      );
    return passed;
  };

  test('lets exactly as many through at once as it says', async () => {
    expect(await count(createThrottle(), Array<string>(60).fill('192.0.2.1'))).toBe(30);
  });

  test('is by address, and by network for IPv6, however it is written', async () => {
    const throttle = createThrottle({ atOnce: 2, perMinute: 2 });
    expect(await count(throttle, ['192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.2'])).toBe(3);
    expect(await count(throttle, ['2001:db8::1', '2001:DB8:0:0:9::2', '2001:db8:0:0:1:2:3:4', '2001:db8:0:1::1'])).toBe(
      3,
    );
    expect(await count(throttle, ['::ffff:192.0.2.9', '192.0.2.9', '192.0.2.9'])).toBe(2);
  });
});

describe('the address', () => {
  const peer = (remoteAddress: string, told?: string) => ({
    socket: { remoteAddress },
    headers: told === undefined ? {} : { 'x-forwarded-for': told },
  });

  test('is the connection’s: what a header says is believed of nobody by default', () => {
    const addressOf = createAddressOf([]);
    expect(addressOf(peer('127.0.0.1', '198.51.100.7'))).toBe('127.0.0.1');
    expect(addressOf(peer('::ffff:192.0.2.4'))).toBe('192.0.2.4');
  });

  test('is what the nearest trusted proxies have heard, and nothing that came before them', () => {
    const addressOf = createAddressOf(['127.0.0.1', '10.0.0.0/8']);
    expect(addressOf(peer('127.0.0.1', '198.51.100.7'))).toBe('198.51.100.7');
    expect(addressOf(peer('10.1.2.3', 'spoofed, 203.0.113.5, 10.9.9.9'))).toBe('203.0.113.5');
    expect(addressOf(peer('10.1.2.3', '203.0.113.5, spoofed'))).toBe('10.1.2.3');
    expect(addressOf(peer('192.0.2.1', '203.0.113.5'))).toBe('192.0.2.1');
    expect(addressOf(peer('127.0.0.1'))).toBe('127.0.0.1');
  });

  test('cannot be chosen to get round the limit', async () => {
    const statuses: unknown[] = [];
    for (let turn = 0; turn < 8; turn += 1) {
      const answer = await server.post(
        { query: knock, variables: { k: workspace.key } },
        {
          'x-forwarded-for': `198.51.100.${turn}`,
          forwarded: `for=198.51.100.${turn}`,
          'x-real-ip': `198.51.100.${turn}`,
        },
      );
      statuses.push(answer.errors?.[0].extensions.code);
    }
    expect(statuses).toContain('THROTTLED');
  });
});
