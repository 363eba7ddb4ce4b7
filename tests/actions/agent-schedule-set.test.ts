import { agentAvailabilitySet } from '../../src/actions/agent-availability-set';
import { agentBreakEnd } from '../../src/actions/agent-break-end';
import { agentBreakStart } from '../../src/actions/agent-break-start';
import { agentDeactivate } from '../../src/actions/agent-deactivate';
import { agentScheduleSet, type AgentScheduleSetInput } from '../../src/actions/agent-schedule-set';
import { availabilityReset } from '../../src/actions/availability-reset';
import { intentOf } from '../../src/actions/availability-settle';
import { workspaceHolidaysSet } from '../../src/actions/workspace-holidays-set';
import type { AgentActor } from '../../src/auth/actor';
import { createJobs, type Jobs } from '../../src/jobs/runner';
import { availabilityAt } from '../../src/routing/availability';
import { createDueQueue } from '../../src/stores/due-queue.store';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { createStage, type Stage, valueOf } from '../support/stage';
import { weekClockOf } from '../support/week-clock';

let db: TestDatabase;
let stage: Stage;
let ann: AgentActor;
let boss: AgentActor;
const running: Jobs[] = [];
const logged: object[] = [];
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  stage = await createStage(db);
  ann = await stage.agent({ available: false, permissions: ['LIVE_CHAT_TAKE', 'LIVE_CHAT_AVAILABILITY_MANAGE'] });
  boss = await stage.agent({ available: false, permissions: ['AGENTS_MANAGE'] });
  await stage.dialog();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((jobs) => jobs.stop()));
  expect(logged.splice(0)).toEqual([]);
});

async function startJobs(): Promise<Jobs> {
  const log = { error: (details: object) => void logged.push(details) };
  const jobs = createJobs({ due: createDueQueue(db.database), ports: stage.ports, log });
  running.push(jobs);
  await jobs.start();
  return jobs;
}

const { now, becomes } = weekClockOf(() => db);
const everyDay = [1, 2, 3, 4, 5, 6, 7] as const;
/** Every day from nine to five by UTC, with lunch at noon. */
const office: Omit<AgentScheduleSetInput, 'agentId'> = {
  hours: { timeZone: 'UTC', blocks: everyDay.map((weekday) => ({ weekday, from: '09:00', to: '17:00' })) },
  breaks: everyDay.map((weekday) => ({ weekday, from: '12:00', to: '12:30' })),
  holidays: [],
};
const sets = (schedule: Partial<AgentScheduleSetInput> = {}, who = ann) =>
  agentScheduleSet(stage.ports, boss, { agentId: who.agentId, ...office, ...schedule });
const switches = (available: boolean) => agentAvailabilitySet(stage.ports, ann, { available });
const looks = (who = ann) => availabilityReset(stage.ports, { workspaceId: stage.workspaceId, agentId: who.agentId });
const isThere = async (who = ann): Promise<boolean> => (await stage.agentRecord(who)).available;
const nextLook = async (who = ann): Promise<string | undefined> => {
  const rows = await db.rows<{ due_at: Date }>(
    `SELECT due_at FROM due_work WHERE kind = 'AVAILABILITY_RESET' AND subject_id = $1`,
    [who.agentId],
  );
  return rows[0]?.due_at.toISOString().slice(11, 16);
};
const said = (who = ann) => stage.work(async (tx) => (await tx.availability.lock(who.agentId)) ?? fail('nobody'));
const fail = (what: string): never => {
  throw new Error(what);
};
const told = (who = ann): number =>
  stage.events.filter(({ event }) => event.type === 'AGENT_CHANGED' && event.changedAgentId === who.agentId).length;
const becomesThere = async (expected: boolean, who = ann): Promise<void> => {
  while ((await isThere(who)) !== expected) await stage.happensNext();
};

