/** Another workspace's things are unknown here: by every id, on both transports, whoever asks. */
import { customRuleCreate, dialogCreate, dialogPublish, dialogStreamReplace, teamCreate } from '../../src/actions';
import { globalId } from '../../src/schema/global-ids';
import type { Frame } from '../support/frames';
import { got, makeWorkspace, type Person, startServer, type TestServer, type TestWorkspace } from '../support/server';

let server: TestServer;
let theirs: TestWorkspace;
let ours: TestWorkspace;
let foreign: Readonly<Record<string, string>>;
let admin: Person;
let token: string;
let visitor: string;

beforeAll(async () => {
  server = await startServer();
  [theirs, ours] = [await makeWorkspace(server), await makeWorkspace(server)];
  foreign = await furnish(theirs);
  admin = await ours.person('ADMIN');
  token = await admin.signIn();
  visitor = await ours.visitor();
});
afterEach(() => server.settle());
afterAll(() => server.close());

/** One of each kind of thing, by its kind. */
async function furnish(workspace: TestWorkspace): Promise<Readonly<Record<string, string>>> {
  const { ports } = server.parley;
  const { actor } = await workspace.person('ADMIN');
  const agent = await workspace.person();
  const teamId = got(await teamCreate(ports, actor, { name: 'Sales', agentIds: [agent.id] }));
  const ruleId = got(
    await customRuleCreate(ports, actor, {
      name: 'All',
      match: 'ALL',
      conditions: [],
      agentIds: null,
      teamId,
      position: null,
      enabled: true,
    }),
  );
  const dialogId = got(await dialogCreate(ports, actor, { name: 'Hello', priority: null }));
  const blank = { message: null, question: null, infoCapture: null, liveChat: null };
  const cards = [
    {
      ...blank,
      key: 'hello',
      question: {
        text: 'Hello?',
        attribute: null,
        responses: [{ key: null, label: 'Hi', storedValue: null, next: null }],
      },
    },
  ];
  got(await dialogStreamReplace(ports, actor, { dialogId, cards, ifRevision: null }));
  got(await dialogPublish(ports, actor, { dialogId }));
  const started = await server.http(
    'mutation { conversationStart(input: {}) { conversation { id visitor { id } } userErrors { message } } }',
    {},
    await workspace.visitor(),
  );
  const { conversation } = started.data.conversationStart;
  const pools = await server.db.rows<{ pool_id: string }>(
    'SELECT pool_id FROM round_robin_pool WHERE workspace_id = $1',
    [workspace.id],
  );
  return {
    Workspace: globalId('Workspace', workspace.id),
    Agent: agent.globalId,
    Team: globalId('Team', teamId),
    CustomRule: globalId('CustomRule', ruleId),
    Dialog: globalId('Dialog', dialogId),
    RoundRobinPool: globalId('RoundRobinPool', pools[0]?.pool_id ?? ''),
    Conversation: conversation.id,
    Visitor: conversation.visitor.id,
  };
}

/** The same over both transports. */
async function ask(query: string, variables: object, as: string): Promise<{ data: Frame; errors?: readonly Frame[] }> {
  const { data, errors } = await server.http(query, variables, as);
  const socket = await server.socket(as);
  socket.subscribe('1', query, variables);
  const { payload } = await socket.nextOf('1');
  expect({ data: payload.data, errors: payload.errors }).toEqual({ data, errors });
  return { data, errors };
}

