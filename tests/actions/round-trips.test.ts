/** What an answer costs: how often the process waits for the database, counted on the wire. */
import { dialogContinue } from '../../src/actions/dialog-continue';
import type { Card, LiveChatCard, Script } from '../../src/streams/script';
import { type Database, openDatabase } from '../../src/stores/database';
import { createScriptCache } from '../../src/stores/script-cache';
import { bookable } from '../support/bookable';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { createStage, roundRobin, type Stage } from '../support/stage';
import { meets, type Player, playerOf, publishes } from '../support/stage-plays';
import { tapWire, type WireTap } from '../support/wire-tap';

let db: TestDatabase;
let wire: WireTap;
let wired: Database;
let stage: Stage;
beforeAll(async () => {
  db = await openTestDatabase({ poolSize: 2 });
  wire = await tapWire(db.url);
  // One connection: a second one would wait at the same time, and its waits would not be told apart.
  wired = await openDatabase({ url: wire.url, poolSize: 1 });
});
afterAll(async () => {
  await wired.close();
  await wire.close();
  await db.close();
});
beforeEach(async () => {
  stage = await createStage({ ...db, database: wired });
});

const question = (key: string, next: string | null, attribute: string | null = null): Card => ({
  kind: 'QUESTION',
  key,
  text: `${key}?`,
  attribute,
  responses: [{ key: 'on', label: 'On', storedValue: null, next }],
});

/** The newest is met. */
let published = 0;

async function cost(run: () => Promise<unknown>): Promise<number> {
  const before = wire.roundTrips();
  await run();
  return wire.roundTrips() - before;
}

/** Of each answer of a fresh visitor, after another one has warmed the process. */
async function costsOf(cards: Script, answers: readonly (readonly [string, string | { value: string }])[]) {
  await publishes(stage, cards, { priority: (published += 1) });
  const costs: number[] = [];
  for (const round of ['warm', 'count']) {
    const player = await meets(stage, await stage.visitor());
    for (const [cardKey, given] of answers) {
      const spent = await cost(() => player.says(cardKey, given));
      if (round === 'count') costs.push(spent);
    }
  }
  return costs;
}

test('an answer costs two round trips: all reads behind the lock, all writes with the commit', async () => {
  const flow = await publishes(
    stage,
    [question('size', 'thanks'), { kind: 'MESSAGE', key: 'thanks', text: 'Thanks', next: null }],
    {
      kind: 'FLOW',
    },
  );
  const cards: Script = [
    question('first', 'goal', 'jobTitle'),
    { kind: 'GOAL', key: 'goal', name: 'Goal', score: 1, next: 'action' },
    { kind: 'ACTION', key: 'action', attribute: 'crmStatus', value: 'Lead', next: 'paper' },
    { kind: 'DOCUMENT', key: 'paper', text: 'Read', title: 'Paper', url: 'https://x.example/a.pdf', next: 'flow' },
    { kind: 'FLOW', key: 'flow', flowId: flow, next: 'rest' },
    { kind: 'DELAY', key: 'rest', seconds: 60, next: null },
  ];
  expect(
    await costsOf(cards, [
      ['first', 'on'],
      ['flow/size', 'on'],
    ]),
  ).toEqual([2, 2]);
});

test('an e-mail address costs nothing more: whose it is, is asked with the rest', async () => {
  const cards: Script = [{ kind: 'INFO_CAPTURE', key: 'mail', text: 'Mail?', attribute: 'email', next: null }];
  expect(await costsOf(cards, [['mail', { value: 'vera@example.com' }]])).toEqual([2]);
  // Known by now: the next browser becomes the same person.
  expect(await costsOf(cards, [['mail', { value: 'vera@example.com' }]])).toEqual([2]);
});

