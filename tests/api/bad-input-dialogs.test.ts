/** Streams that lead nowhere, rules and teams without anybody, and what is in use. */
import { type Asking, askingAs } from '../support/asking';
import { type Desk, openDesk, talkToAPerson } from '../support/desk';

let desk: Desk;
let admin: Asking;
let annId: string;

beforeAll(async () => {
  desk = await openDesk({ forAll: true });
  annId = (await desk.agent({ name: 'Ann' })).id;
  admin = askingAs(desk.server, desk.admin.token);
});

async function madeTeam(name: string): Promise<string> {
  return (await admin.does('teamCreate', { name, agentIds: [annId] }, 'team { id }')).team.id;
}

/** The issues of a new dialog with these cards, and what publishing it says: always the errors among them. */
async function judged(cards: readonly object[]) {
  const made = await admin.does('dialogCreate', { name: 'Draft' }, 'dialog { id }');
  const dialogId = made.dialog.id as string;
  const { dialog } = await admin.does(
    'dialogStreamReplace',
    { dialogId, cards },
    'dialog { issues { severity code message cardKey } }',
  );
  const issues = dialog.issues as readonly {
    severity: string;
    code: string;
    message: string;
    cardKey: string | null;
  }[];
  for (const { message } of issues) expect(message).toMatch(/\. [A-Z].*\.$|so that .*\.$/s);
  const errors = issues.filter(({ severity }) => severity === 'ERROR');
  const { userErrors, ...payload } = await admin.answer('dialogPublish', { dialogId }, 'dialog { status }');
  if (errors.length > 0) {
    expect(payload.dialog).toBeNull();
    expect(userErrors.map(({ code }: { code: string }) => code)).toEqual(errors.map(() => 'STREAM_INVALID'));
    errors.forEach(({ code }, index) => expect(userErrors[index].message).toContain(code));
  } else expect(payload.dialog).toEqual({ status: 'PUBLISHED' });
  return errors.map(({ code, cardKey }) => `${code} ${cardKey ?? ''}`.trim());
}

const say = (key: string, next?: string) => ({ key, message: { text: 'Hello', next } });
const ask = (key: string, ...targets: string[]) => ({
  key,
  question: { text: 'Well?', responses: targets.map((next, index) => ({ label: `Answer ${index}`, next })) },
});
const ring = (key: string, more: object = {}) => ({ key, liveChat: { routing: { strategy: 'ROUND_ROBIN' }, ...more } });

test.each<readonly [string, readonly object[], readonly string[]]>([
  ['a card that points nowhere', [say('a', 'nowhere')], ['UNKNOWN_TARGET a']],
  ['an answer that points nowhere', [ask('a', 'nowhere')], ['UNKNOWN_TARGET a']],
  ['a card behind a live chat', [ring('a', { next: 'b' }), say('b')], ['LIVE_CHAT_NOT_LAST a']],
  ['a card that leads to itself', [say('a', 'a')], ['LOOP_WITHOUT_ANSWER a']],
  ['a loop of messages', [say('a', 'b'), say('b', 'a')], ['LOOP_WITHOUT_ANSWER a']],
  ['a card that nobody comes to', [say('a'), say('b')], ['UNREACHABLE_CARD b']],
  ['two cards with one name', [say('a', 'a2'), say('a2'), say('a')], ['DUPLICATE_KEY a']],
  ['no card at all', [], ['EMPTY_STREAM']],
  [
    'an attribute that nobody defined',
    [{ key: 'a', infoCapture: { text: 'Size?', attribute: 'shoeSize' } }],
    ['UNKNOWN_ATTRIBUTE a'],
  ],
  ['an agent who is not there', [ring('a', { routing: { strategy: 'AGENT', agentId: 'QWdl' } })], ['UNKNOWN_AGENT a']],
  ['an agent who is not named', [ring('a', { routing: { strategy: 'AGENT' } })], ['UNKNOWN_AGENT a']],
  ['a team that is not there', [ring('a', { routing: { strategy: 'TEAM', teamId: 'VGVh' } })], ['UNKNOWN_TEAM a']],
  ['a team that is not named', [ring('a', { routing: { strategy: 'TEAM' } })], ['UNKNOWN_TEAM a']],
])('%s keeps the dialog from being published', async (_what, cards, issues) => {
  expect(await judged(cards)).toEqual(issues);
});

test('a loop that asks the visitor each time is no fault', async () => {
  expect(await judged([say('a', 'b'), ask('b', 'a', 'c'), ring('c')])).toEqual([]);
});

test('what is no card is INVALID at its place', async () => {
  const { dialog } = await admin.does('dialogCreate', { name: 'Draft' }, 'dialog { id }');
  const replace = (...cards: object[]) => admin.refusals('dialogStreamReplace', { dialogId: dialog.id, cards });
  expect(await replace(say('a'), { key: 'b' })).toEqual(['INVALID cards.1']);
  expect(await replace({ ...say('a'), ...ring('a') })).toEqual(['INVALID cards.0']);
  expect(await replace({ key: '', message: { text: '' } })).toEqual([
    'INVALID cards.0.key',
    'INVALID cards.0.message.text',
  ]);
  expect(await replace({ key: 'a', question: { text: 'Well?', responses: [] } })).toEqual([
    'INVALID cards.0.question.responses',
  ]);
  for (const acceptWindowSeconds of [-1, 0, 9, 501]) {
    expect(await replace(ring('a', { acceptWindowSeconds }))).toEqual(['INVALID cards.0.liveChat.acceptWindowSeconds']);
  }
  const many = Array.from({ length: 5_001 }, (_, index) => say(`card ${index}`));
  expect(await replace(...many)).toEqual(['INVALID cards']);
});