test('an agent whose block begins rings, and one whose block has ended does not: nobody touches anything', async () => {
  await becomes(3, '08:00');
  valueOf(await sets());
  await startJobs();
  expect(await stage.chat(await stage.asks(await stage.visitor()))).toMatchObject({ state: 'MISSED' });
  const opens = await becomes(3, '09:00');
  await becomesThere(true);
  const begun = stage.events.find(({ event, occurredAt }) => event.type === 'AGENT_CHANGED' && occurredAt >= opens);
  expect((begun?.occurredAt.getTime() ?? Infinity) - opens.getTime()).toBeLessThan(1_000);
  expect(await stage.ringing(await stage.asks(await stage.visitor()))).toMatchObject({ agentId: ann.agentId });
  await becomes(3, '12:00');
  await becomesThere(false);
  expect(await stage.chat(await stage.asks(await stage.visitor()))).toMatchObject({ state: 'MISSED' });
  await becomes(3, '12:30');
  await becomesThere(true);
  await becomes(3, '17:00');
  await becomesThere(false);
  expect(await stage.chat(await stage.asks(await stage.visitor()))).toMatchObject({ state: 'MISSED' });
});

test('a schedule that is set inside its hours counts at once, and is told', async () => {
  await becomes(2, '10:00');
  const before = told();
  valueOf(await sets());
  expect([await isThere(), await nextLook(), told() - before]).toEqual([true, '12:00', 1]);
  valueOf(await sets({ hours: null, breaks: [] }));
  expect([await isThere(), await nextLook(), told() - before]).toEqual([false, undefined, 2]);
});

test('what rings and what runs stays when a block ends', async () => {
  await becomes(2, '16:59');
  valueOf(await sets());
  const served = await stage.isServed(await stage.visitor());
  const ringing = await stage.asks(await stage.visitor());
  await becomes(2, '17:00');
  await looks();
  expect(await isThere()).toBe(false);
  expect(await stage.chat(served.id)).toMatchObject({ state: 'CONNECTED' });
  expect(await stage.ringing(ringing)).toMatchObject({ agentId: ann.agentId });
});

test('with every process dead over days, the next one to start puts everybody right', async () => {
  await becomes(1, '10:00');
  valueOf(await sets());
  const bo = await stage.agent({ available: false });
  valueOf(
    await sets({ hours: { timeZone: 'UTC', blocks: [{ weekday: 3, from: '20:00', to: '21:00' }] }, breaks: [] }, bo),
  );
  await becomes(3, '20:30');
  await startJobs();
  await becomesThere(false, ann);
  await becomesThere(true, bo);
  expect([await nextLook(ann), await nextLook(bo)]).toEqual(['09:00', '21:00']);
});

describe('the switch over the hours', () => {
  test('ends at the next boundary', async () => {
    await becomes(5, '10:00');
    valueOf(await sets());
    valueOf(await switches(false));
    expect([await isThere(), await nextLook()]).toEqual([false, '12:00']);
    await becomes(5, '12:00');
    await looks();
    expect([await isThere(), await nextLook()]).toEqual([false, '12:30']);
    await becomes(5, '12:30');
    await looks();
    expect(await isThere()).toBe(true);
  });

  test('ends at midnight of the zone where that comes first', async () => {
    await becomes(5, '18:00');
    valueOf(await sets({ hours: { timeZone: 'Asia/Kolkata', blocks: office.hours?.blocks ?? [] }, breaks: [] }));
    valueOf(await switches(true));
    expect([await isThere(), await nextLook()]).toEqual([true, '18:30']);
    await becomes(5, '18:30');
    await looks();
    expect([await isThere(), await nextLook()]).toEqual([false, '03:30']);
  });

  test('without blocks is all there is, until midnight of the zone', async () => {
    await becomes(5, '15:00');
    valueOf(await sets({ hours: { timeZone: 'Asia/Kolkata', blocks: [] }, breaks: [] }));
    valueOf(await switches(true));
    expect([await isThere(), await nextLook()]).toEqual([true, '18:30']);
  });

  test('ends by hand: saying what the hours say anyway gives them back their word', async () => {
    await becomes(5, '10:00');
    valueOf(await sets());
    valueOf(await switches(false));
    expect((await said()).override).toMatchObject({ available: false });
    valueOf(await switches(true));
    expect([await isThere(), (await said()).override]).toEqual([true, null]);
  });

  test('a new schedule ends it; taking the schedule away leaves it', async () => {
    await becomes(5, '18:00');
    valueOf(await sets());
    valueOf(await switches(true));
    valueOf(await sets());
    expect(await isThere()).toBe(false);
    valueOf(await switches(true));
    valueOf(await sets({ hours: null, breaks: [] }));
    expect(await isThere()).toBe(true);
  });
});

