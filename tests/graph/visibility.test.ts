import { conversationStart, messageWhisper } from '../../src/actions';
import { visitorIdentify } from '../../src/actions/visitor-identify';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import { builtInProfiles } from '../../src/auth/built-in-profiles';
import { permissions } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import { globalId, readGlobalId } from '../../src/schema/global-ids';
import { type Data, type Graph, openGraph } from '../support/graph';
import { says, valueOf } from '../support/stage';
import { everythingOf, fieldAt, fieldsTold, idsTold } from '../support/selection';

let graph: Graph;
let visitor: VisitorActor;
let ann: AgentActor;
let admin: AgentActor;
let conversationId: string;

/** A served chat with its offer and decision, a team, a rule, attributes: something behind every field there is. */
beforeAll(async () => {
  graph = await openGraph();
  const { stage } = graph;
  ann = await stage.agent({ name: 'Ann', permissions: ['LIVE_CHAT_TAKE', 'MY_CONVERSATIONS_VIEW'] });
  admin = await stage.agent({
    name: 'Ada',
    reachable: false,
    permissions: permissions.filter((permission) => permission !== 'LIVE_CHAT_TAKE'),
  });
  await stage.team('Sales', [ann]);
  await stage.rule({ name: 'Everyone', position: 1, agents: [ann] });
  await stage.dialog({ routing: { strategy: 'CUSTOM_RULES', agentId: null, teamId: null } });
  visitor = await stage.visitor({ firstName: 'Vera', email: 'vera@example.com', country: 'SE' });
  const { visitorId } = visitor;
  const attributes = [{ name: 'email', value: 'vera@example.com', source: 'VISITOR' }] as const;
  await stage.work((tx) => visitorIdentify(stage.ports, tx, { visitorId, conversation: null, attributes }));
  valueOf(await conversationStart(stage.ports, visitor, { dialogId: null, pageUrl: 'https://shop.example/pricing' }));
  const { id } = await stage.isServed(visitor);
  valueOf(await says(stage, ann, { conversationId: id, text: 'How can I help?', clientMessageId: 'm1' }));
  valueOf(await messageWhisper(stage.ports, ann, { conversationId: id, text: 'Be kind', clientMessageId: null }));
  conversationId = globalId('Conversation', id);
});
afterAll(() => graph.close());

const world = (): string => `query ($id: ID!) {
  Query_conversation: conversation(id: $id) ${everythingOf(graph.schema, 'Conversation')}
  Query_viewer: viewer ${everythingOf(graph.schema, 'Viewer')}
  Query_workspace: workspace ${everythingOf(graph.schema, 'Workspace')}
}`;

/** For staff alone, too; null where nothing is known, as here. */
const unknownHere = [
  'Conversation.guest',
  'Conversation.handover',
  'Conversation.language',
  'Conversation.score',
  'LiveChat.ringsAt',
  'Visitor.erasedAt',
  'Workspace.businessHours',
];
const forStaff = [
  'Conversation.dialog',
  'Conversation.documentsRead',
  'Conversation.goals',
  'Conversation.isListenedTo',
  'Conversation.listeners',
  'Conversation.person',
  'Conversation.routingDecisions',
  'Conversation.source',
  'Conversation.timeline',
  'Conversation.whispers',
  'LiveChat.agent',
  'LiveChat.decisions',
  'LiveChat.offers',
  'Visitor.attributes',
  'Visitor.conversations',
  'Visitor.lastPageUrl',
  'Visitor.person',
  'Visitor.place',
  'Workspace.holidays',
  'Workspace.plan',
  'Workspace.routingSettings',
  'Workspace.securitySettings',
  'Workspace.usage',
];

const forVisitors = [
  'Conversation.delivery',
  'Conversation.dialogVersion',
  'Conversation.engagedAt',
  'Conversation.eventCursor',
  'Conversation.id',
  'Conversation.lastMessage',
  'Conversation.liveChat',
  'Conversation.liveChats',
  'Conversation.meetings',
  'Conversation.messages',
  'Conversation.pageUrl',
  'Conversation.poke',
  'Conversation.startedAt',
  'Conversation.status',
  'Conversation.unreadCount',
  'Conversation.visitor',
  'LiveChat.agentName',
  'LiveChat.connectedAt',
  'LiveChat.conversation',
  'LiveChat.id',
  'LiveChat.idleEndsAt',
  'LiveChat.idleWarnsAt',
  'LiveChat.messageAsksForEmail',
  'LiveChat.requestedAt',
  'LiveChat.state',
  'LiveChatConnection.edges',
  'LiveChatConnection.nodes',
  'LiveChatConnection.pageInfo',
  'LiveChatConnection.totalCount',
  'LiveChatEdge.cursor',
  'LiveChatEdge.node',
  'Message.author',
  'Message.authorName',
  'Message.cardKey',
  'Message.clientMessageId',
  'Message.createdAt',
  'Message.id',
  'Message.sequence',
  'Message.systemCode',
  'Message.text',
  'MessageConnection.edges',
  'MessageConnection.nodes',
  'MessageConnection.pageInfo',
  'MessageConnection.totalCount',
  'MessageEdge.cursor',
  'MessageEdge.node',
  'PageInfo.endCursor',
  'PageInfo.hasNextPage',
  'PageInfo.hasPreviousPage',
  'PageInfo.startCursor',
  'Viewer.kind',
  'Viewer.permissions',
  'Viewer.visitor',
  'Viewer.workspace',
  'Visitor.consents',
  'Visitor.email',
  'Visitor.id',
  'Visitor.name',
  'WidgetSettings.accent',
  'WidgetSettings.asksConsent',
  'WidgetSettings.label',
  'WidgetSettings.side',
  'Workspace.chatEnabled',
  'Workspace.id',
  'Workspace.key',
  'Workspace.name',
  'Workspace.widget',
];

