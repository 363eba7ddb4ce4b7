import { routeCreate } from '../../src/actions';
import type { AgentActor } from '../../src/auth/actor';
import { stepOf } from '../../src/routing/steps';
import { globalId, idOf } from '../../src/schema/global-ids';
import { newId } from '../../src/stores/ids';
import { CustomerRouter } from '../support/customer-router';
import { type Data, type Graph, openGraph } from '../support/graph';
import { valueOf } from '../support/stage';

let graph: Graph;
let customer: CustomerRouter;
let admin: AgentActor;
let ann: AgentActor;
beforeAll(async () => {
  graph = await openGraph();
  customer = await CustomerRouter.start();
  const permissions = ['INTEGRATIONS_MANAGE', 'ROUTING_SETTINGS_MANAGE'] as const;
  admin = await graph.stage.agent({ name: 'Ada', available: false, permissions: [...permissions] });
  ann = await graph.stage.agent({ name: 'Ann' });
});
afterAll(async () => {
  await customer.close();
  await graph.close();
});

const create = `mutation ($input: ExternalRouterCreateInput!) { externalRouterCreate(input: $input) {
  secret externalRouter { id name url deadlineMs enabled circuit { state faultsInARow closedForMs } recentQuestions { requestId } }
  userErrors { code message field } } }`;
const update = `mutation ($input: ExternalRouterUpdateInput!) { externalRouterUpdate(input: $input) {
  externalRouter { name url deadlineMs enabled } userErrors { code message field } } }`;
const remove = `mutation ($input: ExternalRouterDeleteInput!) { externalRouterDelete(input: $input) {
  externalRouterId userErrors { code message field } } }`;
const tryOut = `mutation ($input: ExternalRouterTestInput!) { externalRouterTest(input: $input) {
  test { kind tookMs fault agents { name } team { name } } userErrors { code field } } }`;

let made = 0;
async function aRouter(given: object = {}): Promise<Data> {
  made += 1;
  const input = { name: `Router ${made}`, url: customer.url, ...given };
  return (await graph.as(admin).data(create, { input })).externalRouterCreate;
}

test('a router is made with a secret that is told once, listed, found, changed and deleted', async () => {
  const { externalRouter, secret, userErrors } = await aRouter({ name: 'Who takes it' });
  expect(userErrors).toEqual([]);
  expect(secret).toMatch(/^rs_.{30,}$/);
  expect(externalRouter).toMatchObject({
    name: 'Who takes it',
    url: customer.url,
    deadlineMs: 1_000,
    enabled: true,
    circuit: { state: 'CLOSED', faultsInARow: 0, closedForMs: null },
    recentQuestions: [],
  });
  const { id } = externalRouter;
  const found = await graph
    .as(admin)
    .data(`query ($id: ID!) { externalRouters { id } node(id: $id) { __typename id } }`, { id });
  expect(found).toMatchObject({ externalRouters: [{ id }], node: { __typename: 'ExternalRouter', id } });
  const input = { externalRouterId: id, name: 'Whom', deadlineMs: 500, enabled: false };
  const changed = await graph.as(admin).data(update, { input });
  expect(changed.externalRouterUpdate.externalRouter).toEqual({
    name: 'Whom',
    url: customer.url,
    deadlineMs: 500,
    enabled: false,
  });
  expect(await graph.as(admin).data(remove, { input: { externalRouterId: id } })).toEqual({
    externalRouterDelete: { externalRouterId: id, userErrors: [] },
  });
  expect(await graph.as(admin).data('{ externalRouters { id } }')).toEqual({ externalRouters: [] });
});

test.each([
  ['url', { url: 'http://router.example.com/' }],
  ['url', { url: 'ftp://router.example.com/' }],
  ['url', { url: 'nonsense' }],
  ['url', { url: 'https://user:password@router.example.com/' }],
  ['url', { url: 'https://router.example.com/#here' }],
  ['url', { url: `https://router.example.com/${'x'.repeat(2_000)}` }],
  ['name', { name: '  ' }],
  ['name', { name: 'x'.repeat(201) }],
  ['secret', { secret: 'short' }],
  ['secret', { secret: 'with blanks in between' }],
  ['secret', { secret: 'x'.repeat(201) }],
  ['deadlineMs', { deadlineMs: 199 }],
  ['deadlineMs', { deadlineMs: 5_001 }],
])('%s of %j is refused, with what to do', async (field, given) => {
  const { userErrors, externalRouter } = await aRouter(given);
  expect(externalRouter).toBeNull();
  expect(userErrors).toEqual([{ code: 'INVALID', message: expect.stringMatching(/\.$/), field: [field] }]);
});

