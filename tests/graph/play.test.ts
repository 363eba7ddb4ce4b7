/** What the graph tells of playing: rich lines to everybody, what became of it to staff alone. */
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import type { ConversationId } from '../../src/routing/terms';
import { globalId } from '../../src/schema/global-ids';
import type { Script } from '../../src/streams/script';
import { type Graph, openGraph } from '../support/graph';
import { roundRobin } from '../support/stage';
import { meets, type Player, playerOf, publishes } from '../support/stage-plays';

const cards: Script = [
  { kind: 'MESSAGE', key: 'hello', text: 'Hello', html: '<b>Hello</b>', next: 'paper' },
  { kind: 'DOCUMENT', key: 'paper', text: 'Read', title: 'Paper', url: 'https://x.example/a.pdf', next: 'ask' },
  {
    kind: 'QUESTION',
    key: 'ask',
    text: 'Well?',
    attribute: null,
    responses: [{ key: 'on', label: 'On', storedValue: null, next: 'goal' }],
  },
  { kind: 'GOAL', key: 'goal', name: 'Interested', score: 2, next: 'more' },
  {
    kind: 'QUESTION',
    key: 'more',
    text: 'A person?',
    attribute: null,
    responses: [{ key: 'yes', label: 'Yes', storedValue: null, next: 'chat' }],
  },
  { kind: 'LIVE_CHAT', key: 'chat', routing: roundRobin, acceptWindowSeconds: null, next: null },
];

let graph: Graph;
let visitor: VisitorActor;
let player: Player;
let admin: AgentActor;
beforeAll(async () => {
  graph = await openGraph();
  await publishes(graph.stage, cards);
  admin = await graph.stage.agent({ permissions: ['ALL_CONVERSATIONS_VIEW'] });
});
afterAll(() => graph.close());
beforeEach(async () => {
  visitor = await graph.stage.visitor();
  player = await meets(graph.stage, visitor, { visit: { language: 'sv', referrer: 'https://www.bing.com/search' } });
});

const idOf = (id: ConversationId = player.id) => globalId('Conversation', id);
const conversationWith = (fields: string) => `query($id: ID!) { conversation(id: $id) { ${fields} } }`;
const answerDocument = `mutation($i: CardAnswerInput!) { cardAnswer(input: $i) {
  conversation { status waitingPrompt: prompt { key text } } userErrors { code } } }`;
const staffFields = `score source language delivery goals { cardKey name score reachedAt }
  documentsRead { cardKey title url openedAt pagesViewed downloadedAt searchTerms }
  timeline { nodes { type text event { __typename id } } }`;

test('a line tells its rich form, its document and its card', async () => {
  await player.says('ask', 'on');
  const document = conversationWith('messages { nodes { author text html cardKey document { title url } } }');
  const { conversation } = await graph.as(visitor).data(document, { id: idOf() });
  expect(conversation.messages.nodes.slice(0, 4)).toEqual([
    { author: 'BOT', text: 'Hello', html: '<b>Hello</b>', cardKey: 'hello', document: null },
    {
      author: 'BOT',
      text: 'Read',
      html: null,
      cardKey: 'paper',
      document: { title: 'Paper', url: 'https://x.example/a.pdf' },
    },
    { author: 'BOT', text: 'Well?', html: null, cardKey: 'ask', document: null },
    { author: 'VISITOR', text: 'On', html: null, cardKey: 'ask', document: null },
  ]);
});

test('an answer is shown with its next prompt without reading anything back', async () => {
  const input = { conversationId: idOf(), cardKey: 'ask', responseKey: 'on' };
  // Another visitor has come here before: the process knows the script.
  await (await meets(graph.stage, await graph.stage.visitor())).says('ask', 'on');
  const names = await graph.statements(async () => {
    const { cardAnswer } = await graph.as(visitor).data(answerDocument, { i: input });
    expect(cardAnswer).toEqual({
      conversation: { status: 'OPEN', waitingPrompt: { key: 'more', text: 'A person?' } },
      userErrors: [],
    });
  });
  expect(names).toEqual([]);
});

