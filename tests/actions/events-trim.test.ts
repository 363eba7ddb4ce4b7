/** Events are kept as long as the workspace wants: for ever unless it says so, and never less than was promised to readers. */
import { conversationStart } from '../../src/actions/conversation-start';
import { reportFold, reportRebuild } from '../../src/actions/report-fold';
import { reportsRebuild } from '../../src/actions/reports-rebuild';
import { securitySettingsUpdate } from '../../src/actions/security-settings-update';
import { createDueQueue } from '../../src/stores/due-queue.store';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { dueIsDone } from '../support/due';
import { aWeekPasses, dayMs, endsOf, keepsEventsFor, muchHappens, trims } from '../support/old-events';
import { reconcile } from '../support/reconcile';
import { admin, faultsOf, staff } from '../support/staff';
import { codeOf, createStage, declines, type Stage, valueOf } from '../support/stage';

let db: TestDatabase;
let stage: Stage;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  stage = await createStage(db);
});

/** A chat that was missed: some twenty events. */
async function somebodyAsks(): Promise<void> {
  await stage.agent();
  await stage.dialog();
  await declines(stage, await stage.ringing(await stage.asks(await stage.visitor())));
}

async function figures(): Promise<unknown> {
  const tables = ['report_conversation', 'report_live_chat', 'report_meeting'];
  const rows = await Promise.all(
    tables.map((table) =>
      db.rows(`SELECT to_jsonb(r) AS row FROM ${table} r WHERE workspace_id = $1`, [stage.workspaceId]),
    ),
  );
  return rows.map((table) => table.map((row) => JSON.stringify(row)).sort());
}

const planned = () =>
  db.rows<{ due_at: Date }>(`SELECT due_at FROM due_work WHERE kind = 'EVENTS_TRIM' AND workspace_id = $1`, [
    stage.workspaceId,
  ]);

test('for ever, unless somebody says otherwise', async () => {
  await somebodyAsks();
  const before = await endsOf(db, stage);
  await reportFold(stage.ports, stage.workspaceId);
  await db.moveClock(3_650 * dayMs);
  await dueIsDone(db, stage);
  await trims(stage);
  expect(await endsOf(db, stage)).toEqual(before);
  expect(await planned()).toEqual([]);
});

test('what is older goes from the oldest on without a hole; what is younger stays, and so does the newest', async () => {
  await somebodyAsks();
  const old = await endsOf(db, stage);
  await aWeekPasses(db, stage);
  await keepsEventsFor(stage, 7);
  await trims(stage);
  // Nothing happened since: the one by which a late reader sees that something is missing.
  expect(await endsOf(db, stage)).toEqual({
    trimmed: old.newest - 1,
    oldest: old.newest,
    newest: old.newest,
    count: 1,
  });
  await somebodyAsks();
  await reportFold(stage.ports, stage.workspaceId);
  await trims(stage);
  const now = await endsOf(db, stage);
  expect(now).toMatchObject({ trimmed: old.newest, oldest: old.newest + 1 });
  expect(now.count).toBe(now.newest - old.newest);
  expect(await db.rows(reconcile)).toEqual([]);
});

test('by the day that was said', async () => {
  await somebodyAsks();
  const old = await endsOf(db, stage);
  await aWeekPasses(db, stage);
  await keepsEventsFor(stage, 8);
  await trims(stage);
  expect(await endsOf(db, stage)).toEqual(old);
  await db.moveClock(dayMs);
  await trims(stage);
  expect((await endsOf(db, stage)).count).toBe(1);
});

test('in batches, each planned by the one before it, until what is left is young: then once an hour', async () => {
  await muchHappens(db, stage, 4_500);
  await aWeekPasses(db, stage);
  await muchHappens(db, stage, 10);
  await keepsEventsFor(stage, 7);
  const left: number[] = [];
  for (let batch = 0; batch < 3; batch += 1) {
    await dueIsDone(db, stage);
    left.push((await endsOf(db, stage)).count);
    await db.moveClock(1_000);
  }
  expect(left).toEqual([2_510, 510, 10]);
  const [now] = await db.rows<{ now: Date }>('SELECT parley_now() AS now');
  const [next] = await planned();
  expect((next?.due_at.getTime() ?? 0) - (now?.now.getTime() ?? 0)).toBeGreaterThan(50 * 60_000);
});

