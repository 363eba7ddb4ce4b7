/** Waiting, as the graph tells it: to the visitor, on the stream, and to staff. */
import { globalId } from '../../src/schema/global-ids';
import { type Graph, openGraph } from '../support/graph';
import type { Stage } from '../support/stage';
import { asksAsSomebody, manyAsk, opensLine, tells } from '../support/stage-queue';

let graph: Graph;
let stage: Stage;
beforeAll(async () => {
  graph = await openGraph();
  ({ stage } = graph);
});
afterAll(() => graph.close());

const waiting = `query ($id: ID!) { conversation(id: $id) { status
  prompt { __typename key text ... on LeaveMessagePrompt { asksForEmail passLabel } }
  liveChat { state queuePosition estimatedWaitSeconds waitingSince messageAsksForEmail requestedAt } } }`;
const leave = `mutation ($input: MessageLeaveInput!) { messageLeave(input: $input) {
  conversation { status liveChat { state } } userErrors { code field } } }`;

test('a visitor who waits reads the place, and hears of the next one', async () => {
  await opensLine(stage);
  const { id: ahead, visitor: other } = await asksAsSomebody(stage);
  const { id, visitor } = await asksAsSomebody(stage);
  const vera = graph.as(visitor);
  const { conversation } = await vera.data(waiting, { id: globalId('Conversation', id) });
  expect(conversation).toMatchObject({ status: 'OPEN', prompt: null });
  expect(conversation.liveChat).toMatchObject({
    state: 'WAITING',
    queuePosition: 2,
    estimatedWaitSeconds: null,
    messageAsksForEmail: true,
    waitingSince: conversation.liveChat.requestedAt,
  });

  const heard = await vera.listen(`subscription { events(filter: { types: [LIVE_CHAT_WAITING] }) { __typename
    ... on EventBatch { events { __typename ... on LiveChatWaiting { queuePosition estimatedWaitSeconds
      conversation { liveChat { queuePosition } } } } } } }`);
  await graph.db.moveClock(2_000);
  await graph
    .as(other)
    .data('mutation ($input: ConversationEndInput!) { conversationEnd(input: $input) { userErrors { code } } }', {
      input: { conversationId: globalId('Conversation', ahead) },
    });
  await graph.db.moveClock(2_000);
  await tells(stage);
  for (;;) {
    const { events } = await heard.next();
    if (events.__typename !== 'EventBatch') continue;
    expect(events.events).toEqual([
      {
        __typename: 'LiveChatWaiting',
        queuePosition: 1,
        estimatedWaitSeconds: null,
        conversation: { liveChat: { queuePosition: 1 } },
      },
    ]);
    break;
  }
  await heard.leave();
});

test('the places of many are one statement', async () => {
  await opensLine(stage);
  const ids = await manyAsk(stage, 4);
  const admin = graph.as(await stage.agent({ reachable: false, permissions: ['ALL_CONVERSATIONS_VIEW'] }));
  const asked = ids.map(
    (id, index) => `c${index}: conversation(id: "${globalId('Conversation', id)}") {
    liveChat { queuePosition estimatedWaitSeconds } }`,
  );
  const ran = await graph.statements(async () => {
    const data = await admin.data(`{ ${asked.join('\n')} }`);
    expect(ids.map((_, index) => data[`c${index}`].liveChat.queuePosition)).toEqual([1, 2, 3, 4]);
  });
  expect(ran.filter((name) => name.includes('queue_turn'))).toHaveLength(1);
});

test('where nobody took the chat the prompt asks for a message, in the words of the fallback', async () => {
  await opensLine(stage, { isQueue: false, leaveMessage: true, fallbackMessage: 'Leave us a line.' });
  const { id, visitor } = await asksAsSomebody(stage);
  const vera = graph.as(visitor);
  const conversationId = globalId('Conversation', id);
  const { conversation } = await vera.data(waiting, { id: conversationId });
  expect(conversation.prompt).toEqual({
    __typename: 'LeaveMessagePrompt',
    key: 'chat',
    text: 'Leave us a line.',
    asksForEmail: true,
    passLabel: 'No, thanks',
  });
  expect(conversation.liveChat).toMatchObject({ state: 'MISSED', queuePosition: null, messageAsksForEmail: false });

  const refused = await vera.data(leave, { input: { conversationId, text: '' } });
  expect(refused.messageLeave).toEqual({ conversation: null, userErrors: [{ code: 'INVALID', field: ['text'] }] });
  const left = await vera.data(leave, { input: { conversationId, text: 'Call me', email: 'vera@example.com' } });
  expect(left.messageLeave).toEqual({
    conversation: { status: 'COMPLETED', liveChat: { state: 'MISSED' } },
    userErrors: [],
  });
});

test('whoever has given an address before is not asked for it', async () => {
  await opensLine(stage, { isQueue: false, leaveMessage: true });
  const visitor = await stage.visitor({ email: 'known@example.com' });
  const id = await stage.asks(visitor);
  const { conversation } = await graph.as(visitor).data(waiting, { id: globalId('Conversation', id) });
  expect(conversation.prompt).toMatchObject({ __typename: 'LeaveMessagePrompt', asksForEmail: false });
});
