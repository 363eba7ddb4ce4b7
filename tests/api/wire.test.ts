/** The main job frame by frame, as any client sends and gets it that knows nothing but the contract. */
import type { Frame, FrameSocket } from '../support/frames';
import { makeWorkspace, startServer, type TestServer, type TestWorkspace } from '../support/server';

let server: TestServer;
let workspace: TestWorkspace;

beforeAll(async () => {
  server = await startServer();
});
beforeEach(async () => {
  workspace = await makeWorkspace(server);
});
afterEach(() => server.settle());
afterAll(() => server.close());

const started = `mutation ($i: ConversationStartInput!) { conversationStart(input: $i) {
  conversation { id prompt { __typename key text ... on QuestionPrompt { responses { key label } } } } userErrors { code } } }`;
const answered = `mutation ($i: CardAnswerInput!) { cardAnswer(input: $i) {
  conversation { prompt { key } liveChat { state } } userErrors { code } } }`;
const accepted = `mutation ($i: OfferAcceptInput!) { offerAccept(input: $i) {
  offer { state } conversation { liveChat { state agentName } } userErrors { code } } }`;
const sent = `mutation ($i: MessageSendInput!) { messageSend(input: $i) {
  message { sequence text } userErrors { code message field } } }`;
const ended = `mutation ($i: ConversationEndInput!) { conversationEnd(input: $i) {
  conversation { status liveChat { state endReason } } userErrors { code } } }`;
const listened = `subscription ($a: EventCursor) { events(after: $a) { __typename
  ... on EventBatch { cursor events { __typename id ... on OfferCreated { offer { id state expiresAt conversation { id } } } } }
  ... on CaughtUp { cursor serverTime } ... on ResetRequired { reason } } }`;
const messages = `subscription ($c: ID!, $after: Int) { messageAdded(conversationId: $c, afterSequence: $after) {
  sequence author text } }`;

/** What an admin does before the first visitor comes, in the same graph. */
async function publishes(token: string): Promise<void> {
  const create = 'mutation { dialogCreate(input: { name: "Welcome" }) { dialog { id } userErrors { code } } }';
  const { id } = (await server.http(create, {}, token)).data.dialogCreate.dialog;
  const replace = `mutation ($i: DialogStreamReplaceInput!) { dialogStreamReplace(input: $i) {
    dialog { issues { severity } } userErrors { code } } }`;
  const responses = [{ label: 'Yes', next: 'agent' }, { label: 'No' }];
  const cards = [
    { key: 'ask', question: { text: 'Talk to a person?', responses } },
    { key: 'agent', liveChat: { routing: { strategy: 'ROUND_ROBIN' } } },
  ];
  const { data } = await server.http(replace, { i: { dialogId: id, cards } }, token);
  expect(data.dialogStreamReplace).toEqual({ dialog: { issues: [{ severity: 'WARNING' }] }, userErrors: [] });
  const publish =
    'mutation ($i: DialogPublishInput!) { dialogPublish(input: $i) { dialog { status } userErrors { code } } }';
  const published = (await server.http(publish, { i: { dialogId: id } }, token)).data.dialogPublish;
  expect(published).toEqual({ dialog: { status: 'PUBLISHED' }, userErrors: [] });
}

async function nextEvents(socket: FrameSocket): Promise<Frame> {
  const frame = await socket.nextOf('1');
  expect(frame.type).toBe('next');
  return frame.payload.data.events;
}

async function nextMessage(socket: FrameSocket): Promise<Frame> {
  const frame = await socket.nextOf('1');
  expect(frame.type).toBe('next');
  return frame.payload.data.messageAdded;
}

