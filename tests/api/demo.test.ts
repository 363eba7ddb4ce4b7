/** The demo workspace: made once, whole, and only where it is wanted. */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedDemo } from '../../src/server/demo';
import { type DemoFile, newPassword, readDemoFile } from '../../src/server/demo-file';
import { readConfig } from '../../src/server/config';
import { introduction } from '../../src/server/introduction';
import { createReads } from '../../src/stores/reads/reads';
import type { Frame } from '../support/frames';
import { makeWorkspace, startServer, type TestServer } from '../support/server';

let server: TestServer;
let dataDir: string;
beforeEach(async () => {
  server = await startServer();
  dataDir = await mkdtemp(join(tmpdir(), 'parley-demo-'));
});
afterEach(async () => {
  await server.settle();
  await server.close();
  await rm(dataDir, { recursive: true });
});

const seed = (
  wish: { readonly isWanted?: boolean; readonly evenIfNotEmpty?: boolean; readonly dataDir?: string } = {},
) =>
  seedDemo({
    dataDir,
    databaseUrl: server.db.url,
    isWanted: true,
    evenIfNotEmpty: false,
    ports: server.parley.ports,
    doorstep: server.parley.doorstep,
    readsOf: (workspaceId) => createReads(server.parley.database, workspaceId),
    ...wish,
  });

async function signedIn({ email, password }: DemoFile['admin']): Promise<string> {
  const { data } = await server.http('mutation($i: SignInInput!) { signIn(input: $i) { token } }', {
    i: { email, password },
  });
  return data.signIn.token;
}

test('an admin, three agents, a team, two rules and a dialog for each page of the shop', async () => {
  const demo = await seed();
  if (demo === null) throw new Error('not made');
  expect(demo.agents).toHaveLength(3);
  const { data } = await server.http(
    `{
      workspace { key plan }
      viewer { permissions }
      agents { nodes { id name email available permissions } }
      teams { nodes { name members { nodes { email } } } }
      customRules { nodes { name position enabled conditions { attribute } team { name } agents { nodes { email } } } }
      roundRobinPools { kind order { email } }
      dialogs { nodes { id name status issues { severity code } cards { __typename key ... on LiveChatCard { routing { strategy team { name } } } ... on InfoCaptureCard { attribute } } } }
    }`,
    {},
    await signedIn(demo.admin),
  );
  expect(data.workspace).toEqual({ key: demo.workspaceKey, plan: 'PRIME' });
  expect(data.viewer.permissions).toContain('AGENTS_MANAGE');
  expect(data.agents.nodes).toHaveLength(4);
  const agents = data.agents.nodes.filter(({ email }: Frame) => email !== demo.admin.email);
  expect(agents.every(({ available, permissions }: Frame) => available && permissions.includes('LIVE_CHAT_TAKE'))).toBe(
    true,
  );
  const ring = data.roundRobinPools.find(({ kind }: Frame) => kind === 'WORKSPACE').order;
  expect(ring.map(({ email }: Frame) => email)).toEqual(demo.agents.map(({ email }) => email));
  expect(data.teams.nodes).toHaveLength(1);
  expect(data.customRules.nodes.map(({ enabled }: Frame) => enabled)).toEqual([true, true]);
  expect(Object.keys(demo.dialogs)).toEqual(['home', 'pricing', 'contact', 'tour']);
  const dialogs = Object.fromEntries(data.dialogs.nodes.map((dialog: Frame) => [dialog.id, dialog]));
  const routings = Object.entries(demo.dialogs).map(([page, id]) => {
    const { status, issues, cards } = dialogs[id];
    expect([status, issues.filter(({ severity }: Frame) => severity === 'ERROR')]).toEqual(['PUBLISHED', []]);
    return [page, cards.find(({ routing }: Frame) => routing).routing.strategy];
  });
  expect(routings).toEqual([
    ['home', 'ROUND_ROBIN'],
    ['pricing', 'TEAM'],
    ['contact', 'CUSTOM_RULES'],
    ['tour', 'ROUND_ROBIN'],
  ]);
  const captured = dialogs[demo.dialogs.contact ?? ''].cards.flatMap(({ attribute }: Frame) => attribute ?? []);
  expect(captured).toEqual(['firstName', 'email']);
});

test('the agents ring on the second day as on the first: nobody has to switch them on each morning', async () => {
  const demo = await seed();
  if (demo === null) throw new Error('not made');
  const { data } = await server.http(
    '{ agents { nodes { email availability { because until } } } }',
    {},
    await signedIn(demo.admin),
  );
  const staff = new Map(data.agents.nodes.map(({ email, availability }: Frame) => [email, availability]));
  for (const { email } of demo.agents) expect(staff.get(email)).toEqual({ because: 'SCHEDULE', until: null });
});

test('everybody signs in with what demo.json says, which only its owner may read', async () => {
  const demo = await seed();
  if (demo === null) throw new Error('not made');
  for (const person of [demo.admin, ...demo.agents]) {
    expect(person.password.length).toBeGreaterThanOrEqual(12);
    expect(await signedIn(person)).toMatch(/^s_/);
  }
  const path = join(dataDir, 'demo.json');
  expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600');
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
    workspaceKey: expect.stringMatching(/^wk_/),
    admin: { email: demo.admin.email, password: demo.admin.password },
    agents: demo.agents.map(({ email, password }) => ({ email, password })),
  });
  expect(new Set(Array.from({ length: 100 }, newPassword)).size).toBe(100);
});

const countOf = async (table: string): Promise<number> =>
  (await server.db.rows<{ count: number }>(`SELECT count(*)::integer AS count FROM ${table}`))[0]?.count ?? NaN;

