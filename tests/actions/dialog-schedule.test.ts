import { dialogCreate } from '../../src/actions/dialog-create';
import { dialogDelete } from '../../src/actions/dialog-delete';
import { dialogPublish } from '../../src/actions/dialog-publish';
import { dialogSchedule } from '../../src/actions/dialog-schedule';
import { dialogStreamReplace, type CardDraft } from '../../src/actions/dialog-stream-replace';
import type { AgentActor } from '../../src/auth/actor';
import { dueActions } from '../../src/jobs/due-actions';
import type { DialogId } from '../../src/routing/terms';
import { createDueQueue } from '../../src/stores/due-queue.store';
import { db, stage } from '../support/empty-stage';
import { admin, faultsOf, integration, staff } from '../support/staff';
import { createStage, valueOf } from '../support/stage';

const minute = 60_000;
let dialogId: DialogId;
let author: AgentActor;
beforeEach(async () => {
  author = await stage.agent({ permissions: ['DIALOGS_MANAGE', 'DIALOGS_PUBLISH'] });
  dialogId = valueOf(await dialogCreate(stage.ports, author, { name: 'Spring', priority: null }));
  await cards({ key: 'a', message: { text: 'Hello' } });
});

async function cards(...drafts: readonly CardDraft[]): Promise<void> {
  valueOf(await dialogStreamReplace(stage.ports, author, { dialogId, cards: drafts, ifRevision: null }));
}
const inMinutes = async (minutes: number): Promise<Date> => {
  const [row] = await db.rows<{ now: Date }>('SELECT parley_now() AS now');
  return new Date((row?.now.getTime() ?? NaN) + minutes * minute);
};
async function dialog() {
  const found = await stage.work((tx) => tx.dialogs.find(dialogId));
  if (found === null) throw new Error('The dialog is gone.');
  return found;
}
/** Does what is due by now, as the runner would. */
async function dueIsDone(): Promise<void> {
  const { work } = await createDueQueue(db.database).claim(100);
  for (const one of work) await dueActions[one.kind](stage.ports, one);
}
const planned = () =>
  db.rows(`SELECT due_at FROM due_work WHERE kind = 'DIALOG_SCHEDULE' AND subject_id = $1`, [dialogId]);
const mails = () =>
  db.rows<{ to: string; text: string }>(
    `SELECT receiver AS to, text FROM mail WHERE workspace_id = $1 AND cause LIKE 'dialog-schedule:%'`,
    [stage.workspaceId],
  );
const schedule = (plan: { publishAt?: Date | null; unpublishAt?: Date | null }) =>
  dialogSchedule(stage.ports, author, { dialogId, ...plan });

test('a dialog is published as it is then, and taken away when planned', async () => {
  valueOf(await schedule({ publishAt: await inMinutes(10), unpublishAt: await inMinutes(20) }));
  await cards({ key: 'a', message: { text: 'Changed since' } });
  await db.moveClock(9 * minute);
  await dueIsDone();
  expect((await dialog()).status).toBe('DRAFT');
  await db.moveClock(2 * minute);
  await dueIsDone();
  expect(await dialog()).toMatchObject({ status: 'PUBLISHED', publishedVersion: 1, publishAt: null });
  const version = await stage.work((tx) => tx.dialogs.findVersionRecord(dialogId, 1));
  expect(version).toMatchObject({ publishedByKind: 'SYSTEM', cards: [{ text: 'Changed since' }] });
  await db.moveClock(10 * minute);
  await dueIsDone();
  expect(await dialog()).toMatchObject({ status: 'UNPUBLISHED', unpublishAt: null });
  expect(await planned()).toEqual([]);
  expect(stage.events.filter(({ event }) => event.type === 'DIALOG_CHANGED')).toHaveLength(2);
});

