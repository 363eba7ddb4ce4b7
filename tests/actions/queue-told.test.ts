/** A long line is told in several transactions, so that nobody's commit waits for all of it. */
import { openTestDatabase, type TestDatabase } from '../support/database';
import { createStage } from '../support/stage';
import { asksAsSomebody, opensLine, tells, toldPlaces } from '../support/stage-queue';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

test('of more than two hundred who move up, each is told once, and none is left out', async () => {
  const stage = await createStage(db);
  await opensLine(stage, { maxLength: 500 });
  for (let made = 0; made < 21; made += 1) {
    await Promise.all(Array.from({ length: 10 }, () => asksAsSomebody(stage)));
  }
  await db.rows('UPDATE live_chat SET told_place = 500 WHERE workspace_id = $1', [stage.workspaceId]);
  await db.moveClock(1_000);
  const before = stage.events.length;
  await tells(stage);
  const first = toldPlaces({ ...stage, events: stage.events.slice(before) }).length;
  const [planned] = await db.rows<{ readonly isNow: boolean }>(
    `SELECT due_at <= parley_now() AS "isNow" FROM due_work WHERE workspace_id = $1 AND kind = 'QUEUE_TELL'`,
    [stage.workspaceId],
  );
  await tells(stage);
  const told = toldPlaces({ ...stage, events: stage.events.slice(before) }).map(([, place]) => place);
  expect([first, planned?.isNow]).toEqual([200, true]);
  expect(told).toEqual(Array.from({ length: 210 }, (_, index) => index + 1));
});