test('staff see goals, score, documents and what happened; the visitor sees nothing of it', async () => {
  const report = `mutation($i: DocumentReportInput!) { documentReport(input: $i) { conversation { id } userErrors { code field } } }`;
  const given = [
    { what: 'OPENED' },
    { what: 'PAGE_VIEWED', page: 3 },
    { what: 'PAGE_VIEWED', page: 1 },
    { what: 'SEARCHED', term: 'Price' },
  ];
  for (const one of given) {
    const input = { conversationId: idOf(), cardKey: 'paper', ...one };
    const { documentReport } = await graph.as(visitor).data(report, { i: input });
    expect(documentReport).toEqual({ conversation: { id: idOf() }, userErrors: [] });
  }
  await player.says('ask', 'on');
  const { conversation } = await graph.as(admin).data(conversationWith(staffFields), { id: idOf() });
  expect(conversation).toMatchObject({
    score: 2,
    source: 'SEARCH',
    language: 'sv',
    delivery: 'CHATBOT',
    goals: [{ cardKey: 'goal', name: 'Interested', score: 2 }],
    documentsRead: [
      { cardKey: 'paper', title: 'Paper', pagesViewed: [1, 3], downloadedAt: null, searchTerms: ['price'] },
    ],
  });
  expect(conversation.documentsRead[0].openedAt).not.toBeNull();
  expect(conversation.timeline.nodes.map(({ type, text }: { type: string; text: string }) => [type, text])).toEqual([
    ['CONVERSATION_STARTED', 'The visitor met the dialog.'],
    ['DOCUMENT_READ', 'The visitor opened a document.'],
    ['DOCUMENT_READ', 'The visitor looked at a page of a document.'],
    ['DOCUMENT_READ', 'The visitor looked at a page of a document.'],
    ['DOCUMENT_READ', 'The visitor searched a document.'],
    ['CONVERSATION_ENGAGED', 'The visitor answered for the first time.'],
    ['GOAL_REACHED', 'The goal “Interested” was reached.'],
    ['CONVERSATION_SCORED', 'The conversation was scored 2.'],
  ]);
  const refused = await graph.as(visitor).refusal(conversationWith(staffFields), { id: idOf() });
  expect(refused.split('; ').sort()).toEqual(
    ['documentsRead', 'goals', 'language', 'score', 'source', 'timeline'].map(
      (field) => `FORBIDDEN at conversation.${field}`,
    ),
  );
  const { conversation: own } = await graph.as(visitor).data(conversationWith('delivery'), { id: idOf() });
  expect(own).toEqual({ delivery: 'CHATBOT' });
});

test('a timeline has pages', async () => {
  await player.says('ask', 'on');
  const page = (args: string) =>
    conversationWith(`timeline(${args}) { nodes { type } pageInfo { hasNextPage endCursor } totalCount }`);
  const { conversation: first } = await graph.as(admin).data(page('first: 2'), { id: idOf() });
  expect(first.timeline).toMatchObject({
    nodes: [{ type: 'CONVERSATION_STARTED' }, { type: 'CONVERSATION_ENGAGED' }],
    pageInfo: { hasNextPage: true },
    totalCount: 4,
  });
  const after = `first: 2, after: "${first.timeline.pageInfo.endCursor}"`;
  const { conversation: second } = await graph.as(admin).data(page(after), { id: idOf() });
  expect(second.timeline.nodes).toEqual([{ type: 'GOAL_REACHED' }, { type: 'CONVERSATION_SCORED' }]);
  expect(await graph.as(admin).refusal(page('after: "nonsense"'), { id: idOf() })).toContain('BAD_USER_INPUT');
});