test('a plan that meets errors keeps the dialog as it is, and tells who made it, once', async () => {
  valueOf(await dialogPublish(stage.ports, author, { dialogId }));
  valueOf(await schedule({ publishAt: await inMinutes(10) }));
  await cards({ key: 'a', message: { text: 'Hello', next: 'nowhere' } });
  await db.moveClock(11 * minute);
  await dueIsDone();
  const after = await dialog();
  expect(after).toMatchObject({ status: 'PUBLISHED', publishedVersion: 1, publishAt: null });
  expect(after.scheduleFault).toContain('UNKNOWN_TARGET');
  expect(after.scheduleFaultAt).toBeInstanceOf(Date);
  const { email } = await stage.agentRecord(author);
  expect(await mails()).toEqual([{ to: email, text: expect.stringContaining('UNKNOWN_TARGET') }]);
  // Woken once more, as after a crash: there is nothing left to do.
  await dueActions.DIALOG_SCHEDULE(stage.ports, {
    workspaceId: stage.workspaceId,
    kind: 'DIALOG_SCHEDULE',
    subjectId: dialogId,
    attempt: 2,
  });
  expect(await mails()).toHaveLength(1);
  expect((await dialog()).scheduleFault).toContain('UNKNOWN_TARGET');
  valueOf(await schedule({ publishAt: await inMinutes(10) }));
  expect((await dialog()).scheduleFault).toBeNull();
});

test('what was published by hand meanwhile is no fault', async () => {
  valueOf(await schedule({ publishAt: await inMinutes(10) }));
  valueOf(await dialogPublish(stage.ports, author, { dialogId }));
  await db.moveClock(11 * minute);
  await dueIsDone();
  expect(await dialog()).toMatchObject({ publishedVersion: 1, scheduleFault: null });
});

test('when nobody was awake for either time, the dialog does not flash up', async () => {
  valueOf(await schedule({ publishAt: await inMinutes(10), unpublishAt: await inMinutes(20) }));
  await db.moveClock(60 * minute);
  await dueIsDone();
  expect(await dialog()).toMatchObject({ status: 'DRAFT', publishAt: null, unpublishAt: null });
  expect(await planned()).toEqual([]);
});

test('what is left out stays planned, and null takes it from the plan', async () => {
  const [early, late] = [await inMinutes(10), await inMinutes(20)];
  valueOf(await schedule({ publishAt: early, unpublishAt: late }));
  expect(await planned()).toEqual([{ due_at: early }]);
  valueOf(await schedule({ publishAt: null }));
  expect(await dialog()).toMatchObject({ publishAt: null, unpublishAt: late });
  expect(await planned()).toEqual([{ due_at: late }]);
  valueOf(await schedule({ unpublishAt: null }));
  expect(await planned()).toEqual([]);
});

test('a plan for what has passed, the wrong way round or too far away is refused', async () => {
  const plan = async (publish: number, unpublish: number) =>
    faultsOf(await schedule({ publishAt: await inMinutes(publish), unpublishAt: await inMinutes(unpublish) }));
  expect(await plan(-1, 10)).toEqual(['INVALID publishAt']);
  expect(await plan(20, 10)).toEqual(['INVALID unpublishAt']);
  expect(await plan(10, 6 * 366 * 24 * 60)).toEqual(['INVALID unpublishAt']);
  expect(await planned()).toEqual([]);
});

test('who may not publish may not plan to, and deleting forgets the plan', async () => {
  const at = await inMinutes(10);
  for (const actor of [staff(stage, ['DIALOGS_MANAGE', 'DIALOGS_VIEW']), await stage.visitor()]) {
    expect(faultsOf(await dialogSchedule(stage.ports, actor, { dialogId, publishAt: at }))).toEqual(['FORBIDDEN']);
  }
  const other = await createStage(db);
  expect(faultsOf(await dialogSchedule(other.ports, admin(other), { dialogId, publishAt: at }))).toEqual([
    'NOT_FOUND dialogId',
  ]);
  const program = integration(stage, ['DIALOGS_PUBLISH']);
  valueOf(await dialogSchedule(stage.ports, program, { dialogId, publishAt: at }));
  expect((await dialog()).scheduledBy).toBeNull();
  valueOf(await dialogDelete(stage.ports, author, { dialogId }));
  expect(await planned()).toEqual([]);
});
