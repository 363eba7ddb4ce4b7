import { createJobs, type Jobs } from '../../src/jobs/runner';
import { createDueQueue } from '../../src/stores/due-queue.store';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { promptMs } from '../support/happenings';
import { accepts, createStage, type Stage, valueOf } from '../support/stage';

let db: TestDatabase;
let stage: Stage;
const running: Jobs[] = [];
const logged: object[] = [];
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  logged.length = 0;
  stage = await createStage(db);
  await stage.agent();
  await stage.dialog();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((jobs) => jobs.stop()));
  expect(logged).toEqual([]);
});

async function startJobs(): Promise<Jobs> {
  const log = { error: (details: object) => void logged.push(details) };
  const jobs = createJobs({ due: createDueQueue(db.database), ports: stage.ports, log });
  running.push(jobs);
  await jobs.start();
  return jobs;
}

test('an offer that nobody answers ends by itself when its window closes', async () => {
  const jobs = await startJobs();
  const id = await stage.asks(await stage.visitor());
  const offer = await stage.ringing(id);
  for (const at of stage.wakes) jobs.wake(at);
  await db.moveClock(100_000);
  const expired = await stage.happens('OFFER_EXPIRED');
  expect(expired.occurredAt.getTime() - offer.expiresAt.getTime()).toBeLessThan(promptMs);
  await stage.happens('LIVE_CHAT_MISSED');
});

test('every process dies with an offer open: the next one to start ends it on time', async () => {
  const first = await startJobs();
  const id = await stage.asks(await stage.visitor());
  await first.stop();
  // What the machine takes itself counts, too: far enough from the end of the window.
  await db.moveClock(60_000);
  await startJobs();
  expect((await stage.ringing(id)).state).toBe('PENDING');
  await db.moveClock(40_000);
  const expired = await stage.happens('OFFER_EXPIRED');
  const offer = await stage.offer((await stage.offers(id))[0]?.id ?? ('' as never));
  expect(expired.occurredAt.getTime()).toBeGreaterThanOrEqual(offer.expiresAt.getTime());
  expect(offer.state).toBe('EXPIRED');
});

test('a worker that dies with the work in hand does not hold it up', async () => {
  const id = await stage.asks(await stage.visitor());
  const offer = await stage.ringing(id);
  await db.moveClock(100_000);
  const { work } = await createDueQueue(db.database).claim(10);
  expect(work).toContainEqual(expect.objectContaining({ kind: 'OFFER_EXPIRE', attempt: 1 }));
  expect((await createDueQueue(db.database).claim(10)).work).toEqual([]);
  await startJobs();
  const expired = await stage.happens('OFFER_EXPIRED');
  expect(expired.occurredAt.getTime() - offer.expiresAt.getTime()).toBeLessThan(promptMs);
  expect((await stage.chat(id)).state).toBe('MISSED');
});

test('two processes look at the same time, and each thing is done once', async () => {
  const agents = await Promise.all(Array.from({ length: 4 }, () => stage.agent()));
  const ids = [];
  for (let count = 0; count < 20; count += 1) ids.push(await stage.asks(await stage.visitor()));
  await Promise.all([startJobs(), startJobs()]);
  await db.moveClock(100_000);
  while (stage.events.filter(({ event }) => event.type === 'OFFER_EXPIRED').length < 20) await stage.happensNext();
  await Promise.all(running.splice(0).map((jobs) => jobs.stop()));
  expect(stage.events.filter(({ event }) => event.type === 'OFFER_EXPIRED')).toHaveLength(20);
  for (const agent of agents) expect(await stage.agentRecord(agent)).toMatchObject({ pendingOffers: 0 });
});

test('a silent chat is warned of and ended without anybody asking', async () => {
  await startJobs();
  const id = await stage.asks(await stage.visitor());
  valueOf(await accepts(stage, await stage.ringing(id)));
  await db.moveClock(541_000);
  await stage.happens('LIVE_CHAT_IDLE_WARNING');
  await db.moveClock(60_000);
  await stage.happens('LIVE_CHAT_ENDED');
  const rest = await db.rows(
    `SELECT kind FROM due_work WHERE workspace_id = $1 AND kind NOT IN ('REACHABILITY_END', 'ROLLUP', 'TIDY')`,
    [stage.workspaceId],
  );
  expect(rest).toEqual([]);
});
