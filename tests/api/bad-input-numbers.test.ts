/** Numbers that are none, too small or too large; values of another type; fields that nobody knows. */
import { type Asking, askingAs } from '../support/asking';
import { type Desk, openDesk } from '../support/desk';
import type { VisitorAtDesk } from '../support/visitor-at-desk';

let desk: Desk;
let admin: Asking;
let asVera: Asking;
let vera: VisitorAtDesk;
let annId: string;

beforeAll(async () => {
  desk = await openDesk({ forAll: true });
  const ann = await desk.agent({ name: 'Ann' });
  annId = ann.id;
  vera = await desk.visitor();
  await vera.asksForAnAgent();
  await ann.accepts();
  admin = askingAs(desk.server, desk.admin.token);
  asVera = askingAs(desk.server, vera.token);
});

const largest = 2_147_483_647;

const ranges: readonly (readonly [string, string, number, number])[] = [
  ['routingSettingsUpdate', 'acceptWindowSeconds', 10, 500],
  ['routingSettingsUpdate', 'defaultCapacity', 1, 100],
  ['routingSettingsUpdate', 'idleTimeoutSeconds', 20, 86_400],
  ['routingSettingsUpdate', 'teamAttempts', 1, 10],
  ['routingSettingsUpdate', 'maxWaitSeconds', 10, 86_400],
  ['routingSettingsUpdate', 'disconnectGraceSeconds', 0, 600],
  ['usageLimitsUpdate', 'liveChatEngagementLimit', 0, 1_000_000_000],
  ['usageLimitsUpdate', 'engagedConversationMonthlyLimit', 0, 1_000_000_000],
];

test.each(ranges)('%s takes %s from %i to %i', async (verb, field, least, most) => {
  for (const value of [-largest, -1, least - 1, most + 1, largest]) {
    expect([value, await admin.refusals(verb, { [field]: value })]).toEqual([value, [`INVALID ${field}`]]);
  }
  // The least timeout has room for no warning but one that is set with it.
  if (field === 'idleTimeoutSeconds') await admin.does(verb, { idleWarningSeconds: 0 }, '__typename');
  for (const value of [least, most]) await admin.does(verb, { [field]: value }, '__typename');
});

test('the idle warning is at most half of the timeout', async () => {
  await admin.does('routingSettingsUpdate', { idleTimeoutSeconds: 100, idleWarningSeconds: 50 }, '__typename');
  expect(await admin.refusals('routingSettingsUpdate', { idleWarningSeconds: 51 })).toEqual([
    'INVALID idleWarningSeconds',
  ]);
  expect(await admin.refusals('routingSettingsUpdate', { idleWarningSeconds: -1 })).toEqual([
    'INVALID idleWarningSeconds',
  ]);
});

test('an agent holds 1 to 100 chats', async () => {
  const person = { name: 'Bo', email: 'bo@example.com', password: 'long enough a password' };
  for (const capacity of [-1, 0, 101, largest]) {
    expect(await admin.refusals('agentCreate', { ...person, capacity })).toEqual(['INVALID capacity']);
    expect(await admin.refusals('agentUpdate', { agentId: annId, capacity })).toEqual(['INVALID capacity']);
  }
});

test('a rule’s position counts from 1, and one beyond the end is the end', async () => {
  const rule = { name: 'R', conditions: [], agentIds: [annId] };
  for (const position of [-1, 0]) {
    expect(await admin.refusals('customRuleCreate', { ...rule, position })).toEqual(['INVALID position']);
  }
  const { customRule } = await admin.does(
    'customRuleCreate',
    { ...rule, position: largest },
    'customRule { position }',
  );
  expect(customRule.position).toBe(1);
});

test('a mark of what was read is no negative number, and one beyond the end means all', async () => {
  const mark = (upToSequence: number) => ({ conversationId: vera.conversationId, upToSequence });
  expect(await asVera.refusals('conversationMarkRead', mark(-1))).toEqual(['INVALID upToSequence']);
  const { conversation } = await asVera.does('conversationMarkRead', mark(largest), 'conversation { unreadCount }');
  expect(conversation.unreadCount).toBe(0);
});

