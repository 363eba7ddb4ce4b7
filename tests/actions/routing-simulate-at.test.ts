import { agentScheduleSet } from '../../src/actions/agent-schedule-set';
import { routingSimulate, type RoutingSimulateInput } from '../../src/actions/routing-simulate';
import { securitySettingsUpdate } from '../../src/actions/security-settings-update';
import type { Actor, AgentActor } from '../../src/auth/actor';
import { newId } from '../../src/stores/ids';
import { db, stage } from '../support/empty-stage';
import { admin, faultsOf } from '../support/staff';
import { codeOf, createStage, roundRobin, valueOf } from '../support/stage';

const asked = (input: Partial<RoutingSimulateInput> = {}, as: Actor = admin(stage)) =>
  routingSimulate(stage.ports, as, { routing: roundRobin, attributes: [], ...input });
const simulate = async (input: Partial<RoutingSimulateInput> = {}) => valueOf(await asked(input));
const reasonOf = (decision: Awaited<ReturnType<typeof simulate>>, { agentId }: AgentActor) =>
  decision.candidates.find((verdict) => verdict.agentId === agentId)?.reason;

/** The next Monday at that hour by UTC. */
function monday(hour: number): Date {
  const today = new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000);
  const ahead = ((8 - today.getUTCDay()) % 7) + 7;
  return new Date(today.getTime() + ahead * 86_400_000 + hour * 3_600_000);
}

async function worksOnMondays(agent: AgentActor, more: object = {}): Promise<void> {
  const hours = { timeZone: 'UTC', blocks: [{ weekday: 1 as const, from: '09:00', to: '17:00' }] };
  const input = { agentId: agent.agentId, hours, breaks: [], holidays: [], ...more };
  valueOf(await agentScheduleSet(stage.ports, admin(stage), input));
}

test('at another time the schedules count, their breaks and the holidays', async () => {
  const [ann, bo] = [await stage.agent({ available: false }), await stage.agent()];
  const lunch = { weekday: 1 as const, from: '12:00', to: '13:00' };
  await worksOnMondays(ann, { breaks: [lunch] });
  expect((await simulate({ at: monday(10) })).agentId).toBe(ann.agentId);
  const atLunch = await simulate({ at: monday(12) });
  expect([atLunch.agentId, reasonOf(atLunch, ann)]).toEqual([null, 'UNAVAILABLE']);
  expect(reasonOf(await simulate({ at: monday(8) }), ann)).toBe('UNAVAILABLE');
  // Without a schedule the switch alone counts, and what it says today is over by then.
  expect(reasonOf(await simulate({ at: monday(10) }), bo)).toBe('UNAVAILABLE');
  const day = monday(0).toISOString().slice(0, 10);
  await worksOnMondays(ann, { holidays: [{ from: day, to: null, name: null }] });
  expect(reasonOf(await simulate({ at: monday(10) }), ann)).toBe('UNAVAILABLE');
});

test('what is assumed of an agent counts before what is so, and only for that simulation', async () => {
  const [ann, bo] = [await stage.agent({ available: false, reachable: false }), await stage.agent({ capacity: 2 })];
  const there = { agentId: ann.agentId, available: true, reachable: true };
  expect((await simulate({ assume: [there] })).agentId).toBe(ann.agentId);
  expect((await simulate()).agentId).toBe(bo.agentId);
  const full = await simulate({ assume: [{ agentId: bo.agentId, taken: 2 }] });
  expect([full.outcome, reasonOf(full, bo)]).toEqual(['FALLBACK', 'AT_CAPACITY']);
  expect(reasonOf(await simulate({ assume: [{ agentId: bo.agentId, reachable: false }] }), bo)).toBe('UNREACHABLE');
  expect((await simulate({ at: monday(3), assume: [there] })).agentId).toBe(ann.agentId);
  expect((await stage.agentRecord(ann)).available).toBe(false);
});

