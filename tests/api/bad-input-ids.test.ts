/** Ids that lead nowhere: never given out, of another kind of thing, of another workspace. All are the same answer. */
import { randomUUID } from 'node:crypto';
import { globalId } from '../../src/schema/global-ids';
import { type Asking, askingAs } from '../support/asking';
import { type Desk, openDesk } from '../support/desk';
import { makeWorkspace } from '../support/server';

let desk: Desk;
let admin: Asking;
let ann: Asking;
let vera: Asking;
/** As mighty as our admin, in another workspace of the same server. */
let stranger: Asking;
let theirVisitor: Asking;
/** One of each, of our workspace. */
let ours: Readonly<Record<'agent' | 'team' | 'rule' | 'pool' | 'dialog' | 'token' | 'conversation' | 'offer', string>>;

beforeAll(async () => {
  desk = await openDesk({ forAll: true });
  const [atDesk, visitor] = [await desk.agent({ name: 'Ann' }), await desk.visitor()];
  await visitor.asksForAnAgent();
  const other = await makeWorkspace(desk.server);
  const as = (token: string | null) => askingAs(desk.server, token);
  [admin, ann, vera] = [as(desk.admin.token), as(atDesk.token), as(visitor.token)];
  stranger = as(await (await other.person('ADMIN')).signIn());
  theirVisitor = as(await other.visitor());
  const rule = { name: 'All', conditions: [], agentIds: [atDesk.id] };
  const token = { name: 'Export', permissions: ['DIALOGS_VIEW'] };
  ours = {
    agent: atDesk.id,
    team: await desk.team('Sales', [atDesk]),
    rule: (await admin.does('customRuleCreate', rule, 'customRule { id }')).customRule.id,
    pool: (await admin.data('{ roundRobinPools { id } }')).roundRobinPools[0].id,
    dialog: (await admin.data('{ dialogs { nodes { id } } }')).dialogs.nodes[0].id,
    token: (await admin.does('apiTokenCreate', token, 'apiToken { id }')).apiToken.id,
    conversation: visitor.conversationId ?? '',
    offer: (await atDesk.rings()).id,
  };
});

type Ours = keyof typeof ours;

/** Each verb with the field that names the thing, and what else it needs. */
const ofAdmins: readonly (readonly [string, Ours, string, object])[] = [
  ['agentUpdate', 'agent', 'agentId', { name: 'Eve' }],
  ['agentDeactivate', 'agent', 'agentId', {}],
  ['teamUpdate', 'team', 'teamId', { name: 'Eve' }],
  ['teamDelete', 'team', 'teamId', {}],
  ['customRuleUpdate', 'rule', 'customRuleId', { name: 'Eve' }],
  ['customRuleDelete', 'rule', 'customRuleId', {}],
  ['roundRobinReorder', 'pool', 'poolId', { agentIds: [] }],
  ['dialogStreamReplace', 'dialog', 'dialogId', { cards: [] }],
  ['dialogPublish', 'dialog', 'dialogId', {}],
  ['dialogUnpublish', 'dialog', 'dialogId', {}],
  ['apiTokenRevoke', 'token', 'apiTokenId', {}],
  ['conversationEnd', 'conversation', 'conversationId', {}],
];
const ofVisitors: readonly (readonly [string, Ours, string, object])[] = [
  ['messageSend', 'conversation', 'conversationId', { text: 'hello' }],
  ['typingSend', 'conversation', 'conversationId', {}],
  ['conversationMarkRead', 'conversation', 'conversationId', { upToSequence: 1 }],
  ['conversationEnd', 'conversation', 'conversationId', {}],
  ['cardAnswer', 'conversation', 'conversationId', { cardKey: 'ask', responseKey: 'Yes' }],
  ['conversationStart', 'dialog', 'dialogId', {}],
];
const ofAgents: readonly (readonly [string, Ours, string, object])[] = [
  ['offerAccept', 'offer', 'offerId', {}],
  ['offerDecline', 'offer', 'offerId', {}],
];

const kinds = { agent: 'Agent', team: 'Team', rule: 'CustomRule', pool: 'RoundRobinPool', dialog: 'Dialog' } as const;
const kindOf = { ...kinds, token: 'ApiToken', conversation: 'Conversation', offer: 'Offer' } as const;

/** Of the right kind, but nobody's; of another kind; the bare id; nothing; and no id at all. */
function strange(what: Ours): readonly string[] {
  const other = what === 'agent' ? ours.team : ours.agent;
  const bare = Buffer.from(ours[what], 'base64url').toString().split(':')[1] ?? '';
  return [globalId(kindOf[what], randomUUID()), other, bare, '', "'); DROP TABLE agent; --", `${ours[what]}=`, '🙂'];
}