test('all that is wrong is told at once, and a name is given once', async () => {
  const { userErrors } = await aRouter({ name: '', url: 'nonsense', secret: 'short', deadlineMs: 1 });
  expect(userErrors.map(({ field }: Data) => field[0])).toEqual(['name', 'url', 'secret', 'deadlineMs']);
  const { externalRouter } = await aRouter({ name: 'Twice' });
  expect((await aRouter({ name: 'TWICE' })).userErrors).toMatchObject([{ code: 'CONFLICT', field: ['name'] }]);
  const other = (await aRouter()).externalRouter;
  const renamed = await graph.as(admin).data(update, { input: { externalRouterId: other.id, name: 'twice' } });
  expect(renamed.externalRouterUpdate.userErrors).toMatchObject([{ code: 'CONFLICT' }]);
  const kept = await graph.as(admin).data(update, { input: { externalRouterId: externalRouter.id, name: 'twice' } });
  expect(kept.externalRouterUpdate.userErrors).toEqual([]);
});

test('it takes the permission, and another workspace’s router is unknown', async () => {
  const input = { name: 'Mine', url: customer.url };
  const { externalRouterCreate } = await graph.as(ann).data(create, { input });
  expect(externalRouterCreate.userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
  expect(await graph.as(ann).refusal('{ externalRouters { id } }')).toContain('FORBIDDEN');
  const stranger = globalId('ExternalRouter', newId());
  for (const [document, name] of [
    [update, 'externalRouterUpdate'],
    [remove, 'externalRouterDelete'],
    [tryOut, 'externalRouterTest'],
  ] as const) {
    const answer = await graph.as(admin).data(document, { input: { externalRouterId: stranger } });
    expect(answer[name].userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['externalRouterId'] }]);
  }
});

test('what a route asks is not deleted', async () => {
  const { externalRouter } = await aRouter();
  const routerId = idOf('ExternalRouter', externalRouter.id);
  const steps = [stepOf('EXTERNAL', { routerId })];
  valueOf(await routeCreate(graph.stage.ports, admin, { name: 'By our own mind', steps }));
  const named = await graph.as(admin).data(remove, { input: { externalRouterId: externalRouter.id } });
  expect(named.externalRouterDelete.userErrors).toMatchObject([{ code: 'IN_USE', field: ['externalRouterId'] }]);
  expect(named.externalRouterDelete.userErrors[0].message).toContain('the route “By our own mind”');

  const other = (await aRouter()).externalRouter;
  const own = [stepOf('EXTERNAL', { routerId: idOf('ExternalRouter', other.id) })];
  await graph.stage.dialog({ routing: { strategy: 'ROUTE', agentId: null, teamId: null, steps: own } });
  const inDialog = await graph.as(admin).data(remove, { input: { externalRouterId: other.id } });
  expect(inDialog.externalRouterDelete.userErrors[0].message).toContain('the dialog “Dialog”');
});

test('a test asks it now, tells what came back and how long it took, and offers nobody anything', async () => {
  const { externalRouter } = await aRouter();
  const ask = async (given: object = {}): Promise<Data> => {
    const input = { externalRouterId: externalRouter.id, ...given };
    return (await graph.as(admin).data(tryOut, { input })).externalRouterTest;
  };
  customer.saysAgents(globalId('Agent', ann.agentId), globalId('Agent', newId()));
  const attributes = [{ name: 'country', value: 'SE' }];
  expect((await ask({ attributes, pageUrl: 'https://shop.example/' })).test).toEqual({
    kind: 'AGENTS',
    tookMs: expect.any(Number),
    agents: [{ name: 'Ann' }],
    team: null,
    fault: '1 of those it named are not agents here.',
  });
  expect(customer.asked.at(-1)?.question).toMatchObject({
    visitor: { attributes: { country: 'SE' } },
    page: { url: 'https://shop.example/' },
  });
  const teamId = await graph.stage.team('Sales', [ann]);
  customer.says({ teamId: globalId('Team', teamId) });
  expect((await ask()).test).toMatchObject({ kind: 'TEAM', team: { name: 'Sales' }, fault: null });
  customer.says({ fallThrough: true });
  expect((await ask()).test).toMatchObject({ kind: 'FALL_THROUGH', fault: null });
  for (let time = 0; time < 6; time += 1) {
    customer.says('garbage');
    expect((await ask()).test).toMatchObject({ kind: 'FAULT', fault: 'The answer is no object.' });
  }
  const { externalRouters } = await graph
    .as(admin)
    .data('{ externalRouters { id circuit { state } recentQuestions { requestId } } }');
  const listed = externalRouters.find(({ id }: Data) => id === externalRouter.id);
  expect(listed).toMatchObject({ circuit: { state: 'CLOSED' }, recentQuestions: [] });
  expect(graph.stage.events.filter(({ event }) => event.type === 'OFFER_CREATED')).toEqual([]);
});
