import { Replay } from '../../src/routing/replay';
import type { PastOffer, PastRequest, ReplayAgent, ReplayWorld } from '../../src/routing/replay-terms';
import { spreadOf } from '../../src/routing/fairness';
import { routingAttributes } from '../../src/routing/attributes';
import { stepOf } from '../../src/routing/steps';
import type { AgentId, ConversationId, IneligibleReason, Rule } from '../../src/routing/terms';
import { agent, agents, customRules, oneAgent, ring, roundRobin, rule } from './world';

const ten = Date.parse('2026-03-02T10:00:00Z');
const minute = 60_000;

function staff(name: string, change: Partial<ReplayAgent> = {}): ReplayAgent {
  const there = { active: true, takesLiveChats: true, available: true, schedule: null, pastSchedules: [] };
  return { id: agent(name), ...there, capacity: 1, skills: {}, ...change };
}

function world(names: string, change: Partial<ReplayWorld> = {}): ReplayWorld {
  return {
    settings: {
      acceptWindowSeconds: 60,
      maxWaitSeconds: null,
      requireReachable: true,
      rampSeconds: 0,
      roundRobinFallback: false,
      teamAttempts: 2,
    },
    workspacePool: ring(names),
    teamPools: new Map(),
    rules: [],
    agents: [...names].map((name) => staff(name)),
    route: null,
    medianAcceptMs: 5_000,
    medianChatMs: 5 * minute,
    schedulesKnownFrom: null,
    mostDifferences: 10,
    ...change,
  };
}

let made = 0;
/** Asked for so many minutes behind ten; served by whom, for how many minutes. */
function past(at: number, by: string | null, change: Partial<PastRequest> & { minutes?: number } = {}): PastRequest {
  const { minutes = 5, ...rest } = change;
  made += 1;
  const accepted: PastOffer[] = by === null ? [] : [{ agentId: agent(by), state: 'ACCEPTED', tookMs: 5_000 }];
  return {
    conversationId: `conversation ${made}` as ConversationId,
    requestedAt: ten + at * minute,
    routing: roundRobin,
    steps: null,
    acceptWindowSeconds: null,
    maxAttempts: null,
    queue: null,
    attributes: routingAttributes([]),
    isKnownAsThen: true,
    lastAgentId: null,
    offers: accepted,
    served: by === null ? null : { agentId: agent(by), tookMs: minutes * minute },
    leftAt: null,
    isRouted: true,
    seen: [],
    took: by === null ? null : { poolId: ring('abc').id, agentId: agent(by) },
    isCounted: true,
    ...rest,
  };
}

const seen = (word: Readonly<Record<string, IneligibleReason | null>>): PastRequest['seen'] =>
  Object.entries(word).map(([name, reason]) => ({ agentId: agent(name), reason }));

function replayed(requests: readonly PastRequest[], of: ReplayWorld) {
  const replay = new Replay(of);
  for (const one of requests) replay.take([one]);
  return replay.finish();
}

test('a steady past, routed by the same rules, comes out as it was', () => {
  const requests = Array.from({ length: 300 }, (_, index) => past(index * 7, 'bca'[index % 3] ?? 'a'));
  const result = replayed(requests, world('abc'));
  expect(result).toMatchObject({ requests: 300, differing: 0, gained: 0, lost: 0 });
  expect(result.after).toEqual({ SERVED: 300, MISSED: 0, LEFT: 0 });
  expect([result.offerSpreadBefore, result.offerSpreadAfter]).toEqual([0, 0]);
});

test('it does not matter into which pages the past is cut', () => {
  const requests = Array.from({ length: 60 }, (_, index) =>
    past(index, index % 4 === 0 ? null : ('abc'[index % 3] ?? 'a')),
  );
  const whole = new Replay(world('abc'));
  whole.take(requests);
  expect(whole.finish()).toEqual(replayed(requests, world('abc')));
});

test('who declined or let it ring then does so again when asked for the same request; others accept', () => {
  const declined: PastOffer = { agentId: agent('a'), state: 'DECLINED', tookMs: 3_000 };
  const expired: PastOffer = { agentId: agent('b'), state: 'EXPIRED', tookMs: 60_000 };
  const turnedDown = past(0, null, { offers: [declined, expired] });
  const once = replayed([turnedDown], world('abc'));
  expect(once.after).toEqual({ SERVED: 0, MISSED: 1, LEFT: 0 });
  const thrice = replayed([{ ...turnedDown, maxAttempts: 3 }], world('abc'));
  expect(thrice).toMatchObject({ gained: 1, after: { SERVED: 1 } });
  expect(thrice.differences).toMatchObject([{ before: { outcome: 'MISSED' }, after: { agentId: 'c' } }]);
  expect(thrice.agents.find(({ agentId }) => agentId === agent('a'))).toMatchObject({ offersAfter: 1, servedAfter: 0 });
});

