/** Routes in the graph: named ones, those of cards, and what a simulation tells of them step by step. */
import type { AgentActor } from '../../src/auth/actor';
import { globalId } from '../../src/schema/global-ids';
import { type Data, type Graph, openGraph } from '../support/graph';

let graph: Graph;
let admin: AgentActor;
let ann: AgentActor;
let annId: string;
beforeAll(async () => {
  graph = await openGraph();
  const { stage } = graph;
  const permissions = [
    'ROUTING_SETTINGS_MANAGE',
    'CUSTOM_RULES_VIEW',
    'AGENTS_MANAGE',
    'DIALOGS_MANAGE',
    'DIALOGS_VIEW',
  ] as const;
  admin = await stage.agent({ name: 'Ada', available: false, permissions: [...permissions] });
  ann = await stage.agent({ name: 'Ann' });
  annId = globalId('Agent', ann.agentId);
});
afterAll(() => graph.close());

const fields = `id name steps { kind acceptWindowSeconds attempts coolDownSeconds routerId
  agent { name } team { name } route { name } skills { name level relaxAfterSeconds } }`;
const create = `mutation ($input: RouteCreateInput!) { routeCreate(input: $input) {
  route { ${fields} } userErrors { code message field } } }`;

async function make(name: string, ...steps: readonly object[]): Promise<Data> {
  return (await graph.as(admin).data(create, { input: { name, steps } })).routeCreate;
}

test('a named route is made, listed, found, changed and deleted', async () => {
  const { id: teamId } = await graph.stage.team('Sales', [ann]).then((team) => ({ id: globalId('Team', team) }));
  const skills = [{ name: 'Swedish', level: 2, relaxAfterSeconds: 30 }];
  const { route, userErrors } = await make(
    'Sales first',
    { kind: 'TEAM', teamId, attempts: 2, acceptWindowSeconds: 20 },
    { kind: 'SKILLS', skills },
  );
  expect(userErrors).toEqual([]);
  expect(route).toMatchObject({
    name: 'Sales first',
    steps: [
      { kind: 'TEAM', team: { name: 'Sales' }, attempts: 2, acceptWindowSeconds: 20, skills: [] },
      { kind: 'SKILLS', team: null, attempts: null, skills: [{ name: 'swedish', level: 2, relaxAfterSeconds: 30 }] },
    ],
  });
  const { id } = route;
  const found = await graph
    .as(ann)
    .data(`query ($id: ID!) { routes { id } node(id: $id) { __typename ... on Route { name } } }`, { id });
  expect(found).toMatchObject({ routes: [{ id }], node: { __typename: 'Route', name: 'Sales first' } });
  const change = `mutation ($input: RouteUpdateInput!) { routeUpdate(input: $input) {
    route { ${fields} } userErrors { code field } } }`;
  const input = { routeId: id, steps: [{ kind: 'ROUTE', routeId: id }] };
  expect((await graph.as(admin).data(change, { input })).routeUpdate).toMatchObject({
    route: null,
    userErrors: [{ code: 'INVALID', field: ['steps'] }],
  });
  const drop = `mutation ($input: RouteDeleteInput!) { routeDelete(input: $input) { routeId userErrors { code } } }`;
  expect((await graph.as(admin).data(drop, { input: { routeId: id } })).routeDelete).toEqual({
    routeId: id,
    userErrors: [],
  });
  expect((await graph.as(admin).data('{ routes { id } }')).routes).toEqual([]);
});

test('a simulation tells of each step what came of it, and who would be next', async () => {
  const { route } = await make('All', { kind: 'ROUND_ROBIN' });
  const steps = [{ kind: 'LAST_AGENT' }, { kind: 'AGENT', agentId: annId }, { kind: 'ROUTE', routeId: route.id }];
  const simulate = `query ($input: RoutingSimulateInput!) { routingSimulate(input: $input) {
    outcome agent { name } } }`;
  const input = { routing: { strategy: 'ROUTE', steps } };
  expect((await graph.as(admin).data(simulate, { input })).routingSimulate).toEqual({
    outcome: 'OFFERED',
    agent: { name: 'Ann' },
  });
});

test('what an agent is good at is set by who manages agents, and read by staff', async () => {
  const set = `mutation ($input: AgentUpdateInput!) { agentUpdate(input: $input) {
    agent { skills { name level } } userErrors { code field } } }`;
  const input = {
    agentId: annId,
    skills: [
      { name: 'Swedish', level: 3 },
      { name: 'billing', level: 1 },
    ],
  };
  expect((await graph.as(admin).data(set, { input })).agentUpdate).toEqual({
    agent: {
      skills: [
        { name: 'billing', level: 1 },
        { name: 'swedish', level: 3 },
      ],
    },
    userErrors: [],
  });
  const own = await graph.as(ann).data(set, { input });
  expect(own.agentUpdate.userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
});

test('the ramp and what a busy owner means are settings', async () => {
  const set = `mutation ($input: RoutingSettingsUpdateInput!) { routingSettingsUpdate(input: $input) {
    routingSettings { rampSeconds accountUnavailable } userErrors { field } } }`;
  const ask = async (input: object) => (await graph.as(admin).data(set, { input })).routingSettingsUpdate;
  expect(await ask({ rampSeconds: 300, accountUnavailable: 'FALLBACK' })).toEqual({
    routingSettings: { rampSeconds: 300, accountUnavailable: 'FALLBACK' },
    userErrors: [],
  });
  expect(await ask({ rampSeconds: 3_601 })).toMatchObject({ userErrors: [{ field: ['rampSeconds'] }] });
  expect(await ask({ rampSeconds: 0, accountUnavailable: 'CARD_ROUTING' })).toMatchObject({ userErrors: [] });
});

test('a card shows the route that it follows', async () => {
  const { route } = await make('For the card', { kind: 'LEAST_BUSY' });
  const dialogId = globalId('Dialog', await graph.stage.dialog());
  const replace = `mutation ($input: DialogStreamReplaceInput!) { dialogStreamReplace(input: $input) {
    dialog { cards { ... on LiveChatCard { routing { strategy route { name } steps { kind } } } } }
    userErrors { code message field } } }`;
  const chat = async (routing: object) => {
    const cards = [{ key: 'chat', liveChat: { routing } }];
    const { dialog, userErrors } = (await graph.as(admin).data(replace, { input: { dialogId, cards } }))
      .dialogStreamReplace;
    return { routing: dialog?.cards[0].routing, userErrors };
  };
  expect(await chat({ strategy: 'ROUTE', routeId: route.id })).toEqual({
    routing: { strategy: 'ROUTE', route: { name: 'For the card' }, steps: null },
    userErrors: [],
  });
  expect((await chat({ strategy: 'ROUTE', steps: [{ kind: 'LONGEST_IDLE' }] })).routing).toEqual({
    strategy: 'ROUTE',
    route: null,
    steps: [{ kind: 'LONGEST_IDLE' }],
  });
  expect((await chat({ strategy: 'ROUTE' })).userErrors).toMatchObject([{ code: 'INVALID' }]);
});
