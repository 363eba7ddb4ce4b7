/** Several processes are one deployment: the limit at its doors is one, whichever process somebody knocks at. */
import { createDoorstep } from '../../src/stores/doorstep.store';
import { createThrottle, type SharedCount } from '../../src/server/throttle';
import { makeWorkspace, startServer, type TestServer, type TestWorkspace } from '../support/server';

/** One in a minute behind the first six: a slow machine gives no second chance within the test. */
const limits = { atOnce: 6, perMinute: 1 };
const knock = 'mutation($k: String!) { visitorSessionStart(input: { workspaceKey: $k }) { token } }';
const signIn =
  'mutation { signIn(input: { email: "a@b.example", password: "wrong wrong wrong" }) { userErrors { code } } }';

let here: TestServer;
let there: TestServer;
let workspace: TestWorkspace;
beforeAll(async () => {
  here = await startServer({ throttle: limits });
  there = await startServer({ throttle: limits, db: here.db });
  workspace = await makeWorkspace(here);
});
beforeEach(() => here.db.rows('DELETE FROM door'));
afterEach(() => Promise.all([here.settle(), there.settle()]));
afterAll(async () => {
  await there.close();
  await here.close();
});

const codeOf = ({ errors }: { readonly errors: readonly { extensions: { code: string } }[] | undefined }) =>
  errors?.[0]?.extensions.code ?? 'IN';
const letIn = (codes: readonly string[]): number => codes.filter((code) => code === 'IN').length;

test('what one process lets in, the other counts, all at once: together as many as one may', async () => {
  const servers = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? here : there));
  const answers = await Promise.all(servers.map((server) => server.http(knock, { k: workspace.key })));
  expect(letIn(answers.map(codeOf))).toBe(limits.atOnce);
  const refused = answers.find(({ errors }) => errors !== undefined)?.errors?.[0];
  expect(refused).toMatchObject({ path: ['visitorSessionStart'], extensions: { code: 'THROTTLED' } });
  expect(refused.extensions.retryAfter).toBeGreaterThan(1);
  // The other door has a count of its own.
  expect((await there.http(signIn)).data.signIn.userErrors).toEqual([{ code: 'INVALID' }]);
});

describe('the count that all processes share', () => {
  const from = (network: string) => ({ ...limits, door: 'signIn', network });
  const shared = () => {
    const doorstep = createDoorstep(here.db.database);
    return (knock: Parameters<typeof doorstep.knock>[0]) => doorstep.knock(knock);
  };

  test('fills up again with the time of the database, one by one', async () => {
    const knocks = shared();
    for (let turn = 0; turn < limits.atOnce; turn += 1) expect(await knocks(from('192.0.2.1'))).toBe(0);
    const waitMs = await knocks(from('192.0.2.1'));
    expect(waitMs).toBeGreaterThan(0);
    expect(waitMs).toBeLessThanOrEqual(60_000);
    expect(await knocks(from('192.0.2.2'))).toBe(0);
    await here.db.moveClock(60_000);
    expect(await knocks(from('192.0.2.1'))).toBe(0);
    expect(await knocks(from('192.0.2.1'))).toBeGreaterThan(0);
    await here.db.moveClock(3_600_000);
    const long = await Promise.all(Array.from({ length: 20 }, () => knocks(from('192.0.2.1'))));
    expect(long.filter((one) => one === 0)).toHaveLength(limits.atOnce);
  });

  test('throws away what counts no more, and locks nobody up while many knock and tidy at once', async () => {
    const knocks = shared();
    const networks = Array.from({ length: 40 }, (_, index) => `198.51.100.${index}`);
    await Promise.all(networks.map((network) => knocks(from(network))));
    await here.db.moveClock(3_600_000);
    await Promise.all([...networks, ...networks.toReversed()].map((network) => knocks(from(network))));
    await here.db.moveClock(3_600_000);
    for (let turn = 0; turn < 21; turn += 1) await knocks(from('203.0.113.1'));
    expect(await here.db.rows('SELECT network FROM door')).toEqual([{ network: '203.0.113.1' }]);
  });

  test('is not asked by whoever is kept out already: a flood costs the database nothing', async () => {
    let asked = 0;
    const full: SharedCount = () => {
      asked += 1;
      return Promise.resolve(asked > 2 ? 60_000 : 0);
    };
    const throttle = createThrottle({ atOnce: 1_000, perMinute: 1_000 }, full);
    const codes: string[] = [];
    for (let turn = 0; turn < 500; turn += 1) {
      codes.push(
        await throttle('signIn', '192.0.2.1').then(
          () => 'IN',
          () => 'OUT',
        ),
      );
    }
    expect([letIn(codes), asked]).toEqual([2, 3]);
    await throttle('signIn', '192.0.2.9').catch(() => undefined);
    expect(asked).toBe(4);
  });

  test('is nobody’s to read or to write past the door', async () => {
    await shared()(from('192.0.2.1'));
    const read = here.db.database.ask({ name: 'read_door', text: 'SELECT * FROM door', values: [] });
    await expect(read).rejects.toThrow(/permission denied/);
  });
});