test('a change that somebody else was quicker with is a CONFLICT', async () => {
  const { dialog } = await admin.does('dialogCreate', { name: 'Draft' }, 'dialog { id revision }');
  const replace = { dialogId: dialog.id, cards: [say('a')], ifRevision: dialog.revision };
  await admin.does('dialogStreamReplace', replace, 'dialog { id }');
  expect(await admin.refusals('dialogStreamReplace', replace)).toEqual(['CONFLICT ifRevision']);
  await admin.does('dialogPublish', { dialogId: dialog.id }, 'dialog { id }');
  expect(await admin.refusals('dialogPublish', { dialogId: dialog.id })).toEqual(['ALREADY_PUBLISHED dialogId']);
});

test('a rule asks for attributes that there are, and offers to somebody', async () => {
  const rule = (more: object) =>
    admin.refusals('customRuleCreate', { name: 'R', conditions: [], agentIds: [annId], ...more });
  const condition = (attribute: string, operator: string, values: readonly string[]) => ({
    attribute,
    operator,
    values,
  });
  expect(await rule({ conditions: [condition('shoeSize', 'IS', ['43'])] })).toEqual(['INVALID conditions.0.attribute']);
  expect(await rule({ conditions: [condition('country', 'IS', [])] })).toEqual(['INVALID conditions.0.values']);
  expect(await rule({ conditions: [condition('country', 'IS', ['x'.repeat(1_001)])] })).toEqual([
    'INVALID conditions.0.values.0',
  ]);
  const fiftyOne = Array.from({ length: 51 }, () => condition('country', 'IS', ['SE']));
  expect(await rule({ conditions: fiftyOne })).toEqual(['INVALID conditions']);
  expect(await rule({ agentIds: [] })).toEqual(['INVALID agentIds']);
  expect(await rule({ agentIds: null })).toEqual(['INVALID agentIds']);
  expect(await rule({ agentIds: [annId, annId] })).toEqual(['INVALID agentIds.1']);
  const teamId = await madeTeam('Both');
  expect(await rule({ teamId })).toEqual(['INVALID teamId']);
});

test('a team without members is not made; whoever is routed to one that everybody has left gets the fallback at once', async () => {
  const { userErrors } = await admin.answer('teamCreate', { name: 'Nobody', agentIds: [] });
  expect(userErrors).toEqual([
    { code: 'INVALID', message: 'The team has nobody. Choose at least one agent.', field: ['agentIds'] },
  ]);
  const teamId = await madeTeam('Nobody any more');
  await admin.does('teamUpdate', { teamId, agentIds: [] }, 'team { id }');
  const dialogId = await desk.publishes(talkToAPerson({ strategy: 'TEAM', teamId }), 'Ask nobody');
  const vera = await desk.visitor();
  await vera.opens({ dialogId });
  await vera.answers('Yes');
  expect(vera.standing).toMatchObject({ status: 'COMPLETED', liveChat: { state: 'MISSED' } });
  await vera.isThrough();
  expect(vera.transcript.at(-1)).toMatch(/^BOT: .+/);
  const { conversation } = await admin.data(
    'query ($id: ID!) { conversation(id: $id) { liveChat { decisions { outcome fallbackReason candidates { eligible } } } } }',
    { id: vera.conversationId },
  );
  expect(conversation.liveChat.decisions).toEqual([
    { outcome: 'FALLBACK', fallbackReason: 'NOBODY_ELIGIBLE', candidates: [] },
  ]);
});

test('a team that a published dialog or a rule uses is IN_USE, and says where', async () => {
  const teamId = await madeTeam('Support');
  await desk.publishes(talkToAPerson({ strategy: 'TEAM', teamId }), 'Ask support');
  await admin.does('customRuleCreate', { name: 'All to support', conditions: [], teamId }, 'customRule { id }');
  const { userErrors } = await admin.answer('teamDelete', { teamId });
  expect(userErrors).toMatchObject([{ code: 'IN_USE', field: ['teamId'] }]);
  expect(userErrors[0].message).toMatch(/“Ask support”.*“All to support”.*delete/);
});

test('an agent needs an address of the own and a password that is long enough', async () => {
  const person = { name: 'Bo', email: 'bo@example.com', password: 'long enough a password' };
  const create = (more: object) => admin.refusals('agentCreate', { ...person, ...more });
  for (const email of [
    '',
    'bo',
    'bo@',
    '@example.com',
    'b o@example.com',
    `${'b'.repeat(250)}@example.com`,
    'bo@ex\u0000.com',
  ]) {
    expect([email, await create({ email })]).toEqual([email, ['INVALID email']]);
  }
  for (const password of ['', 'short', 'x'.repeat(201)])
    expect(await create({ password })).toEqual(['INVALID password']);
  await admin.does('agentCreate', person, 'agent { id }');
  expect(await create({ email: 'BO@Example.com' })).toEqual(['CONFLICT email']);
});

test('an attribute has a name that nobody uses, of letters, digits and _', async () => {
  const define = (name: string) => admin.refusals('attributeDefinitionCreate', { name, label: 'L', type: 'TEXT' });
  for (const name of ['', '1st', 'shoe size', 'größe', 'x'.repeat(65), 'a\u0000']) {
    expect([name, await define(name)]).toEqual([name, ['INVALID name']]);
  }
  expect(await define('Email')).toEqual(['CONFLICT name']);
});
