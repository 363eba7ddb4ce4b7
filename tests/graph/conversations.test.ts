import { conversationEnd, conversationStart } from '../../src/actions';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import type { ConversationId, Permission } from '../../src/routing/terms';
import { globalId } from '../../src/schema/global-ids';
import { type Graph, openGraph } from '../support/graph';
import { declines, type Stage, valueOf } from '../support/stage';

let graph: Graph;
let stage: Stage;
let ann: AgentActor;
let ada: AgentActor;
let visitors: readonly VisitorActor[];
/** By what became of them. */
let ids: Readonly<Record<'served' | 'ended' | 'missed' | 'ringing' | 'untouched', ConversationId>>;

beforeAll(async () => {
  graph = await openGraph();
  ({ stage } = graph);
  await stage.dialog();
  ann = await stage.agent({ name: 'Ann', permissions: ['LIVE_CHAT_TAKE', 'MY_CONVERSATIONS_VIEW'] });
  ada = await stage.agent({ name: 'Ada', reachable: false, permissions: ['ALL_CONVERSATIONS_VIEW'] });
  const five = await Promise.all(Array.from({ length: 5 }, () => stage.visitor({ firstName: 'Vera' })));
  const [one, two, three, four, last] = five as [VisitorActor, VisitorActor, VisitorActor, VisitorActor, VisitorActor];
  visitors = five;
  const ended = (await stage.isServed(one)).id;
  valueOf(await conversationEnd(stage.ports, ann, { conversationId: ended }));
  const served = (await stage.isServed(two)).id;
  const missed = await stage.asks(three);
  valueOf(await declines(stage, await stage.ringing(missed)));
  const pageUrl = 'https://shop.example/pricing';
  valueOf(await conversationStart(stage.ports, four, { dialogId: null, pageUrl }));
  const ringing = await stage.asks(four);
  const untouched = valueOf(await conversationStart(stage.ports, last, { dialogId: null, pageUrl: null }));
  if (untouched === null) throw new Error('There is no dialog.');
  ids = { served, ended, missed, ringing, untouched };
});
afterAll(() => graph.close());

type Name = keyof typeof ids;

async function listed(actor: AgentActor | VisitorActor, filter?: object): Promise<readonly Name[]> {
  const { conversations } = await graph
    .as(actor)
    .data('query ($filter: ConversationFilter) { conversations(filter: $filter) { nodes { id } } }', { filter });
  const names = Object.entries(ids).map(([name, id]) => [globalId('Conversation', id), name] as const);
  return conversations.nodes.map((node: { id: string }) => new Map(names).get(node.id));
}

test('whoever sees the workspace lists all engaged conversations, the newest first', async () => {
  expect(await listed(ada)).toEqual(['ringing', 'missed', 'served', 'ended']);
  expect(await listed(ada, { engaged: null })).toEqual(['untouched', 'ringing', 'missed', 'served', 'ended']);
  expect(await listed(ada, { engaged: false })).toEqual(['untouched']);
});

test('filters narrow the list, and an id of nothing leaves nothing', async () => {
  expect(await listed(ada, { status: 'OPEN' })).toEqual(['ringing', 'served']);
  expect(await listed(ada, { missed: true })).toEqual(['missed']);
  expect(await listed(ada, { missed: false })).toEqual(['ringing', 'served', 'ended']);
  expect(await listed(ada, { live: false, engaged: null })).toEqual(['untouched']);
  expect(await listed(ada, { agentId: globalId('Agent', ann.agentId) })).toEqual(['served', 'ended']);
  expect(await listed(ada, { visitorId: globalId('Visitor', visitors[0]?.visitorId ?? '') })).toEqual(['ended']);
  expect(await listed(ada, { agentId: 'garbage' })).toEqual([]);
  expect(await listed(ada, { visitorId: globalId('Agent', ann.agentId) })).toEqual([]);
});

