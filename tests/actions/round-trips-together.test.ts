/** Whatever cards follow upon each other, an answer waits three times for the database at the most. */
import { dialogContinue } from '../../src/actions/dialog-continue';
import type { Card, LiveChatCard, Script } from '../../src/streams/script';
import { bookable } from '../support/bookable';
import { Counted, question } from '../support/counted';
import { roundRobin, type Stage } from '../support/stage';
import { meets } from '../support/stage-plays';

let counted: Counted;
let stage: Stage;
beforeAll(async () => {
  counted = await Counted.open();
});
afterAll(() => counted.close());
beforeEach(async () => {
  stage = await counted.stage();
});

const chat = (key: string, more: Partial<LiveChatCard> = {}): Card => ({
  kind: 'LIVE_CHAT',
  key,
  routing: roundRobin,
  acceptWindowSeconds: null,
  next: null,
  ...more,
});
const mail: Card = { kind: 'INFO_CAPTURE', key: 'mail', text: 'Mail?', attribute: 'email', next: 'fork' };
const fork = (routing: LiveChatCard['routing'], [there, nobody]: readonly [string, string], key = 'fork'): Card => ({
  kind: 'BRANCH',
  key,
  branches: [
    { key: 'there', match: 'ALL', conditions: [{ kind: 'AGENT_AVAILABLE', routing, available: true }], next: there },
  ],
  otherwise: { next: nobody },
});
const meeting = (key: string, [booked, otherwise]: readonly [string | null, string | null]): Card => ({
  kind: 'MEETING',
  key,
  text: 'When?',
  routing: roundRobin,
  next: booked,
  otherwise,
});
const lead: Card = { kind: 'ACTION', key: 'lead', attribute: 'crmStatus', value: 'Lead', next: 'chat' };
let address = 0;
const aNewAddress = () => ['mail', { value: `v${(address += 1)}@example.com` }] as const;
const states = async () => {
  const rows = await counted.db.rows<{ state: string }>(
    `SELECT state FROM live_chat WHERE workspace_id = $1 ORDER BY live_chat_id`,
    [stage.workspaceId],
  );
  return rows.map(({ state }) => state);
};

test('an address, a branch that asks for agents, an action and a live chat that rings', async () => {
  await stage.agent();
  const cards = [mail, fork(roundRobin, ['lead', 'lead']), lead, chat('chat')];
  expect(await counted.costsOf(stage, cards, [aNewAddress()])).toEqual([3]);
  expect(await states()).toEqual(['OFFERED', 'OFFERED']);
});

test('the same with nobody there: a mail, and the offer to book a meeting instead', async () => {
  await bookable(stage, 'Ann');
  const cards = [mail, fork(roundRobin, ['lead', 'lead']), lead, chat('chat', { fallbackBooking: true })];
  expect(await counted.costsOf(stage, cards, [aNewAddress()])).toEqual([3]);
  expect(await states()).toEqual(['MISSED', 'MISSED']);
  const waiting = await counted.db.rows('SELECT FROM conversation WHERE workspace_id = $1 AND waiting_card = $2', [
    stage.workspaceId,
    'chat',
  ]);
  expect(waiting).toHaveLength(2);
});

test('a live chat that offers to book instead, without a branch before it', async () => {
  await bookable(stage, 'Ann');
  expect(
    await counted.costsOf(
      stage,
      [question('first', 'chat'), chat('chat', { fallbackBooking: true })],
      [['first', 'on']],
    ),
  ).toEqual([3]);
});

test('a meeting that nobody can be booked for, another one behind it, and a live chat at the end', async () => {
  await stage.agent({ permissions: ['LIVE_CHAT_TAKE', 'AGENTS_MANAGE'] });
  const cards = [
    { ...mail, next: 'one' } as Card,
    meeting('one', [null, 'fork']),
    fork(roundRobin, ['two', 'lead']),
    meeting('two', [null, 'lead']),
    lead,
    chat('chat'),
  ];
  expect(await counted.costsOf(stage, cards, [aNewAddress()])).toEqual([3]);
  expect(await states()).toEqual(['OFFERED', 'OFFERED']);
  const mails = await counted.db.rows<{ subject: string }>(
    `SELECT subject FROM mail WHERE workspace_id = $1 AND cause LIKE 'meeting-failed:%'`,
    [stage.workspaceId],
  );
  expect(mails).toHaveLength(4);
});

test('a meeting that can be booked', async () => {
  await bookable(stage, 'Ann');
  expect(
    await counted.costsOf(stage, [question('first', 'one'), meeting('one', [null, null])], [['first', 'on']]),
  ).toEqual([3]);
});

test('the last live chats of a package, and the first beyond it', async () => {
  stage = await counted.stage({ plan: 'SELECT' });
  await stage.agent({ permissions: ['LIVE_CHAT_TAKE', 'AGENTS_MANAGE'] });
  await stage.work(async (tx) => tx.usage.updateLimits({ liveChatEngagementLimit: 3 }));
  const cards = [question('first', 'chat'), chat('chat')];
  for (const expected of [
    ['OFFERED', 'OFFERED'],
    ['OFFERED', 'OFFERED', 'OFFERED', 'MISSED'],
  ]) {
    expect(await counted.costsOf(stage, cards, [['first', 'on']])).toEqual([3]);
    expect(await states()).toEqual(expected);
  }
});

test('a delay that is over, and a goal with a score', async () => {
  const cards: Script = [
    question('first', 'goal'),
    { kind: 'GOAL', key: 'goal', name: 'Goal', score: 2, next: 'rest' },
    { kind: 'DELAY', key: 'rest', seconds: 5, next: 'second' },
    question('second', null),
  ];
  await counted.publish(stage, cards);
  const player = await meets(stage, await stage.visitor());
  expect(await counted.cost(() => player.says('first', 'on'))).toBe(2);
  await counted.db.moveClock(5_000);
  await dialogContinue(stage.ports, { workspaceId: stage.workspaceId, conversationId: player.id });
  expect(await counted.cost(() => player.says('second', 'on'))).toBe(2);
});
