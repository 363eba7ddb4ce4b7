import { routingSettingsUpdate, type RoutingSettingsUpdateInput } from '../../src/actions/routing-settings-update';
import { usageLimitsUpdate, type UsageLimitsUpdateInput } from '../../src/actions/usage-limits-update';
import type { LiveChatId } from '../../src/routing/terms';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { admin, faultsOf, profile } from '../support/staff';
import { createStage, type Stage, valueOf } from '../support/stage';

let db: TestDatabase;
let stage: Stage;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  stage = await createStage(db);
});

const update = (input: RoutingSettingsUpdateInput) => routingSettingsUpdate(stage.ports, admin(stage), input);
const settings = async () => (await stage.work((tx) => tx.workspace.find())).settings;

test('a workspace begins with the defaults', async () => {
  expect(await settings()).toMatchObject({
    acceptWindowSeconds: 100,
    defaultCapacity: 10,
    idleTimeoutSeconds: 600,
    idleWarningSeconds: 60,
    teamAttempts: 2,
    maxWaitSeconds: null,
    disconnectGraceSeconds: 20,
    requireReachable: true,
    roundRobinFallback: false,
  });
});

test('what is given changes, what is absent stays, null goes back to the default', async () => {
  const before = await settings();
  const changes = { acceptWindowSeconds: 30, teamAttempts: 4, maxWaitSeconds: 300, roundRobinFallback: true };
  valueOf(await update(changes));
  expect(await settings()).toEqual({ ...before, ...changes });
  valueOf(await update({ teamAttempts: null, maxWaitSeconds: null, fallbackMessage: ' Leave a note, please. ' }));
  expect(await settings()).toMatchObject({ teamAttempts: 2, maxWaitSeconds: null, acceptWindowSeconds: 30 });
  valueOf(await update({}));
  expect((await settings()).roundRobinFallback).toBe(true);
});

test('every value out of its range is told at once, and nothing is changed', async () => {
  const before = await settings();
  const outcome = await update({
    acceptWindowSeconds: 9,
    defaultCapacity: 101,
    idleTimeoutSeconds: 19,
    teamAttempts: 0,
    maxWaitSeconds: -1,
    disconnectGraceSeconds: 601,
    fallbackMessage: ' ',
    requireReachable: false,
  });
  expect(faultsOf(outcome)).toEqual([
    'INVALID acceptWindowSeconds',
    'INVALID defaultCapacity',
    'INVALID idleTimeoutSeconds',
    'INVALID teamAttempts',
    'INVALID maxWaitSeconds',
    'INVALID disconnectGraceSeconds',
    'INVALID fallbackMessage',
  ]);
  expect(await settings()).toEqual(before);
});

test('the ends of every range are in it', async () => {
  for (const input of [
    { acceptWindowSeconds: 10, defaultCapacity: 1, idleTimeoutSeconds: 20, idleWarningSeconds: 10, teamAttempts: 1 },
    { acceptWindowSeconds: 500, defaultCapacity: 100, idleTimeoutSeconds: 86_400, idleWarningSeconds: 43_200 },
    { teamAttempts: 10, disconnectGraceSeconds: 600, idleWarningSeconds: 0 },
    { disconnectGraceSeconds: 0 },
  ]) {
    valueOf(await update(input));
    expect(await settings()).toMatchObject(input);
  }
});

test('the warning comes in the second half of the silence', async () => {
  expect(faultsOf(await update({ idleWarningSeconds: 301 }))).toEqual(['INVALID idleWarningSeconds']);
  const both = { idleTimeoutSeconds: 100, idleWarningSeconds: 51 };
  expect(faultsOf(await update(both))).toEqual(['INVALID idleWarningSeconds']);
  // Alone it is refused, with what to give beside it, and the warning is never lowered in silence.
  const refused = await update({ idleTimeoutSeconds: 40 });
  expect(faultsOf(refused)).toEqual(['INVALID idleTimeoutSeconds']);
  expect(JSON.stringify(refused)).toContain('Give idleWarningSeconds with it, at most 20.');
  expect(await settings()).toMatchObject({ idleTimeoutSeconds: 600, idleWarningSeconds: 60 });
  valueOf(await update({ idleTimeoutSeconds: 40, idleWarningSeconds: 20 }));
  valueOf(await update({ idleTimeoutSeconds: 50 }));
  expect(await settings()).toMatchObject({ idleTimeoutSeconds: 50, idleWarningSeconds: 20 });
});

