/** Missed chats as the graph tells them: who and where from to those it rang at, the whole to the one who looks after it. */
import type { AgentActor } from '../../src/auth/actor';
import { globalId } from '../../src/schema/global-ids';
import { type Graph, openGraph } from '../support/graph';
import { declines, type Stage, valueOf } from '../support/stage';

let graph: Graph;
let stage: Stage;
let ann: AgentActor;
let ben: AgentActor;
let id: string;

const agentPermissions = ['LIVE_CHAT_TAKE', 'MY_CONVERSATIONS_VIEW'] as const;
const list = `{ missedChats { totalCount nodes { conversationId visitorName pageUrl missedAt claimedBy { name }
  conversation { id } } } }`;
const claim = `mutation ($id: ID!) { missedChatClaim(input: { conversationId: $id }) {
  conversation { id messages(first: 5) { nodes { text } } visitor { attributes { name } } } userErrors { code message } } }`;
const whole = 'query ($id: ID!) { conversation(id: $id) { id messages(first: 5) { nodes { text } } } }';

beforeEach(async () => {
  graph = await openGraph();
  ({ stage } = graph);
  ann = await stage.agent({ name: 'Ann', permissions: agentPermissions });
  ben = await stage.agent({ name: 'Ben', permissions: agentPermissions });
  const teamId = await stage.team('Sales', [ann, ben]);
  await stage.dialog({ routing: { strategy: 'TEAM', agentId: null, teamId } });
  const conversationId = await stage.asks(await stage.visitor({ firstName: 'Vera' }));
  valueOf(await declines(stage, await stage.ringing(conversationId)));
  valueOf(await declines(stage, await stage.ringing(conversationId)));
  id = globalId('Conversation', conversationId);
});
afterEach(() => graph.close());

test('before the claim the list tells who and when, and nothing else of the conversation', async () => {
  const { missedChats } = await graph.as(ann).data(list);
  expect(missedChats).toEqual({
    totalCount: 1,
    nodes: [
      {
        conversationId: id,
        visitorName: 'Vera',
        pageUrl: null,
        missedAt: expect.any(String),
        claimedBy: null,
        conversation: null,
      },
    ],
  });
  expect((await graph.as(ann).data(whole, { id })).conversation).toBeNull();
});

test('from the claim on its agent reads the whole, and the colleague reads who has it', async () => {
  const { missedChatClaim } = await graph.as(ann).data(claim, { id });
  expect(missedChatClaim).toMatchObject({ userErrors: [], conversation: { id } });
  expect(missedChatClaim.conversation.messages.nodes.length).toBeGreaterThan(0);
  expect((await graph.as(ann).data(whole, { id })).conversation).toMatchObject({ id });
  expect((await graph.as(ann).data(list)).missedChats.nodes).toMatchObject([
    { claimedBy: { name: 'Ann' }, conversation: { id } },
  ]);

  expect((await graph.as(ben).data(claim, { id })).missedChatClaim).toEqual({
    conversation: null,
    userErrors: [{ code: 'OFFER_TAKEN', message: expect.stringMatching(/Load the missed chats again/) }],
  });
  expect((await graph.as(ben).data(list)).missedChats.nodes).toMatchObject([
    { claimedBy: { name: 'Ann' }, conversation: null },
  ]);
  expect((await graph.as(ben).data(whole, { id })).conversation).toBeNull();
});

test('the inbox holds accepted chats alone: a claim changes neither it nor what running ones there are', async () => {
  await graph.as(ann).data(claim, { id });
  const inbox =
    '{ active: inbox { nodes { id } } past: inbox(state: PAST) { nodes { id } } all: inbox(state: ALL) { nodes { id } } }';
  expect(await graph.as(ann).data(inbox)).toEqual({ active: { nodes: [] }, past: { nodes: [] }, all: { nodes: [] } });
  expect(
    (await graph.as(ann).data('{ conversations(filter: { missed: true }) { nodes { id } } }')).conversations.nodes,
  ).toEqual([{ id }]);
});

test('whom it never rang at sees none, who sees the workspace sees all, and others have no such list', async () => {
  const nobodys = await stage.agent({ permissions: agentPermissions });
  expect((await graph.as(nobodys).data(list)).missedChats.nodes).toEqual([]);
  const lead = await stage.agent({ permissions: ['LIVE_CHAT_TAKE', 'ALL_CONVERSATIONS_VIEW'] });
  expect((await graph.as(lead).data(list)).missedChats.nodes).toMatchObject([{ conversationId: id }]);
  for (const other of [await stage.agent({ permissions: ['ALL_CONVERSATIONS_VIEW'] }), await stage.visitor()]) {
    const { data, errors = [] } = await graph.as(other).ask(list);
    expect(data?.missedChats).toBeNull();
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
  }
});

test('without MY_CONVERSATIONS_VIEW a claim opens nothing', async () => {
  const bare: AgentActor = { ...ann, permissions: new Set(['LIVE_CHAT_TAKE']) };
  expect((await graph.as(bare).data(claim, { id })).missedChatClaim).toEqual({ conversation: null, userErrors: [] });
  expect((await graph.as(bare).data('{ conversations { nodes { id } } }')).conversations.nodes).toEqual([]);
});