test('whoever is in a chat has no place for another one until it ends', () => {
  const requests = [past(0, 'a', { minutes: 30 }), past(10, null), past(31, null)];
  const result = replayed(requests, world('a'));
  expect(result.after).toEqual({ SERVED: 2, MISSED: 1, LEFT: 0 });
  const roomier = replayed(requests, world('a', { agents: [staff('a', { capacity: 2 })] }));
  expect(roomier).toMatchObject({ gained: 2, after: { SERVED: 3 } });
});

test('who was away then is away now, until the record says otherwise', () => {
  const requests = [
    past(0, null, { seen: seen({ a: 'UNAVAILABLE', b: 'UNREACHABLE' }) }),
    past(1, null),
    past(2, 'a', { seen: seen({ a: null }) }),
  ];
  const result = replayed(requests, world('ab'));
  expect(result.after).toEqual({ SERVED: 1, MISSED: 2, LEFT: 0 });
  expect(result.differing).toBe(0);
});

test('a verdict about the request says nothing about the agent', () => {
  const requests = [past(0, null, { seen: seen({ a: 'ALREADY_TRIED', b: 'NOT_MATCHED' }) })];
  expect(replayed(requests, world('ab')).after.SERVED).toBe(1);
});

test('the schedule counts for whom nothing is on record, and again from its next boundary on', () => {
  const hours = { timeZone: 'UTC', blocks: [{ weekday: 1 as const, from: 9 * 60, to: 11 * 60 }] };
  const of = world('a', { agents: [staff('a', { available: false, schedule: { hours, breaks: [], holidays: [] } })] });
  // 2026-03-02 is a Monday: open at ten, closed at eleven.
  expect(replayed([past(0, null), past(70, null)], of).after).toEqual({ SERVED: 1, MISSED: 1, LEFT: 0 });
  const switchedOff = [past(0, null, { seen: seen({ a: 'UNAVAILABLE' }) }), past(30, null), past(7 * 24 * 60, null)];
  expect(replayed(switchedOff, of).after).toEqual({ SERVED: 1, MISSED: 2, LEFT: 0 });
});

test('schedules count as they were then, and the one that took their place from then on', () => {
  const open = (from: number, to: number) => ({
    hours: { timeZone: 'UTC', blocks: [{ weekday: 1 as const, from: from * 60, to: to * 60 }] },
    breaks: [],
    holidays: [],
  });
  const monday = { from: '2026-03-02', to: '2026-03-02', name: 'Off' };
  const then = (until: number, schedule: ReplayAgent['schedule']) => ({ until: ten + until * minute, schedule });
  const served = (schedule: ReplayAgent['schedule'], pastSchedules: ReplayAgent['pastSchedules']) =>
    replayed(
      [past(0, null), past(20, null), past(40, null)],
      world('a', { agents: [staff('a', { available: false, schedule, pastSchedules })] }),
    ).after.SERVED;
  expect(served(open(9, 18), [])).toBe(3);
  expect(served(open(9, 18), [then(30, { ...open(9, 18), holidays: [monday] })])).toBe(1);
  expect(served(open(12, 18), [then(10, open(12, 18)), then(30, open(9, 18))])).toBe(1);
  expect(served(null, [then(30, open(9, 18))])).toBe(3);
});

test('of what was matched by what was known then the result tells the number', () => {
  const requests = [past(0, 'a'), past(10, 'a', { isKnownAsThen: false }), past(-10, 'a', { isCounted: false })];
  const result = replayed(requests, world('a', { schedulesKnownFrom: ten }));
  expect(result).toMatchObject({ requests: 2, attributesAsThen: 1, schedulesKnownFrom: ten });
});

test('drafted rules send visitors elsewhere, and the result says whom', () => {
  const sweden: Rule = {
    ...rule('Sweden', 'b', [{ attribute: 'country', operator: 'IS', values: ['SE'] }]),
    pool: { ...ring('b', null, 'RULE') },
  };
  const rest: Rule = rule('Rest', 'a');
  const swede = routingAttributes([{ name: 'country', value: 'SE' }]);
  const requests = [
    past(0, 'a', { routing: customRules, attributes: swede, took: null }),
    past(20, 'a', { routing: customRules, took: null }),
  ];
  const result = replayed(requests, world('ab', { rules: [sweden, rest] }));
  expect(result.differences).toMatchObject([
    { before: { outcome: 'SERVED', agentId: 'a' }, after: { outcome: 'SERVED', agentId: 'b', ruleName: 'Sweden' } },
  ]);
  const nobody = replayed(requests, world('ab', { rules: [sweden] }));
  expect(nobody).toMatchObject({ lost: 1, differing: 2 });
  expect(nobody.differences[1]).toMatchObject({ after: { outcome: 'MISSED', fallbackReason: 'NO_RULE_MATCHED' } });
});

test('one route can stand in for what every card said', () => {
  const route = {
    routing: { strategy: 'AGENT', agentId: agent('c'), teamId: null },
    asksForLast: false,
    stepsFor: () => null,
  } as const;
  const result = replayed([past(0, 'a'), past(20, 'b')], world('abc', { route }));
  expect(result.agents.map(({ agentId, servedAfter }) => [agentId, servedAfter])).toContainEqual([agent('c'), 2]);
});