test('an agent lists the chats accepted, past ones by permission; a visitor the own', async () => {
  expect(await listed(ann)).toEqual(['served', 'ended']);
  expect(await listed(ann, { agentId: globalId('Agent', ada.agentId) })).toEqual([]);
  const plain: AgentActor = { ...ann, permissions: new Set<Permission>(['LIVE_CHAT_TAKE']) };
  expect(await listed(plain)).toEqual(['served']);
  expect(await listed(plain, { status: 'COMPLETED' })).toEqual([]);
  const [, second] = visitors;
  if (second !== undefined) expect(await listed(second)).toEqual(['served']);
});

test('past chats of the inbox take a permission, running ones none', async () => {
  const inbox = 'query ($state: InboxState) { inbox(state: $state) { nodes { id } } }';
  const plain = graph.as({ ...ann, permissions: new Set<Permission>(['LIVE_CHAT_TAKE']) });
  expect((await plain.data(inbox)).inbox.nodes).toEqual([{ id: globalId('Conversation', ids.served) }]);
  expect(await plain.refusal(inbox, { state: 'ALL' })).toBe('FORBIDDEN at inbox');
  expect((await graph.as(ann).data(inbox, { state: 'PAST' })).inbox.nodes).toEqual([
    { id: globalId('Conversation', ids.ended) },
  ]);
  expect((await graph.as(ann).data(inbox, { state: 'ALL' })).inbox.nodes).toHaveLength(2);
  const [visitor] = visitors;
  if (visitor !== undefined) expect(await graph.as(visitor).refusal(inbox)).toBe('FORBIDDEN at inbox');
});

test('while an offer rings its agent sees who, where from and in which state, and nothing that was said', async () => {
  const { data, errors = [] } = await graph.as(ann).ask(
    `query ($id: ID!) { conversation(id: $id) {
       status pageUrl visitor { name lastPageUrl attributes { value } conversations { nodes { id } } }
       liveChat { state } messages { nodes { text } } lastMessage { text } prompt { text }
     } }`,
    { id: globalId('Conversation', ids.ringing) },
  );
  expect(data?.conversation).toEqual({
    status: 'OPEN',
    pageUrl: 'https://shop.example/pricing',
    visitor: { name: 'Vera', lastPageUrl: 'https://shop.example/pricing', attributes: null, conversations: null },
    liveChat: { state: 'OFFERED' },
    messages: null,
    lastMessage: null,
    prompt: null,
  });
  expect(errors.map(({ path, extensions }) => `${String(extensions['code'])} ${path?.join('.')}`).sort()).toEqual([
    'FORBIDDEN conversation.lastMessage',
    'FORBIDDEN conversation.messages',
    'FORBIDDEN conversation.visitor.attributes',
    'FORBIDDEN conversation.visitor.conversations',
  ]);
});

test('one that is unknown and one that is not for the caller are the same: null, without an error', async () => {
  const one = 'query ($id: ID!) { conversation(id: $id) { id } }';
  const see = async (actor: AgentActor | VisitorActor, id: string): Promise<unknown> =>
    (await graph.as(actor).data(one, { id })).conversation;
  const [visitor] = visitors;
  if (visitor === undefined) throw new Error('There is no visitor.');
  expect(await see(visitor, globalId('Conversation', ids.served))).toBeNull();
  expect(await see(ann, globalId('Conversation', ids.missed))).toBeNull();
  expect(await see(ann, globalId('Conversation', ids.untouched))).toBeNull();
  expect(await see(ada, globalId('Visitor', ids.served))).toBeNull();
  expect(await see(ada, 'garbage')).toBeNull();
  expect(await see(ada, globalId('Conversation', ids.missed))).not.toBeNull();
});

test('the cursor of an answer is read before the rest of it: an event in between comes again, none is lost', async () => {
  const ran = await graph.statements(() =>
    graph.as(ada).data('{ agents { nodes { name } } conversations { eventCursor nodes { id eventCursor } } }'),
  );
  expect(ran[0]).toMatch(/position/);
  expect(ran.filter((name) => /position/.test(name))).toHaveLength(1);
});