test('the terminal reads every address, who may sign in with what, and a token that opens the graph', async () => {
  const demo = await seed();
  if (demo === null) throw new Error('not made');
  const lines = await introduction({ parley: server.parley, demo }, readConfig({ PARLEY_DATA_DIR: dataDir }));
  const said = lines.join('\n');
  expect(lines).toContain(`Parley is at ${server.url}/graphql (HTTP and WebSocket)`);
  const told = [...said.matchAll(/(http:\S+)$/gm)].map(([, url = '']) => url.replace(server.url, ''));
  expect(told).toEqual(['/inbox/', '/demo', '/graphiql', '/sdk.tgz']);
  for (const { email, password } of [demo.admin, ...demo.agents])
    expect(said).toMatch(new RegExp(`${email} +${password}`));
  expect(said).toContain(demo.workspaceKey);
  expect(said).toContain(join(dataDir, 'demo.json'));
  const { data } = await server.http('{ viewer { permissions } }', {}, /\bs_[0-9a-f]+/.exec(said)?.[0]);
  expect(data.viewer.permissions).toContain('AGENTS_MANAGE');
});

test('in production nobody is handed a token, or sent to a GraphiQL that is not there', async () => {
  const demo = await seed();
  const config = readConfig({ PARLEY_DATA_DIR: dataDir, NODE_ENV: 'production' });
  const said = (await introduction({ parley: server.parley, demo }, config)).join('\n');
  expect(said).not.toMatch(/graphiql|\bs_/i);
  expect(said).toContain('/inbox/');
});

test('made again it is the same, and what somebody has changed since stays', async () => {
  const first = await seed();
  if (first === null) throw new Error('not made');
  const token = await signedIn(first.admin);
  await server.http(
    'mutation($d: ID!) { dialogUnpublish(input: { dialogId: $d }) { userErrors { code } } }',
    { d: first.dialogs.home },
    token,
  );
  const before = await Promise.all(
    ['workspace', 'agent', 'team', 'custom_rule', 'dialog', 'dialog_version'].map(countOf),
  );
  expect(await seed()).toEqual(first);
  expect(
    await Promise.all(['workspace', 'agent', 'team', 'custom_rule', 'dialog', 'dialog_version'].map(countOf)),
  ).toEqual(before);
  const { data } = await server.http('query($d: ID!) { dialog(id: $d) { status } }', { d: first.dialogs.home }, token);
  expect(data.dialog.status).toBe('UNPUBLISHED');
});

test('the workshop’s line has a route of steps and a queue: who asks while nobody is there waits, and rings at who comes', async () => {
  const demo = await seed();
  const [ann] = demo?.agents ?? [];
  if (demo === null || ann === undefined) throw new Error('not made');
  const input = { workspaceKey: demo.workspaceKey };
  const start = 'mutation($i: VisitorSessionStartInput!) { visitorSessionStart(input: $i) { token } }';
  const { token } = (await server.http(start, { i: input })).data.visitorSessionStart;
  const flow = 'mutation($i: FlowStartInput!) { flowStart(input: $i) { conversation { id } userErrors { message } } }';
  const { conversation } = (await server.http(flow, { i: { flowKey: 'workshop' } }, token)).data.flowStart;
  const answer = `mutation($i: CardAnswerInput!) { cardAnswer(input: $i) { userErrors { message }
    conversation { liveChat { state queuePosition } } } }`;
  const says = { conversationId: conversation.id, cardKey: 'drips', responseKey: 'yes' };
  const asked = (await server.http(answer, { i: says }, token)).data.cardAnswer;
  expect(asked).toEqual({ userErrors: [], conversation: { liveChat: { state: 'WAITING', queuePosition: 1 } } });

  const inbox = await server.socket(await signedIn(ann));
  inbox.subscribe('rings', 'subscription { chatOffers { decision { steps { kind } } } }');
  const { payload } = await inbox.nextOf('rings');
  expect(payload.data.chatOffers.decision.steps.map(({ kind }: Frame) => kind)).toEqual(['LAST_AGENT', 'LEAST_BUSY']);
  await inbox.close();
});

test('two processes that start together make one', async () => {
  const made = await Promise.all([seed(), seed()]);
  expect(made[0]).toEqual(made[1]);
  expect([await countOf('workspace'), await countOf('agent')]).toEqual([1, 4]);
});

test('a start that died halfway is finished by the next one, with the same passwords', async () => {
  await server.db.rows('ALTER TABLE team RENAME TO team_away');
  await expect(seed()).rejects.toThrow();
  await server.db.rows('ALTER TABLE team_away RENAME TO team');
  const half = await readDemoFile(dataDir);
  const whole = await seed();
  expect(whole).toMatchObject({ workspaceKey: half?.workspaceKey, admin: half?.admin, agents: half?.agents });
  expect([await countOf('agent'), await countOf('team'), await countOf('dialog_version')]).toEqual([4, 1, 8]);
});

test('nothing is made where it is not wanted, beside other workspaces, or a second time from elsewhere', async () => {
  expect(await seed({ isWanted: false })).toBeNull();
  expect(await countOf('workspace')).toBe(0);
  await makeWorkspace(server);
  expect(await seed()).toBeNull();
  expect(await countOf('workspace')).toBe(1);
  expect(await seed({ evenIfNotEmpty: true })).not.toBeNull();
  const elsewhere = await mkdtemp(join(tmpdir(), 'parley-demo-'));
  expect(await seed({ evenIfNotEmpty: true, dataDir: elsewhere })).toBeNull();
  expect(await countOf('workspace')).toBe(2);
  await rm(elsewhere, { recursive: true });
});