test('a route that is tried out asks whom the account belonged to and who served the visitor before', () => {
  const route = {
    routing: { strategy: 'ROUTE', agentId: null, teamId: null } as const,
    asksForLast: true,
    stepsFor: ({ ownerId, lastAgentId }: { ownerId: AgentId | null; lastAgentId: AgentId | null }) => [
      stepOf('ACCOUNT_OWNER', { agentId: ownerId }),
      stepOf('LAST_AGENT', { agentId: lastAgentId }),
    ],
  };
  const owned = past(0, 'a', { steps: [stepOf('ACCOUNT_OWNER', { agentId: agent('b') })] });
  const again = past(10, 'a', { lastAgentId: agent('c') });
  const { agents: shares, after } = replayed([owned, again, past(20, 'a')], world('abc', { route }));
  expect(after).toEqual({ SERVED: 2, MISSED: 1, LEFT: 0 });
  const served = shares.filter(({ servedAfter }) => servedAfter === 1).map(({ agentId }) => agentId);
  expect(served.sort()).toEqual(['b', 'c']);
});

test('a visitor who gave up does so at the same minute, unless somebody has accepted by then', () => {
  const gaveUp = past(0, null, { leftAt: ten + 3_000 });
  expect(replayed([gaveUp], world('a')).after).toEqual({ SERVED: 0, MISSED: 0, LEFT: 1 });
  const patient = past(0, null, { leftAt: ten + 20_000 });
  expect(replayed([patient], world('a'))).toMatchObject({ after: { SERVED: 1 }, differing: 1 });
});

test('what was never routed stays as it was and takes no place', () => {
  const result = replayed([past(0, null, { isRouted: false }), past(0, null)], world('a'));
  expect(result.after).toEqual({ SERVED: 1, MISSED: 1, LEFT: 0 });
});

test('the run-up takes places and turns and is not counted', () => {
  const requests = [past(-10, 'a', { minutes: 60, isCounted: false }), past(0, null)];
  const result = replayed(requests, world('a'));
  expect(result).toMatchObject({ requests: 1, after: { MISSED: 1 }, differing: 0 });
  expect(result.agents).toEqual([]);
});

test('a card’s visitors wait for a place, the oldest first, no longer and no more of them than the card says', () => {
  const queue = { maxLength: 1, maxWaitSeconds: 600, line: 'd/chat' };
  const requests = [
    past(0, 'a', { minutes: 5 }),
    past(1, null, { queue }),
    past(2, null, { queue }),
    past(20, null, { queue: { ...queue, maxWaitSeconds: 60 } }),
  ];
  const of = world('a', { medianChatMs: 30 * minute });
  const result = replayed(requests, of);
  expect(result.after).toEqual({ SERVED: 2, MISSED: 2, LEFT: 0 });
  expect(result.differences.map(({ after }) => after.outcome)).toEqual(['SERVED']);
  const [, waited] = requests;
  expect(result.differences[0]?.conversationId).toBe(waited?.conversationId);
});

test('a crowd that waits for somebody else holds up nobody', () => {
  const queue = { maxLength: 500, maxWaitSeconds: 3_600, line: 'd/chat' };
  const crowd = Array.from({ length: 60 }, () => past(1, null, { queue, routing: oneAgent('b') }));
  const requests = [past(0, 'a', { minutes: 5 }), ...crowd, past(2, null, { queue, routing: oneAgent('a') })];
  const result = replayed(requests, world('ab', { agents: [staff('a'), staff('b', { active: false })] }));
  expect(result.after).toEqual({ SERVED: 2, MISSED: 60, LEFT: 0 });
});

test('a customer’s server is not asked about the past: its step is passed', () => {
  const step = { ...{ agentId: null, teamId: null, skills: [], routerId: null, routeId: null } };
  const more = { acceptWindowSeconds: null, attempts: null, coolDownSeconds: null };
  const steps = [
    { ...step, ...more, kind: 'EXTERNAL' as const },
    { ...step, ...more, kind: 'ROUND_ROBIN' as const },
  ];
  const routing = { strategy: 'ROUTE', agentId: null, teamId: null } as const;
  expect(replayed([past(0, null, { routing, steps })], world('a')).after.SERVED).toBe(1);
});

test('of the requests that differ the earliest are told, whenever they end', () => {
  const requests = Array.from({ length: 40 }, (_, index) => past(index * 10, null));
  const result = replayed(requests, world('a', { mostDifferences: 3 }));
  expect(result.differing).toBe(40);
  expect(result.differences.map(({ requestedAt }) => (requestedAt - ten) / minute)).toEqual([0, 10, 20]);
  expect(replayed(requests, world('a', { mostDifferences: 0 })).differences).toEqual([]);
});

test('turns go on from where the record shows that they stood', () => {
  const abc = ring('abc');
  const requests = agents('cab').map((id, index) => past(index * 10, id, { took: { poolId: abc.id, agentId: id } }));
  expect(replayed(requests, world('abc')).differing).toBe(0);
});

test('the spread is most minus fewest', () => {
  expect([spreadOf([]), spreadOf([4]), spreadOf([3, 7, 5])]).toEqual([0, 0, 4]);
});
