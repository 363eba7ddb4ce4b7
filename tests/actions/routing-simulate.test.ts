import { agentDeactivate } from '../../src/actions/agent-deactivate';
import { routingSimulate, type RoutingSimulateInput } from '../../src/actions/routing-simulate';
import { usageLimitsUpdate } from '../../src/actions/usage-limits-update';
import type { AgentActor } from '../../src/auth/actor';
import type { LiveChatRouting } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import { db, stage } from '../support/empty-stage';
import { admin, faultsOf, profile } from '../support/staff';
import { createStage, roundRobin, valueOf } from '../support/stage';

const simulate = async (routing: LiveChatRouting, attributes: RoutingSimulateInput['attributes'] = []) =>
  valueOf(await routingSimulate(stage.ports, admin(stage), { routing, attributes }));
const reasonsOf = (decision: Awaited<ReturnType<typeof simulate>>, ...agents: readonly AgentActor[]) =>
  agents.map(({ agentId }) => decision.candidates.find((verdict) => verdict.agentId === agentId)?.reason);
const customRules: LiveChatRouting = { strategy: 'CUSTOM_RULES', agentId: null, teamId: null };

test('a simulation says what the next request gets, as often as asked, and uses up no turn', async () => {
  await stage.agent();
  const bob = await stage.agent();
  await stage.dialog();
  await stage.asks(await stage.visitor());
  const events = stage.events.length;
  for (let time = 0; time < 3; time += 1) expect((await simulate(roundRobin)).agentId).toBe(bob.agentId);
  expect(stage.events).toHaveLength(events);
  const id = await stage.asks(await stage.visitor());
  expect((await stage.ringing(id)).agentId).toBe(bob.agentId);
});

test('it tells of everybody in a team why not', async () => {
  const [away, gone, full, visitorLess, left] = [
    await stage.agent({ available: false }),
    await stage.agent({ reachable: false }),
    await stage.agent({ capacity: 1 }),
    await stage.agent({ permissions: [] }),
    await stage.agent(),
  ];
  await stage.dialog({ routing: { strategy: 'AGENT', agentId: full.agentId, teamId: null } });
  await stage.isServed(await stage.visitor());
  valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId: left.agentId }));
  const teamId = await stage.team('Sales', [away, gone, full, visitorLess, left]);
  const decision = await simulate({ strategy: 'TEAM', agentId: null, teamId });
  expect(decision).toMatchObject({ outcome: 'FALLBACK', fallbackReason: 'NOBODY_ELIGIBLE', strategy: 'TEAM' });
  expect(reasonsOf(decision, away, gone, full, visitorLess, left)).toEqual([
    'UNAVAILABLE',
    'UNREACHABLE',
    'AT_CAPACITY',
    'NO_LIVE_CHAT_PERMISSION',
    'DEACTIVATED',
  ]);
});

test('rules are judged by the attributes given', async () => {
  const [ann, bob] = [await stage.agent(), await stage.agent()];
  const conditions = [{ attribute: 'country', operator: 'IS', values: ['SE'] }] as const;
  const swedes = await stage.rule({ name: 'Swedes', position: 1, conditions, agents: [ann] });
  await stage.rule({ name: 'Large', position: 2, conditions: [large], agents: [bob] });
  const decision = await simulate(customRules, [{ name: 'Country', value: ' se ' }]);
  expect(decision).toMatchObject({ outcome: 'OFFERED', agentId: ann.agentId, ruleId: swedes, ruleName: 'Swedes' });
  const other = await simulate(customRules, [{ name: 'companySize', value: '5000' }]);
  expect(other).toMatchObject({
    agentId: bob.agentId,
    rules: [{ matched: false }, { matched: true, eligibleAgents: 1 }],
  });
  expect(reasonsOf(other, ann)).toEqual(['NOT_MATCHED']);
  expect(await simulate(customRules)).toMatchObject({ outcome: 'FALLBACK', fallbackReason: 'NO_RULE_MATCHED' });
});
const large = { attribute: 'companySize', operator: 'GREATER_THAN', values: ['999'] } as const;

test('a used up package is told like to a visitor', async () => {
  await stage.agent();
  valueOf(await usageLimitsUpdate(stage.ports, admin(stage), { liveChatEngagementLimit: 0 }));
  expect(await simulate(roundRobin)).toMatchObject({ outcome: 'LIMIT_REACHED', agentId: null });
});

test('an unknown agent or team is INVALID', async () => {
  const attempt = async (routing: LiveChatRouting) =>
    faultsOf(await routingSimulate(stage.ports, admin(stage), { routing, attributes: [] }));
  const stranger = await (await createStage(db)).agent();
  for (const agentId of [null, newId<'Agent'>(), stranger.agentId]) {
    expect(await attempt({ strategy: 'AGENT', agentId, teamId: null })).toEqual(['INVALID routing.agentId']);
  }
  for (const teamId of [null, newId<'Team'>()]) {
    expect(await attempt({ strategy: 'TEAM', agentId: null, teamId })).toEqual(['INVALID routing.teamId']);
  }
});

test('an attribute that nobody defined is told, because it would look like a rule that does not match', async () => {
  const attempt = async (...names: readonly string[]) => {
    const attributes = names.map((name) => ({ name, value: 'SE' }));
    return routingSimulate(stage.ports, admin(stage), { routing: customRules, attributes });
  };
  valueOf(await attempt('country', ' Country '));
  const refused = await attempt('country', 'contry');
  expect(faultsOf(refused)).toEqual(['INVALID attributes.1.name']);
  expect(refused).toMatchObject({ refusals: [{ message: expect.stringContaining('“contry”') }] });
});

test('it is for those who may see the rules', async () => {
  const input = { routing: roundRobin, attributes: [] };
  valueOf(await routingSimulate(stage.ports, profile(stage, 'LIVE_AGENT'), input));
  for (const actor of [await stage.agent(), await stage.visitor()]) {
    expect(faultsOf(await routingSimulate(stage.ports, actor, input))).toEqual(['FORBIDDEN']);
  }
});