test('fifty conversations tell score, goals and documents in as many statements as one', async () => {
  await player.says('ask', 'on');
  const list = `{ conversations(first: 50, filter: { engaged: null }) { nodes { score source goals { name } documentsRead { title } } } }`;
  const few = await graph.statements(() => graph.as(admin).data(list));
  for (let count = 0; count < 5; count += 1) await meets(graph.stage, await graph.stage.visitor());
  const many = await graph.statements(() => graph.as(admin).data(list));
  expect(many).toEqual(few);
});

test('while a chat rings its agent is told the language, and nothing of what was said or reached', async () => {
  const agent = await graph.stage.agent();
  await player.says('ask', 'on');
  await player.says('more', 'yes');
  const { conversation } = await graph.as(agent).data(conversationWith('language source delivery'), { id: idOf() });
  expect(conversation).toEqual({ language: 'sv', source: 'SEARCH', delivery: 'CHATBOT' });
  for (const field of ['score', 'goals { name }', 'documentsRead { title }', 'timeline { nodes { type } }']) {
    expect(await graph.as(agent).refusal(conversationWith(field), { id: idOf() })).toMatch(/^FORBIDDEN/);
  }
});

test('goals, readings and scores reach staff as events with what belongs to them, and never the visitor', async () => {
  const document = `subscription { events { ... on EventBatch { events { __typename
    ... on GoalReached { cardKey name score } ... on DocumentRead { cardKey what } ... on ConversationScored { score } } } } }`;
  const staff = await graph.as(admin).listen(document);
  const own = await graph.as(visitor).listen(document);
  const seen = async (stream: typeof staff, until: string) => {
    const all: { readonly __typename: string }[] = [];
    while (!all.some(({ __typename }) => __typename === until)) {
      all.push(...((await stream.next())?.events.events ?? []));
    }
    return all;
  };
  await player.says('ask', 'on');
  const set = `mutation($i: ConversationScoreSetInput!) { conversationScoreSet(input: $i) { conversation { score } userErrors { code } } }`;
  const { conversationScoreSet } = await graph.as(admin).data(set, { i: { conversationId: idOf(), score: 3 } });
  expect(conversationScoreSet).toEqual({ conversation: { score: 3 }, userErrors: [] });
  const told = await seen(staff, 'ConversationScored');
  expect(told).toContainEqual({ __typename: 'GoalReached', cardKey: 'goal', name: 'Interested', score: 2 });
  expect(told).toContainEqual({ __typename: 'ConversationScored', score: 2 });
  await player.says('more', 'yes');
  const heard = (await seen(own, 'LiveChatRequested')).map(({ __typename }) => __typename);
  expect(heard).not.toContain('GoalReached');
  expect(heard).not.toContain('ConversationScored');
  await Promise.all([staff.leave(), own.leave()]);
});

test('a flow starts by its key and stands where the page says', async () => {
  await publishes(graph.stage, [cards[2]].map((card) => ({ ...card, responses: [] })) as unknown as Script, {
    kind: 'FLOW',
    key: 'trial',
  });
  const start = `mutation($i: FlowStartInput!) { flowStart(input: $i) {
    conversation { id delivery status prompt { key } } userErrors { code field } } }`;
  const { flowStart } = await graph.as(visitor).data(start, { i: { flowKey: 'trial', delivery: 'INLINE' } });
  expect(flowStart).toMatchObject({
    conversation: { delivery: 'INLINE', status: 'OPEN', prompt: { key: 'ask' } },
    userErrors: [],
  });
  const nothing = await graph.as(visitor).data(start, { i: { flowKey: 'unknown' } });
  expect(nothing.flowStart).toEqual({ conversation: null, userErrors: [{ code: 'NOT_FOUND', field: ['flowKey'] }] });
  expect(await graph.as(null).refusal(start, { i: { flowKey: 'trial' } })).toBe('UNAUTHENTICATED at flowStart');
  expect(playerOf(graph.stage, visitor, player.id).happenings()).toContain('CONVERSATION_STARTED');
});