test('the idle clock of running chats is set anew at once', async () => {
  await stage.agent();
  await stage.dialog();
  const { id } = await stage.isServed(await stage.visitor());
  const chat = await stage.chat(id);
  const { lastActivityAt } = await stage.conversation(id);
  valueOf(await update({ idleTimeoutSeconds: 100, idleWarningSeconds: 30 }));
  expect(await timersOf(chat.id, lastActivityAt)).toEqual({ IDLE_END: 100, IDLE_WARN: 70 });
  valueOf(await update({ idleWarningSeconds: 0 }));
  expect(await timersOf(chat.id, lastActivityAt)).toEqual({ IDLE_END: 100 });
});

async function timersOf(chatId: LiveChatId, from: Date): Promise<Readonly<Record<string, number>>> {
  const rows = await db.rows<{ readonly kind: string; readonly due_at: Date }>(
    "SELECT kind, due_at FROM due_work WHERE subject_id = $1 AND kind LIKE 'IDLE%' ORDER BY kind",
    [chatId],
  );
  return Object.fromEntries(rows.map(({ kind, due_at }) => [kind, (due_at.getTime() - from.getTime()) / 1_000]));
}

test('a default capacity below the present load breaks nothing, and nothing new passes it', async () => {
  const ann = await stage.agent();
  await stage.dialog();
  for (let chat = 0; chat < 3; chat += 1) await stage.isServed(await stage.visitor());
  valueOf(await update({ defaultCapacity: 1 }));
  expect((await stage.agentRecord(ann)).activeChats).toBe(3);
  const turnedAway = await stage.asks(await stage.visitor());
  expect(await stage.conversation(turnedAway)).toMatchObject({ liveChatState: 'MISSED' });
  valueOf(await update({ defaultCapacity: 4 }));
  const served = await stage.asks(await stage.visitor());
  expect(await stage.conversation(served)).toMatchObject({ liveChatState: 'OFFERED' });
});

test('settings and limits are changed by those who may', async () => {
  for (const actor of [await stage.agent(), profile(stage, 'MARKETING_ADMIN'), await stage.visitor()]) {
    expect(faultsOf(await routingSettingsUpdate(stage.ports, actor, {}))).toEqual(['FORBIDDEN']);
    expect(faultsOf(await usageLimitsUpdate(stage.ports, actor, {}))).toEqual(['FORBIDDEN']);
  }
});

describe('the limits of use', () => {
  const limit = (input: UsageLimitsUpdateInput) => usageLimitsUpdate(stage.ports, admin(stage), input);
  const usage = () => stage.work((tx) => tx.usage.find());

  test('are the package’s until set, and none once set to null', async () => {
    stage = await createStage(db, { plan: 'SELECT' });
    expect(await usage()).toMatchObject({ liveChatEngagementLimit: 100, engagedConversationMonthlyLimit: 250 });
    valueOf(await limit({ liveChatEngagementLimit: 150 }));
    expect(await usage()).toMatchObject({ liveChatEngagementLimit: 150, engagedConversationMonthlyLimit: 250 });
    valueOf(await limit({ liveChatEngagementLimit: null, engagedConversationMonthlyLimit: 0 }));
    expect(await usage()).toMatchObject({ liveChatEngagementLimit: null, engagedConversationMonthlyLimit: 0 });
  });

  test('cannot be less than nothing', async () => {
    const outcome = await limit({ liveChatEngagementLimit: -1, engagedConversationMonthlyLimit: -5 });
    expect(faultsOf(outcome)).toEqual(['INVALID liveChatEngagementLimit', 'INVALID engagedConversationMonthlyLimit']);
  });
});