const everybody = [
  ...ofAdmins.map((each) => [each[0], () => admin, each] as const),
  ...ofVisitors.map((each) => [each[0], () => vera, each] as const),
  ...ofAgents.map((each) => [each[0], () => ann, each] as const),
];

test.each(everybody)(
  '%s of what is not there is NOT_FOUND at its field',
  async (_verb, who, [verb, what, field, rest]) => {
    for (const id of strange(what)) {
      expect([id, await who().refusals(verb, { [field]: id, ...rest })]).toEqual([id, [`NOT_FOUND ${field}`]]);
    }
  },
);

const foreign = [
  ...[...ofAdmins, ...ofAgents].map((each) => [each[0], () => stranger, each] as const),
  ...ofVisitors.map((each) => [each[0], () => theirVisitor, each] as const),
];

test.each(foreign)('%s of another workspace’s is as unknown', async (_verb, who, [verb, what, field, rest]) => {
  expect(await who().refusals(verb, { [field]: ours[what], ...rest })).toEqual([`NOT_FOUND ${field}`]);
});

test('what strangers tried has changed nothing', async () => {
  const { agents, teams, customRules } = await admin.data(
    '{ agents { nodes { name active } } teams { nodes { name } } customRules { nodes { name } } }',
  );
  expect(agents.nodes).toContainEqual({ name: 'Ann', active: true });
  expect([...teams.nodes, ...customRules.nodes]).toEqual([{ name: 'Sales' }, { name: 'All' }]);
  const { conversation } = await vera.data('query ($id: ID!) { conversation(id: $id) { status liveChat { state } } }', {
    id: ours.conversation,
  });
  expect(conversation).toEqual({ status: 'OPEN', liveChat: { state: 'OFFERED' } });
});

test('a query for what is not there, or not theirs, is null for strangers and known to us', async () => {
  const query =
    'query ($c: ID!, $d: ID!, $all: [ID!]!) { conversation(id: $c) { id } dialog(id: $d) { id } nodes(ids: $all) { id } }';
  const variables = { c: ours.conversation, d: ours.dialog, all: Object.values(ours) };
  const nothing = { conversation: null, dialog: null, nodes: Object.values(ours).map(() => null) };
  expect(await stranger.data(query, variables)).toEqual(nothing);
  const known = await admin.data(query, variables);
  expect(known.nodes.map((node: { id: string } | null) => node?.id)).toEqual(Object.values(ours));

  for (const id of strange('conversation')) {
    expect(await admin.data('query ($id: ID!) { conversation(id: $id) { id } }', { id })).toEqual({
      conversation: null,
    });
  }
});

test('agents, teams and dialogs that an input names must be there', async () => {
  const gone = globalId('Agent', randomUUID());
  expect(await admin.refusals('teamCreate', { name: 'T', agentIds: [ours.agent, gone] })).toEqual([
    'NOT_FOUND agentIds.1',
  ]);
  expect(await admin.refusals('teamCreate', { name: 'T', agentIds: [ours.team] })).toEqual(['NOT_FOUND agentIds.0']);
  const rule = { name: 'R', conditions: [] };
  expect(await admin.refusals('customRuleCreate', { ...rule, agentIds: [gone] })).toEqual(['NOT_FOUND agentIds.0']);
  expect(await admin.refusals('customRuleCreate', { ...rule, teamId: ours.agent })).toEqual(['NOT_FOUND teamId']);
  expect(await stranger.refusals('teamCreate', { name: 'T', agentIds: [ours.agent] })).toEqual([
    'NOT_FOUND agentIds.0',
  ]);
  expect(await stranger.refusals('customRuleCreate', { ...rule, teamId: ours.team })).toEqual(['NOT_FOUND teamId']);
});

test('on the socket, messages of a strange conversation are FORBIDDEN and the socket goes on', async () => {
  const socket = await desk.server.socket(desk.admin.token);
  for (const id of strange('conversation')) {
    socket.subscribe('m', 'subscription ($id: ID!) { messageAdded(conversationId: $id) { text } }', { id });
    expect(await socket.nextOf('m')).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'FORBIDDEN' } }] });
  }
  socket.subscribe('q', '{ serverTime }');
  expect(await socket.nextOf('q')).toMatchObject({ type: 'next' });
  expect(await socket.nextOf('q')).toEqual({ id: 'q', type: 'complete' });
});
