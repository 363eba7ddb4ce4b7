/** What an answer costs: how often the process waits for the database, counted on the wire. */
import type { Card, LiveChatCard, Script } from '../../src/streams/script';
import { type Database, openDatabase } from '../../src/stores/database';
import { createScriptCache } from '../../src/stores/script-cache';
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

test('an e-mail address costs one more, for whose it is', async () => {
  const cards: Script = [{ kind: 'INFO_CAPTURE', key: 'mail', text: 'Mail?', attribute: 'email', next: null }];
  expect(await costsOf(cards, [['mail', { value: 'vera@example.com' }]])).toEqual([3]);
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