test('a page has 1 to 100 rows, from one end', async () => {
  const pages = [
    ['first: 0', 'first: -1', 'first: 101', `first: ${largest}`, 'last: 0', 'last: 101', 'first: 1, last: 1'],
    ['first: 1, after: "no cursor"', 'first: 1, after: ""', 'last: 1, before: "🙂"'],
  ].flat();
  for (const page of pages) {
    expect([page, await admin.errors(`{ agents(${page}) { nodes { id } } }`)]).toEqual([page, ['BAD_USER_INPUT']]);
  }
  for (const first of [0, -1, 101, largest]) {
    const query = 'query ($first: Int) { conversations(first: $first) { nodes { id } } }';
    expect(await admin.errors(query, { first })).toEqual(['BAD_USER_INPUT']);
  }
});

test('messages are asked for behind a sequence, and a negative one is told so on the socket', async () => {
  const socket = await desk.server.socket(vera.token);
  const query = 'subscription ($c: ID!, $a: Int) { messageAdded(conversationId: $c, afterSequence: $a) { sequence } }';
  socket.subscribe('m', query, { c: vera.conversationId, a: -1 });
  expect(await socket.nextOf('m')).toMatchObject({
    type: 'error',
    payload: [{ extensions: { code: 'BAD_USER_INPUT' } }],
  });

  socket.subscribe('n', query, { c: vera.conversationId, a: largest });
  let heard: object | null = null;
  const hearing = socket.nextOf('n').then((frame) => (heard = frame));
  // When it listens cannot be seen, so somebody talks until it does.
  for (let line = 0; heard === null && line < 200; line += 1) await vera.says(`Line ${line}`);
  expect(await hearing).toMatchObject({ type: 'next', payload: { data: { messageAdded: expect.anything() } } });
});

const settings =
  'mutation ($input: RoutingSettingsUpdateInput!) { routingSettingsUpdate(input: $input) { userErrors { code } } }';

test.each([
  ['a number beyond 32 bits', { acceptWindowSeconds: largest + 1 }],
  ['a number beyond all', { acceptWindowSeconds: 1e308 }],
  ['half a number', { acceptWindowSeconds: 10.5 }],
  ['a number as text', { acceptWindowSeconds: '60' }],
  ['a list for a number', { acceptWindowSeconds: [60] }],
  ['a number for text', { fallbackMessage: 7 }],
  ['an object for text', { fallbackMessage: {} }],
  ['text for a switch', { requireReachable: 'yes' }],
  ['an unknown field', { acceptWindow: 60 }],
  ['no input', null],
])('%s is BAD_USER_INPUT', async (_what, input) => {
  expect(await admin.errors(settings, { input })).toEqual(['BAD_USER_INPUT']);
});

test('missing variables, unknown enum values and instants that are none are BAD_USER_INPUT', async () => {
  expect(await admin.errors(settings, {})).toEqual(['BAD_USER_INPUT']);
  const token = 'mutation ($input: ApiTokenCreateInput!) { apiTokenCreate(input: $input) { userErrors { code } } }';
  const input = { name: 'T', permissions: [] };
  expect(await admin.errors(token, { input: { ...input, permissions: ['EVERYTHING'] } })).toEqual(['BAD_USER_INPUT']);
  for (const expiresAt of ['tomorrow', '2030-02-30T00:00:00Z', '2030-01-01', 1_900_000_000]) {
    expect(await admin.errors(token, { input: { ...input, expiresAt } })).toEqual(['BAD_USER_INPUT']);
  }
  const past = { ...input, expiresAt: '2001-01-01T00:00:00Z' };
  expect(await admin.refusals('apiTokenCreate', past)).toEqual(['INVALID expiresAt']);
});

test('unknown fields, arguments and types are refused before anything runs', async () => {
  for (const query of [
    '{ viewer { shoeSize } }',
    '{ agents(frist: 1) { nodes { id } } }',
    'query ($x: Shoe) { serverTime }',
  ]) {
    expect(await admin.errors(query)).toContain('GRAPHQL_VALIDATION_FAILED');
  }
});