test('node and nodes know nothing of it, for an admin, an integration or a visitor', async () => {
  const ids = Object.values(foreign);
  expect(ids).toHaveLength(8);
  for (const as of [token, visitor]) {
    const { data, errors } = await ask('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids }, as);
    expect(data.nodes).toEqual(ids.map(() => null));
    expect(errors).toBeUndefined();
    for (const id of ids)
      expect((await server.http('query($id: ID!) { node(id: $id) { id } }', { id }, as)).data.node).toBeNull();
  }
  // The same ids are something at home.
  const home = await server.http(
    'query($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    { ids },
    await (await theirs.person('ADMIN')).signIn(),
  );
  expect(home.data.nodes.filter(Boolean)).toHaveLength(8);
});

test('lists hold only what is ours', async () => {
  const query = `{
    agents(first: 100) { nodes { id } } teams(first: 100) { nodes { id } } customRules(first: 100) { nodes { id } }
    dialogs(first: 100) { nodes { id } } conversations(first: 100, filter: { engaged: false }) { nodes { id } }
    roundRobinPools { id }
  }`;
  const { data } = await ask(query, {}, token);
  const seen = JSON.stringify(data);
  expect(data.agents.nodes.map(({ id }: Frame) => id)).toEqual([admin.globalId]);
  for (const id of Object.values(foreign)) expect(seen).not.toContain(id);
});

test('queries by id answer null', async () => {
  const query = 'query($c: ID!, $d: ID!) { conversation(id: $c) { id } dialog(id: $d) { id } }';
  const { data } = await ask(query, { c: foreign.Conversation, d: foreign.Dialog }, token);
  expect(data).toEqual({ conversation: null, dialog: null });
});

test.each([
  ['agentUpdate', 'agentId', 'Agent', 'name: "x"'],
  ['agentDeactivate', 'agentId', 'Agent', ''],
  ['teamUpdate', 'teamId', 'Team', 'name: "x"'],
  ['teamDelete', 'teamId', 'Team', ''],
  ['customRuleUpdate', 'customRuleId', 'CustomRule', 'name: "x"'],
  ['customRuleDelete', 'customRuleId', 'CustomRule', ''],
  ['roundRobinReorder', 'poolId', 'RoundRobinPool', 'agentIds: []'],
  ['dialogStreamReplace', 'dialogId', 'Dialog', 'cards: []'],
  ['dialogPublish', 'dialogId', 'Dialog', ''],
  ['dialogUnpublish', 'dialogId', 'Dialog', ''],
  ['conversationEnd', 'conversationId', 'Conversation', ''],
])('%s of theirs is NOT_FOUND', async (verb, argument, kind, rest) => {
  const query = `mutation($id: ID!) { ${verb}(input: { ${argument}: $id ${rest} }) { userErrors { code } } }`;
  const { data } = await ask(query, { id: foreign[kind] }, token);
  expect(data[verb].userErrors).toEqual([{ code: 'NOT_FOUND' }]);
});

test('a visitor cannot write into, answer in, read or listen to their conversation', async () => {
  const id = foreign.Conversation;
  for (const call of [
    'messageSend(input: { conversationId: $id text: "x" })',
    'cardAnswer(input: { conversationId: $id cardKey: "hello" response: "Hi" })',
  ]) {
    const { data } = await ask(`mutation($id: ID!) { answer: ${call} { userErrors { code } } }`, { id }, visitor);
    expect(data.answer.userErrors).toEqual([{ code: 'NOT_FOUND' }]);
  }
  const socket = await server.socket(visitor);
  socket.subscribe('m', 'subscription($id: ID!) { messageAdded(conversationId: $id) { id } }', { id });
  expect(await socket.nextOf('m')).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'FORBIDDEN' } }] });
});

test('their events reach nobody here, not even with a cursor of theirs', async () => {
  const home = await (await theirs.person('ADMIN')).signIn();
  const { data } = await server.http('{ conversations { eventCursor } }', {}, home);
  const socket = await server.socket(token);
  socket.subscribe('stolen', 'subscription($c: EventCursor) { events(after: $c) { __typename } }', {
    c: data.conversations.eventCursor,
  });
  expect((await socket.nextOf('stolen')).payload.data.events.__typename).toBe('ResetRequired');

  socket.subscribe('live', 'subscription { events { __typename } }');
  expect((await socket.nextOf('live')).payload.data.events.__typename).toBe('CaughtUp');
  await furnish(theirs);
  // What happens here comes next: nothing of theirs was in between.
  await server.http(
    'mutation { agentAvailabilitySet(input: { available: true }) { userErrors { code } } }',
    {},
    await (await ours.person()).signIn(),
  );
  const batch = await socket.nextOf('live');
  expect(batch.payload.data.events.__typename).toBe('EventBatch');
  const log = await server.http('{ events(first: 100) { nodes { __typename conversation { id } } } }', {}, token);
  expect(log.data.events.nodes.every(({ conversation }: Frame) => conversation === null)).toBe(true);
});