test('from the sign-in to the end of the chat', async () => {
  await publishes(await (await workspace.person('ADMIN')).signIn());

  // An agent signs in, reads the inbox with its cursor, and listens behind it.
  const person = await workspace.person();
  const signIn = `mutation ($i: SignInInput!) { signIn(input: $i) { token agent { id name email } userErrors { code message field } } }`;
  const opened = (await server.http(signIn, { i: { email: person.email, password: person.password } })).data.signIn;
  expect(opened).toEqual({
    token: expect.stringMatching(/^s_/),
    agent: { id: person.globalId, name: 'Somebody', email: person.email },
    userErrors: [],
  });
  expect(opened.agent.id).toMatch(/^QWdl/);
  const { token } = opened;
  const here =
    'mutation { agentAvailabilitySet(input: { available: true }) { agent { available } userErrors { code } } }';
  expect((await server.http(here, {}, token)).data.agentAvailabilitySet.agent).toEqual({ available: true });
  const inbox = await server.http('{ inbox(first: 20) { eventCursor nodes { id } } serverTime }', {}, token);
  expect(inbox.data.inbox.nodes).toEqual([]);
  const ann = await server.socket(token);
  ann.subscribe('1', listened, { a: inbox.data.inbox.eventCursor });
  // Coming in makes the agent reachable: an event of its own, which comes behind this.
  expect(await nextEvents(ann)).toEqual({
    __typename: 'CaughtUp',
    cursor: inbox.data.inbox.eventCursor,
    serverTime: expect.any(String),
  });

  // A visitor comes to the pricing page.
  const session = `mutation ($i: VisitorSessionStartInput!) { visitorSessionStart(input: $i) { token visitor { id } userErrors { code } } }`;
  const attributes = [{ name: 'country', value: 'SE' }];
  const came = (await server.http(session, { i: { workspaceKey: workspace.key, attributes } })).data
    .visitorSessionStart;
  expect(came).toEqual({
    token: expect.stringMatching(/^v_/),
    visitor: { id: expect.stringMatching(/^Vmlz/) },
    userErrors: [],
  });
  const start = await server.http(started, { i: { pageUrl: 'https://shop.example/pricing' } }, came.token);
  const { conversation } = start.data.conversationStart;
  expect(conversation.prompt).toEqual({
    __typename: 'QuestionPrompt',
    key: 'ask',
    text: 'Talk to a person?',
    responses: [
      { key: 'Yes', label: 'Yes' },
      { key: 'No', label: 'No' },
    ],
  });
  const { id } = conversation;
  expect(id).toMatch(/^Q29u/);
  const visitor = await server.socket(came.token);
  visitor.subscribe('1', messages, { c: id, after: 0 });
  expect(await nextMessage(visitor)).toEqual({ sequence: 1, author: 'BOT', text: 'Talk to a person?' });

  // And asks for one.
  const asked = await server.http(
    answered,
    { i: { conversationId: id, cardKey: 'ask', responseKey: 'Yes' } },
    came.token,
  );
  expect(asked.data.cardAnswer).toEqual({
    conversation: { prompt: null, liveChat: { state: 'OFFERED' } },
    userErrors: [],
  });
  let offer: Frame;
  while (offer === undefined) {
    const { events = [] } = await nextEvents(ann);
    offer = events.find(({ __typename }: Frame) => __typename === 'OfferCreated')?.offer;
  }
  expect(offer).toEqual({
    id: expect.stringMatching(/^T2Zm/),
    state: 'PENDING',
    expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    conversation: { id },
  });

  // She accepts; both sides learn it.
  const taken = await server.http(accepted, { i: { offerId: offer.id } }, token);
  expect(taken.data.offerAccept).toEqual({
    offer: { state: 'ACCEPTED' },
    conversation: { liveChat: { state: 'CONNECTED', agentName: 'Somebody' } },
    userErrors: [],
  });
  expect(await nextMessage(visitor)).toEqual({ sequence: 2, author: 'VISITOR', text: 'Yes' });
  expect(await nextMessage(visitor)).toEqual({ sequence: 3, author: 'SYSTEM', text: 'Somebody joined' });

  // A message, and its retry after a lost answer.
  const hello = { i: { conversationId: id, text: 'hello', clientMessageId: '7f3a' } };
  for (let tries = 0; tries < 2; tries += 1) {
    const { messageSend } = (await server.http(sent, hello, came.token)).data;
    expect(messageSend).toEqual({ message: { sequence: 4, text: 'hello' }, userErrors: [] });
  }

  // The visitor's line drops and comes back.
  visitor.raw.terminate();
  const again = await server.socket(came.token);
  again.subscribe('1', messages, { c: id, after: 3 });
  expect(await nextMessage(again)).toEqual({ sequence: 4, author: 'VISITOR', text: 'hello' });

  // What is not for others.
  const stranger = await workspace.visitor();
  const one = 'query ($c: ID!) { conversation(id: $c) { id } }';
  expect(await server.http(one, { c: id }, stranger)).toMatchObject({
    data: { conversation: null },
    errors: undefined,
  });
  const offers = 'query ($c: ID!) { conversation(id: $c) { liveChat { state offers { id } } } }';
  expect(await server.http(offers, { c: id }, came.token)).toMatchObject({
    data: { conversation: { liveChat: { state: 'CONNECTED', offers: null } } },
    errors: [
      {
        message: 'For staff only.',
        path: ['conversation', 'liveChat', 'offers'],
        extensions: { code: 'FORBIDDEN' },
      },
    ],
  });
  const foreign = await server.socket(stranger);
  foreign.subscribe('1', messages, { c: id });
  expect(await foreign.nextOf('1')).toMatchObject({
    id: '1',
    type: 'error',
    payload: [{ message: expect.any(String), extensions: { code: 'FORBIDDEN' } }],
  });
  foreign.subscribe('2', '{ serverTime }');
  expect((await foreign.nextOf('2')).type).toBe('next');

  // The end.
  expect((await server.http(ended, { i: { conversationId: id } }, token)).data.conversationEnd).toEqual({
    conversation: { status: 'COMPLETED', liveChat: { state: 'ENDED', endReason: 'AGENT_ENDED' } },
    userErrors: [],
  });
  expect(await nextMessage(again)).toEqual({ sequence: 5, author: 'SYSTEM', text: 'The chat has ended' });
  expect(await again.nextOf('1')).toEqual({ id: '1', type: 'complete' });
  expect(
    (await server.http(sent, { i: { conversationId: id, text: 'still there?' } }, came.token)).data.messageSend,
  ).toEqual({
    message: null,
    userErrors: [
      {
        code: 'CONVERSATION_CLOSED',
        message: 'This chat has ended. Start a new one to go on.',
        field: ['conversationId'],
      },
    ],
  });
});

test('a field for staff is refused by itself on the socket, too', async () => {
  const socket = await server.socket(await workspace.visitor());
  socket.subscribe('1', '{ workspace { name plan } }');
  expect((await socket.nextOf('1')).payload).toMatchObject({
    data: { workspace: { name: 'Test', plan: null } },
    errors: [{ path: ['workspace', 'plan'], extensions: { code: 'FORBIDDEN' } }],
  });
});

test('a page that is too large is refused through a variable as in the document, on both transports', async () => {
  const token = await workspace.visitor();
  const inVariable = 'query ($n: Int) { serverTime conversations(first: $n) { nodes { id } } }';
  const { data, errors } = await server.http(inVariable, { n: 101 }, token);
  expect(data).toMatchObject({ serverTime: expect.any(String), conversations: null });
  expect(errors).toMatchObject([{ path: ['conversations'], extensions: { code: 'BAD_USER_INPUT' } }]);
  const socket = await server.socket(token);
  socket.subscribe('1', '{ serverTime conversations(first: 0) { nodes { id } } }');
  expect((await socket.nextOf('1')).payload.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});