test('a branch that asks for agents costs one more, whatever the number of its routings', async () => {
  const team = await stage.team('Sales', [await stage.agent()]);
  const branch = (key: string, routing: LiveChatCard['routing'], next: string) =>
    ({ key, match: 'ALL', conditions: [{ kind: 'AGENT_AVAILABLE', routing, available: false }], next }) as const;
  const cards: Script = [
    question('first', 'fork'),
    {
      kind: 'BRANCH',
      key: 'fork',
      branches: [
        branch('team', { strategy: 'TEAM', agentId: null, teamId: team }, 'end'),
        branch('rules', { strategy: 'CUSTOM_RULES', agentId: null, teamId: null }, 'other'),
        branch('ring', roundRobin, 'end'),
      ],
      otherwise: { next: 'end' },
    },
    { kind: 'MESSAGE', key: 'other', text: 'No rule', next: 'end' },
    { kind: 'MESSAGE', key: 'end', text: 'End', next: null },
  ];
  expect(await costsOf(cards, [['first', 'on']])).toEqual([3]);
});

test('scripts that the process has never read cost one more together, however deep the flows lie', async () => {
  const inner = await publishes(stage, [question('deep', null)], { kind: 'FLOW' });
  const outer = await publishes(stage, [{ kind: 'FLOW', key: 'inner', flowId: inner, next: null }], { kind: 'FLOW' });
  await publishes(stage, [question('first', 'outer'), { kind: 'FLOW', key: 'outer', flowId: outer, next: null }]);
  const player = await meets(stage, await stage.visitor());
  const forgetful: Stage = Object.create(stage, {
    ports: { value: { ...stage.ports, scripts: createScriptCache() } },
  }) as Stage;
  const elsewhere: Player = playerOf(forgetful, player.visitor, player.id);
  expect(await cost(() => elsewhere.says('first', 'on'))).toBe(3);
  expect(await cost(() => elsewhere.says('outer/inner/deep', 'on'))).toBe(2);
});

test('an answer that rings at an agent costs three, however the agent is found', async () => {
  const agent = await stage.agent();
  const teamId = await stage.team('Sales', [agent]);
  await stage.rule({ name: 'Everybody', position: 1, agents: [agent] });
  const { agentId } = agent;
  for (const routing of [
    roundRobin,
    { strategy: 'AGENT', agentId, teamId: null },
    { strategy: 'TEAM', agentId: null, teamId },
    { strategy: 'CUSTOM_RULES', agentId: null, teamId: null },
  ] as const) {
    const cards: Script = [
      question('first', 'chat'),
      { kind: 'LIVE_CHAT', key: 'chat', routing, acceptWindowSeconds: null, next: null },
    ];
    expect([routing.strategy, await costsOf(cards, [['first', 'on']])]).toEqual([routing.strategy, [3]]);
  }
  expect(stage.events.filter(({ event }) => event.type === 'OFFER_CREATED')).toHaveLength(8);
});

test('where nobody is found it costs the same: whom the mail goes to is looked up by the statement that stores it', async () => {
  await stage.agent({ available: false, permissions: ['AGENTS_MANAGE'] });
  const cards: Script = [
    question('first', 'chat'),
    { kind: 'LIVE_CHAT', key: 'chat', routing: roundRobin, acceptWindowSeconds: null, next: null },
  ];
  expect(await costsOf(cards, [['first', 'on']])).toEqual([3]);
  const mails = await db.rows('SELECT FROM mail WHERE workspace_id = $1', [stage.workspaceId]);
  expect(mails).toHaveLength(2);
});