test('a process that dies with it costs time and nothing else', async () => {
  await muchHappens(db, stage, 100);
  await aWeekPasses(db, stage);
  await keepsEventsFor(stage, 7);
  const { work } = await createDueQueue(db.database).claim(100);
  expect(work).toContainEqual(expect.objectContaining({ kind: 'EVENTS_TRIM', workspaceId: stage.workspaceId }));
  await db.moveClock(60_000);
  await dueIsDone(db, stage);
  expect((await endsOf(db, stage)).count).toBe(1);
});

test('what is not in the figures yet stays', async () => {
  await somebodyAsks();
  const all = await endsOf(db, stage);
  await db.moveClock(30 * dayMs);
  await keepsEventsFor(stage, 7);
  await trims(stage);
  expect(await endsOf(db, stage)).toEqual(all);
  await reportFold(stage.ports, stage.workspaceId);
  await trims(stage);
  expect((await endsOf(db, stage)).count).toBe(1);
});

test('figures stay as they are, and are not made anew from half a log', async () => {
  await somebodyAsks();
  await aWeekPasses(db, stage);
  const before = await figures();
  expect(JSON.stringify(before)).toMatch(/missed\W+1/);
  await keepsEventsFor(stage, 7);
  await trims(stage);
  expect(codeOf(await reportsRebuild(stage.ports, admin(stage)))).toBe('CONFLICT');
  await reportFold(stage.ports, stage.workspaceId);
  expect(await figures()).toEqual(before);
});

test('figures that are made anew while the log is trimmed are of the whole of it, or as they were', async () => {
  for (let turn = 0; turn < 8; turn += 1) {
    stage = await createStage(db);
    await somebodyAsks();
    await aWeekPasses(db, stage);
    const before = await figures();
    await keepsEventsFor(stage, 7);
    const [rebuilt] = await Promise.all([reportRebuild(stage.ports, stage.workspaceId), trims(stage)]);
    expect([null, expect.any(Number)]).toContainEqual(rebuilt);
    expect(await figures()).toEqual(before);
  }
});

test('a dialog that was published long ago is still met', async () => {
  await somebodyAsks();
  await aWeekPasses(db, stage);
  await keepsEventsFor(stage, 7);
  await trims(stage);
  const start = { dialogId: null, pageUrl: null };
  expect(valueOf(await conversationStart(stage.ports, await stage.visitor(), start))).not.toBeNull();
});

test('of another workspace nothing goes', async () => {
  const other = await createStage(db);
  await muchHappens(db, other, 50);
  await somebodyAsks();
  await aWeekPasses(db, other);
  await aWeekPasses(db, stage);
  await keepsEventsFor(stage, 7);
  await trims(stage);
  expect((await endsOf(db, other)).count).toBe(50);
});

test('for ever again: nothing more goes, and nothing is planned', async () => {
  await somebodyAsks();
  await keepsEventsFor(stage, 7);
  await aWeekPasses(db, stage);
  await keepsEventsFor(stage, null);
  const all = await endsOf(db, stage);
  await trims(stage);
  expect(await endsOf(db, stage)).toEqual(all);
  expect(await planned()).toEqual([]);
});

test.each([6, 0, -1, 3_651, 7.5])('%s days are no choice', async (eventRetentionDays) => {
  const refused = await securitySettingsUpdate(stage.ports, admin(stage), { eventRetentionDays });
  expect(faultsOf(refused)).toEqual(['INVALID eventRetentionDays']);
});

test('whoever may not change privacy and security may not shorten the log', async () => {
  const somebody = staff(stage, ['AGENTS_MANAGE', 'ALL_CONVERSATIONS_VIEW']);
  expect(codeOf(await securitySettingsUpdate(stage.ports, somebody, { eventRetentionDays: 7 }))).toBe('FORBIDDEN');
  expect(await planned()).toEqual([]);
});
