/** What the package counts: an engaged conversation at its first answer, and on SELECT once more where it leads to a live chat. */
import type { Script } from '../../src/streams/script';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { accepts, codeOf, createStage, declines, roundRobin, type Stage, valueOf } from '../support/stage';
import { meets, type Player, publishes, startsFlow } from '../support/stage-plays';

const cards: Script = [
  {
    kind: 'QUESTION',
    key: 'ask',
    text: 'A person?',
    attribute: null,
    responses: [
      { key: 'yes', label: 'Yes', storedValue: null, next: 'chat' },
      { key: 'no', label: 'No', storedValue: null, next: null },
    ],
  },
  { kind: 'LIVE_CHAT', key: 'chat', routing: roundRobin, acceptWindowSeconds: null, next: null },
];

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

const opened = async (plan: 'SELECT' | 'PRIME'): Promise<Stage> => {
  const stage = await createStage(db, { plan });
  await publishes(stage, cards);
  return stage;
};
const counted = async (stage: Stage) => (await stage.work((tx) => tx.usage.find())).engagedConversationsThisMonth;
const arrives = async (stage: Stage): Promise<Player> => meets(stage, await stage.visitor());

test('a conversation that is only shown counts nothing; its first answer counts one, whatever follows', async () => {
  for (const plan of ['SELECT', 'PRIME'] as const) {
    const stage = await opened(plan);
    const player = await arrives(stage);
    expect(await counted(stage)).toBe(0);
    await player.says('ask', 'no');
    expect(await counted(stage)).toBe(1);
  }
});

test('on SELECT a conversation that leads to a live chat counts two, on PRIME one', async () => {
  for (const [plan, units] of [
    ['SELECT', 2],
    ['PRIME', 1],
  ] as const) {
    const stage = await opened(plan);
    await stage.agent();
    await stage.agent();
    const player = await arrives(stage);
    await player.says('ask', 'yes');
    expect(await counted(stage)).toBe(units);
    valueOf(await accepts(stage, await stage.ringing(player.id)));
    expect(await counted(stage)).toBe(units);
  }
});

test('a request that finds nobody is no live chat, and one that goes on to another agent is one', async () => {
  const stage = await opened('SELECT');
  await (await arrives(stage)).says('ask', 'yes');
  expect(await counted(stage)).toBe(1);
  const [agent] = [await stage.agent(), await stage.agent()];
  const team = await stage.team('Sales', [agent]);
  await publishes(
    stage,
    cards.map((card) =>
      card.kind === 'LIVE_CHAT'
        ? ({ ...card, attempts: 2, routing: { strategy: 'TEAM', agentId: null, teamId: team } } as const)
        : card,
    ),
    { priority: 1 },
  );
  const player = await arrives(stage);
  await player.says('ask', 'yes');
  valueOf(await declines(stage, await stage.ringing(player.id)));
  expect(await counted(stage)).toBe(3);
});

test('a dialog that opens straight into a live chat is engaged by it, and counts two on SELECT as well', async () => {
  const stage = await createStage(db, { plan: 'SELECT' });
  await stage.agent();
  await publishes(stage, cards.slice(1));
  await arrives(stage);
  expect(await counted(stage)).toBe(2);
});

test('at the limit nothing begins, dialog or flow, and what runs goes on to its end', async () => {
  const stage = await opened('SELECT');
  const flowId = await publishes(stage, cards, { kind: 'FLOW' });
  const running = await arrives(stage);
  await stage.work(async (tx) => tx.usage.updateLimits({ engagedConversationMonthlyLimit: 1 }));
  await (await arrives(stage)).says('ask', 'no');
  expect(codeOf(await startsFlow(stage, await stage.visitor(), { flowId }))).toBe('LIMIT_REACHED');
  await running.says('ask', 'no');
  expect(await counted(stage)).toBe(2);
  const mails = await db.rows<{ subject: string }>(`SELECT subject FROM mail WHERE workspace_id = $1`, [
    stage.workspaceId,
  ]);
  expect(mails).toEqual([]);
});

test('those who manage agents are told at 90 % and at the end, once each', async () => {
  const stage = await opened('SELECT');
  await stage.agent({ permissions: ['AGENTS_MANAGE'] });
  await stage.work(async (tx) => tx.usage.updateLimits({ engagedConversationMonthlyLimit: 10 }));
  for (let count = 0; count < 10; count += 1) await (await arrives(stage)).says('ask', 'no');
  const visitor = await stage.visitor();
  await expect(meets(stage, visitor)).rejects.toThrow('LIMIT_REACHED');
  const mails = await db.rows<{ subject: string }>(
    `SELECT subject FROM mail WHERE workspace_id = $1 ORDER BY created_at, subject DESC`,
    [stage.workspaceId],
  );
  expect(mails.map(({ subject }) => subject)).toEqual([
    '9 of 10 engaged conversations of this month are used',
    'All 10 engaged conversations of this month are used',
  ]);
});