describe('a break from now', () => {
  const starts = (minutes: number) => agentBreakStart(stage.ports, ann, { minutes });

  test('ends by itself, and the hours go on', async () => {
    await becomes(2, '10:00');
    valueOf(await sets());
    valueOf(await starts(30));
    expect([await isThere(), await nextLook()]).toEqual([false, '10:30']);
    await becomes(2, '10:31');
    await looks();
    expect([await isThere(), await nextLook()]).toEqual([true, '12:00']);
  });

  test('is cut short by hand or by the switch, and made longer by another', async () => {
    await becomes(2, '10:00');
    valueOf(await sets());
    valueOf(await starts(30));
    valueOf(await starts(60));
    expect(await nextLook()).toBe('11:00');
    valueOf(await agentBreakEnd(stage.ports, ann, { agentId: null }));
    expect([await isThere(), await nextLook()]).toEqual([true, '12:00']);
    valueOf(await starts(30));
    valueOf(await switches(true));
    expect([await isThere(), (await said()).breakUntil]).toEqual([true, null]);
  });

  test('leaves the switch as it was, as far as that still holds', async () => {
    await becomes(2, '23:40');
    valueOf(await switches(true));
    valueOf(await starts(10));
    expect(await isThere()).toBe(false);
    await becomes(2, '23:51');
    await looks();
    expect(await isThere()).toBe(true);
    valueOf(await starts(20));
    await becomes(3, '00:12');
    await looks();
    expect([await isThere(), await nextLook()]).toEqual([false, undefined]);
  });

  test('ended without one, nothing happens and nothing is told', async () => {
    await becomes(2, '10:00');
    valueOf(await sets());
    const before = told();
    valueOf(await agentBreakEnd(stage.ports, ann, { agentId: null }));
    expect([await isThere(), told()]).toEqual([true, before]);
  });
});

test('a holiday of the workspace counts for whoever has a schedule, and the switch lies over it', async () => {
  const today = (await becomes(4, '10:00')).toISOString().slice(0, 10);
  valueOf(await sets());
  const free = await stage.agent({ available: false });
  valueOf(await agentAvailabilitySet(stage.ports, free, { available: true }));
  await startJobs();
  valueOf(await workspaceHolidaysSet(stage.ports, boss, { holidays: [{ from: today, to: null, name: 'Day off' }] }));
  await becomesThere(false);
  expect([await isThere(free), await nextLook()]).toEqual([true, '09:00']);
  valueOf(await switches(true));
  expect([await isThere(), await nextLook()]).toEqual([true, '00:00']);
  valueOf(await switches(false));
  valueOf(await workspaceHolidaysSet(stage.ports, boss, { holidays: [] }));
  await becomesThere(true);
});

test('a look that comes early, late or twice does nothing that is not so', async () => {
  await becomes(2, '10:00');
  valueOf(await sets());
  const before = told();
  await looks();
  await looks();
  expect([await isThere(), await nextLook(), told()]).toEqual([true, '12:00', before]);
});

test('a deactivated agent’s hours begin without them', async () => {
  await becomes(2, '08:00');
  valueOf(await sets());
  await stage.agent({ permissions: ['AGENTS_MANAGE'] });
  valueOf(await agentDeactivate(stage.ports, boss, { agentId: ann.agentId }));
  await becomes(2, '09:00');
  await looks();
  expect([await isThere(), await nextLook()]).toEqual([false, undefined]);
});

test('however the switch, breaks, schedules and looks meet, what routing reads is what was said last', async () => {
  await becomes(2, '10:00');
  valueOf(await sets());
  for (let round = 0; round < 10; round += 1) {
    await Promise.all([
      ...[switches(true), switches(false), sets(), looks(), agentBreakStart(stage.ports, ann, { minutes: 5 })],
      ...[agentBreakEnd(stage.ports, ann, { agentId: null }), looks(), switches(round % 2 === 0)],
    ]);
    const record = await said();
    const holds = availabilityAt(intentOf(record), await now());
    expect([record.available, record.nextChangeAt]).toEqual([holds.available, holds.until]);
    expect(await nextLook()).toBe(holds.until?.toISOString().slice(11, 16));
  }
});