describe('whatever follows upon each other, an answer costs three at the most', () => {
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
    attribute: null,
    next: booked,
    otherwise,
  });
  const lead: Card = { kind: 'ACTION', key: 'lead', attribute: 'crmStatus', value: 'Lead', next: 'chat' };
  let address = 0;
  const aNewAddress = () => ['mail', { value: `v${(address += 1)}@example.com` }] as const;
  const states = async () => {
    const rows = await db.rows<{ state: string }>(
      `SELECT state FROM live_chat WHERE workspace_id = $1 ORDER BY live_chat_id`,
      [stage.workspaceId],
    );
    return rows.map(({ state }) => state);
  };

  test('an address, a branch that asks for agents, an action and a live chat that rings', async () => {
    await stage.agent();
    const cards = [mail, fork(roundRobin, ['lead', 'lead']), lead, chat('chat')];
    expect(await costsOf(cards, [aNewAddress()])).toEqual([3]);
    expect(await states()).toEqual(['OFFERED', 'OFFERED']);
  });

  test('the same with nobody there: a mail, and the offer to book a meeting instead', async () => {
    await bookable(stage, 'Ann');
    const cards = [mail, fork(roundRobin, ['lead', 'lead']), lead, chat('chat', { fallbackBooking: true })];
    expect(await costsOf(cards, [aNewAddress()])).toEqual([3]);
    expect(await states()).toEqual(['MISSED', 'MISSED']);
    const waiting = await db.rows('SELECT FROM conversation WHERE workspace_id = $1 AND waiting_card = $2', [
      stage.workspaceId,
      'chat',
    ]);
    expect(waiting).toHaveLength(2);
  });

  test('a live chat that offers to book instead, without a branch before it', async () => {
    await bookable(stage, 'Ann');
    expect(
      await costsOf([question('first', 'chat'), chat('chat', { fallbackBooking: true })], [['first', 'on']]),
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
    expect(await costsOf(cards, [aNewAddress()])).toEqual([3]);
    expect(await states()).toEqual(['OFFERED', 'OFFERED']);
    const mails = await db.rows<{ subject: string }>(
      `SELECT subject FROM mail WHERE workspace_id = $1 AND cause LIKE 'meeting-failed:%'`,
      [stage.workspaceId],
    );
    expect(mails).toHaveLength(4);
  });

  test('a meeting that can be booked', async () => {
    await bookable(stage, 'Ann');
    expect(await costsOf([question('first', 'one'), meeting('one', [null, null])], [['first', 'on']])).toEqual([3]);
  });

  test('the last live chats of a package, and the first beyond it', async () => {
    stage = await createStage({ ...db, database: wired }, { plan: 'SELECT' });
    await stage.agent({ permissions: ['LIVE_CHAT_TAKE', 'AGENTS_MANAGE'] });
    await stage.work(async (tx) => tx.usage.updateLimits({ liveChatEngagementLimit: 3 }));
    const cards = [question('first', 'chat'), chat('chat')];
    for (const expected of [
      ['OFFERED', 'OFFERED'],
      ['OFFERED', 'OFFERED', 'OFFERED', 'MISSED'],
    ]) {
      expect(await costsOf(cards, [['first', 'on']])).toEqual([3]);
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
    await publishes(stage, cards, { priority: (published += 1) });
    const player = await meets(stage, await stage.visitor());
    expect(await cost(() => player.says('first', 'on'))).toBe(2);
    await db.moveClock(5_000);
    await dialogContinue(stage.ports, { workspaceId: stage.workspaceId, conversationId: player.id });
    expect(await cost(() => player.says('second', 'on'))).toBe(2);
  });
});

describe('to begin', () => {
  const begins = async (cards: Script): Promise<number> => {
    await publishes(stage, cards, { priority: (published += 1) });
    await meets(stage, await stage.visitor());
    const visitor = await stage.visitor();
    return cost(() => meets(stage, visitor));
  };

  test('costs three: what there is to choose from, whether the winner is still published, and the commit', async () => {
    expect(await begins([question('first', null)])).toBe(3);
  });

  test('costs four where the dialog opens with a branch that asks for agents and a live chat', async () => {
    await stage.agent();
    const cards: Script = [
      {
        kind: 'BRANCH',
        key: 'fork',
        branches: [
          {
            key: 'there',
            match: 'ALL',
            conditions: [{ kind: 'AGENT_AVAILABLE', routing: roundRobin, available: true }],
            next: 'chat',
          },
        ],
        otherwise: { next: null },
      },
      { kind: 'LIVE_CHAT', key: 'chat', routing: roundRobin, acceptWindowSeconds: null, next: null },
    ];
    expect(await begins(cards)).toBe(4);
  });

  test('costs two where the visitor is engaged and the conversation goes on', async () => {
    const cards = [question('first', 'second'), question('second', null)];
    await publishes(stage, cards, { priority: (published += 1) });
    const visitor = await stage.visitor();
    const player = await meets(stage, visitor);
    await player.says('first', 'on');
    expect(await cost(() => meets(stage, visitor))).toBe(2);
  });
});
