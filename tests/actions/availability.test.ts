import { agentAvailabilitySet } from '../../src/actions/agent-availability-set';
import { availabilityReset } from '../../src/actions/availability-reset';
import type { AgentActor } from '../../src/auth/actor';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { createStage, type Stage, valueOf } from '../support/stage';

let db: TestDatabase;
let stage: Stage;
let ann: AgentActor;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  stage = await createStage(db);
  ann = await stage.agent({ available: false });
});

const says = (available: boolean) => agentAvailabilitySet(stage.ports, ann, { available });
const resetAt = async (): Promise<Date | undefined> => {
  const rows = await db.rows<{ due_at: Date }>(
    `SELECT due_at FROM due_work WHERE kind = 'AVAILABILITY_RESET' AND subject_id = $1`,
    [ann.agentId],
  );
  return rows[0]?.due_at;
};

test('"available" lasts until midnight', async () => {
  valueOf(await says(true));
  const due = await resetAt();
  expect(due?.toISOString()).toMatch(/T00:00:00\.000Z$/);
  const now = await stage.work((tx) => tx.workspace.find().then(() => tx.now));
  const left = (due?.getTime() ?? 0) - now.getTime();
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(24 * 60 * 60 * 1_000);
  const looks = () => availabilityReset(stage.ports, { workspaceId: stage.workspaceId, agentId: ann.agentId });
  await looks();
  expect(await stage.agentRecord(ann)).toMatchObject({ available: true });
  await db.moveClock(left + 1_000);
  await looks();
  expect(await stage.agentRecord(ann)).toMatchObject({ available: false });
  expect(await resetAt()).toBeUndefined();
});

test('going away by hand leaves nothing to reset; what rings and what runs stays', async () => {
  valueOf(await says(true));
  await stage.dialog();
  const served = await stage.isServed(await stage.visitor());
  const ringing = await stage.asks(await stage.visitor());
  valueOf(await says(false));
  expect(await resetAt()).toBeUndefined();
  expect(await stage.chat(served.id)).toMatchObject({ state: 'CONNECTED' });
  expect(await stage.ringing(ringing)).toMatchObject({ agentId: ann.agentId });
  const missed = await stage.asks(await stage.visitor());
  expect(await stage.chat(missed)).toMatchObject({ state: 'MISSED' });
});
