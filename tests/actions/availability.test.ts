import { agentAvailabilitySet } from '../../src/actions/agent-availability-set';
import { availabilityReset } from '../../src/actions/availability-reset';
import type { AgentActor } from '../../src/auth/actor';
import { createJobs } from '../../src/jobs/runner';
import { dayMs } from '../../src/routing/zone';
import { createDueQueue } from '../../src/stores/due-queue.store';
import { db, stage } from '../support/empty-stage';
import { valueOf } from '../support/stage';
import { weekClockOf } from '../support/week-clock';

let ann: AgentActor;
beforeEach(async () => {
  ann = await stage.agent({ available: false });
});

const { becomes } = weekClockOf(() => db);
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

test('three hundred whose hours begin together are a handful of transactions, not three hundred that queue', async () => {
  const logged: object[] = [];
  await becomes(4, '08:00');
  await stage.work(async (tx) => {
    const hours = { timeZone: 'UTC', blocks: [{ weekday: 4, from: 540, to: 1_020 } as const] };
    const opens = new Date(Math.floor(tx.now.getTime() / dayMs) * dayMs + 9 * 3_600_000);
    await tx.routing.lock();
    for (let count = 0; count < 300; count += 1) {
      const agentId = stage.ports.newId<'Agent'>();
      const permissions = ['LIVE_CHAT_TAKE'] as const;
      const names = { name: `Agent ${count}`, email: `${agentId}@example.com`, passwordHash: '-' };
      tx.agents.insert({ id: agentId, ...names, profile: 'LIVE_AGENT', permissions, capacity: null });
      tx.availability.save({
        ...{ agentId, active: true, available: false, workspaceHolidays: [], override: null, breakUntil: null },
        ...{ schedule: { hours, breaks: [], holidays: [] }, nextChangeAt: opens },
      });
      tx.schedule({ kind: 'AVAILABILITY_RESET', subjectId: agentId, at: opens });
    }
  });
  const log = { error: (details: object) => void logged.push(details) };
  const jobs = createJobs({ due: createDueQueue(db.database), ports: stage.ports, log });
  await jobs.start();
  const opens = await becomes(4, '09:00');
  const changes = () =>
    stage.events.filter(({ event, occurredAt }) => event.type === 'AGENT_CHANGED' && occurredAt >= opens);
  while (changes().length < 300) await stage.happensNext();
  expect(new Set(changes().map(({ occurredAt }) => occurredAt.getTime())).size).toBeLessThanOrEqual(4);
  expect(await db.rows('SELECT 1 FROM agent WHERE workspace_id = $1 AND available', [stage.workspaceId])).toHaveLength(
    300,
  );
  await jobs.stop();
  expect(logged).toEqual([]);
});