test('a visitor reads of the own conversation what is listed here, and is refused the rest field by field', async () => {
  const { data, errors = [] } = await graph.as(visitor).ask(world(), { id: conversationId });
  expect([...new Set(errors.map(({ extensions }) => extensions['code']))]).toEqual(['FORBIDDEN']);
  expect([...new Set(errors.map(({ path = [] }) => fieldAt(path)))].sort()).toEqual(
    [...forStaff, ...unknownHere].sort(),
  );
  expect([...new Set(errors.map(({ message }) => message))]).toEqual(['For staff only.']);
  const told = [...fieldsTold(data)].filter((field) => !field.startsWith('Query.')).sort();
  expect(told).toEqual(forVisitors);
});

test('an admin reads every field of the same', async () => {
  const { data, errors } = await graph.as(admin).ask(world(), { id: conversationId });
  expect(errors).toBeUndefined();
  for (const field of forStaff) expect([field, fieldsTold(data).has(field)]).toEqual([field, true]);
});

test("its agent reads it all but the dialog's cards, the person's other browsers, the rules and who watches, which take permissions", async () => {
  const { data, errors = [] } = await graph.as(ann).ask(world(), { id: conversationId });
  expect([...new Set(errors.map(({ path = [] }) => fieldAt(path)))].sort()).toEqual([
    'Agent.teams',
    'Conversation.listeners',
    'Dialog.cards',
    'LiveChat.ringsAt',
    'Person.visitors',
  ]);
  expect(fieldsTold(data).has('LiveChat.decisions')).toBe(true);
  expect(fieldsTold(data).has('CustomRule.name')).toBe(false);
});

async function everyId(): Promise<ReadonlyMap<string, string>> {
  const lists = ['agents', 'teams', 'customRules', 'dialogs', 'conversations'].map(
    (list) => `${list} { nodes { __typename ... on Node { id } } }`,
  );
  const { errors, data } = await graph.as(admin).ask(
    `query ($id: ID!) { conversation(id: $id) ${everythingOf(graph.schema, 'Conversation', 7)}
       ${lists.join(' ')} roundRobinPools { __typename id } viewer { workspace { __typename id } } }`,
    { id: conversationId },
  );
  expect(errors).toBeUndefined();
  // An event is told by an id that never changes, but it is no thing that is fetched again; and the built-in profiles are the
  // same in every workspace.
  const shared = new Set(builtInProfiles.map((profile) => globalId('Profile', profile.id)));
  const isOwn = (id: string): boolean => readGlobalId(id)?.kind !== 'Event' && !shared.has(id);
  const ids = new Map([...idsTold(data)].filter(([id]) => isOwn(id)));
  const walk = (value: Data): void => {
    if (typeof value !== 'object' || value === null) return;
    if (typeof value.id === 'string' && isOwn(value.id)) ids.set(value.id, value.__typename);
    Object.values(value).forEach(walk);
  };
  walk(data);
  return ids;
}

const nodes = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';

async function typesSeen(asker: ReturnType<Graph['as']>, ids: readonly string[]): Promise<readonly string[]> {
  const found = (await asker.data(nodes, { ids })).nodes as readonly ({ __typename: string } | null)[];
  return [...new Set(found.flatMap((node) => (node === null ? [] : [node.__typename])))].sort();
}

test('whoever has no part in it is answered to each of its ids as to one that was never given out', async () => {
  const ids = [...(await everyId()).keys()];
  const types = new Set((await everyId()).values());
  expect([...types].sort()).toEqual(
    expect.arrayContaining([
      'Agent',
      'Conversation',
      'Dialog',
      'LiveChat',
      'Message',
      'Offer',
      'RoutingDecision',
      'Visitor',
    ]),
  );

  const { stage } = graph;
  const workspaceId = newId<'Workspace'>();
  await graph.db.createWorkspace({ id: workspaceId, key: 'wk_other', plan: 'PRIME' });
  const stranger: AgentActor = { ...admin, workspaceId, agentId: newId<'Agent'>() };
  expect(await typesSeen(graph.as(stranger), ids)).toEqual([]);

  expect(await typesSeen(graph.as(await stage.visitor()), ids)).toEqual(['Workspace']);
  expect(await typesSeen(graph.as(visitor), ids)).toEqual([
    'Conversation',
    'LiveChat',
    'Message',
    'Visitor',
    'Workspace',
  ]);

  const colleague = await stage.agent({ reachable: false });
  expect(await typesSeen(graph.as(colleague), ids)).toEqual(['Agent', 'Workspace']);
  expect(await typesSeen(graph.as({ ...colleague, permissions: new Set(permissions) }), ids)).toEqual(
    [...types].sort(),
  );
});

test('without a token every root field is refused by itself, but for the clock', async () => {
  const nobody = graph.as(null);
  const { data, errors = [] } = await nobody.ask(
    '{ serverTime viewer { kind } workspace { name } inbox { nodes { id } } conversation(id: "x") { id } node(id: "x") { id } }',
  );
  expect(data).toMatchObject({ viewer: null, workspace: null, inbox: null, conversation: null, node: null });
  expect(Date.parse(data?.serverTime)).not.toBeNaN();
  expect(errors.map(({ extensions }) => extensions['code'])).toEqual(Array(5).fill('UNAUTHENTICATED'));
});
