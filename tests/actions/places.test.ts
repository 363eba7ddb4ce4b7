/** What is read does not wait behind transactions that wait for each other. */
import type { WorkspaceId } from '../../src/routing/terms';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { newBench, newWorkspace } from '../support/rows';
import { createReads } from '../../src/stores/reads/reads';

let db: TestDatabase;
let workspaceId: WorkspaceId;
beforeAll(async () => {
  db = await openTestDatabase({ poolSize: 8 });
  workspaceId = await newWorkspace(db);
});
afterAll(() => db.close());

test('while a crowd waits for the routing lock, a page is read, and everybody of the crowd has a turn', async () => {
  const { work } = newBench(db.database);
  let leave = (): void => undefined;
  const left = new Promise<void>((resolve) => (leave = resolve));
  let enter = (): void => undefined;
  const entered = new Promise<void>((resolve) => (enter = resolve));
  const first = work(workspaceId, async (tx) => {
    await tx.routing.lock();
    enter();
    await left;
  });
  await entered;
  let turns = 0;
  const crowd = Array.from({ length: 30 }, () =>
    work(workspaceId, async (tx) => {
      await tx.routing.lock();
      turns += 1;
    }),
  );
  expect(await createReads(db.database, workspaceId).workspace()).toMatchObject({ id: workspaceId });
  expect(turns).toBe(0);
  leave();
  await Promise.all([first, ...crowd]);
  expect(turns).toBe(30);
});

test('a transaction that fails gives its place back', async () => {
  const { work } = newBench(db.database);
  const reason = new Error('refused');
  const failing = () =>
    work(workspaceId, async (tx) => {
      await tx.workspace.find();
      throw reason;
    });
  for (let turn = 0; turn < 20; turn += 1) await expect(failing()).rejects.toBe(reason);
  expect(await work(workspaceId, (tx) => tx.workspace.find())).toMatchObject({ id: workspaceId });
});

test('of what is read together, one that fails is told and the others are answered', async () => {
  const { database } = db;
  const one = database.read(workspaceId, { name: 'one', text: 'SELECT 1 AS n', values: [] });
  const broken = database.read(workspaceId, { name: 'broken', text: 'SELECT 1 / 0 AS n', values: [] });
  const two = database.read(workspaceId, { name: 'two', text: 'SELECT 2 AS n', values: [] });
  await expect(broken).rejects.toThrow('division by zero');
  expect(await Promise.all([one, two])).toEqual([[{ n: 1 }], [{ n: 2 }]]);
});