test('a visitor’s own attributes count, and what is given comes before them', async () => {
  const [ann, bo] = [await stage.agent(), await stage.agent()];
  const country = (value: string) => [{ attribute: 'country', operator: 'IS', values: [value] }] as const;
  await stage.rule({ name: 'Sweden', position: 1, conditions: country('SE'), agents: [ann] });
  await stage.rule({ name: 'Norway', position: 2, conditions: country('NO'), agents: [bo] });
  const { visitorId } = await stage.visitor({ country: 'SE' });
  const routing = { strategy: 'CUSTOM_RULES', agentId: null, teamId: null } as const;
  expect(await simulate({ routing, visitorId })).toMatchObject({ agentId: ann.agentId, ruleName: 'Sweden' });
  const attributes = [{ name: 'Country', value: 'NO' }];
  expect(await simulate({ routing, visitorId, attributes })).toMatchObject({ ruleName: 'Norway' });
  expect(await simulate({ routing })).toMatchObject({ fallbackReason: 'NO_RULE_MATCHED' });
});

test('whoever may not read of the visitor may not simulate with the visitor', async () => {
  const { visitorId } = await stage.visitor();
  const reader = await stage.agent({ permissions: ['CUSTOM_RULES_VIEW'] });
  expect(codeOf(await asked({}, reader))).toBe('OK');
  expect(codeOf(await asked({ visitorId }, reader))).toBe('FORBIDDEN');
  expect(codeOf(await asked({}, await stage.agent({ permissions: [] })))).toBe('FORBIDDEN');
  expect(codeOf(await asked({}, await stage.visitor()))).toBe('FORBIDDEN');
});

test('a blocked address is kept out, as it would be', async () => {
  await stage.agent();
  const update = { blockedEmailDomains: ['rival.example'], blocksEmailDomains: true };
  valueOf(await securitySettingsUpdate(stage.ports, admin(stage), update));
  const attributes = [{ name: 'email', value: 'spy@rival.example' }];
  expect(await simulate({ attributes })).toMatchObject({ outcome: 'FALLBACK', fallbackReason: 'BLOCKED_DOMAIN' });
});

test('what cannot be imagined is refused at its field', async () => {
  const ann = await stage.agent();
  const elsewhere = await createStage(db);
  const stranger = await elsewhere.agent();
  const { agentId } = ann;
  expect(faultsOf(await asked({ assume: [{ agentId: newId<'Agent'>() }] }))).toEqual(['INVALID assume.0.agentId']);
  expect(faultsOf(await asked({ assume: [{ agentId: stranger.agentId }] }))).toEqual(['INVALID assume.0.agentId']);
  expect(faultsOf(await asked({ assume: [{ agentId }, { agentId }] }))).toEqual(['INVALID assume.1.agentId']);
  expect(faultsOf(await asked({ assume: [{ agentId, taken: -1 }] }))).toEqual(['INVALID assume.0.taken']);
  const many = Array.from({ length: 1_001 }, () => ({ agentId }));
  expect(faultsOf(await asked({ assume: many }))).toEqual(['INVALID assume']);
  expect(faultsOf(await asked({ at: new Date('1999-01-01T00:00:00Z') }))).toEqual(['INVALID at']);
  expect(faultsOf(await asked({ visitorId: newId<'Visitor'>() }))).toEqual(['NOT_FOUND visitorId']);
  expect(faultsOf(await asked({ visitorId: (await elsewhere.visitor()).visitorId }))).toEqual(['NOT_FOUND visitorId']);
});

test('nothing is locked: a simulation is answered while somebody holds the routing lock', async () => {
  const ann = await stage.agent();
  await stage.work(async (tx) => {
    await tx.routing.lock();
    expect((await simulate({ at: monday(10), assume: [{ agentId: ann.agentId, available: true }] })).agentId).toBe(
      ann.agentId,
    );
  });
});
