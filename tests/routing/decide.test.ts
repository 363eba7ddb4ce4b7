import fc from 'fast-check';
import { decide } from '../../src/routing/decide';
import type { Candidate, Decision, PoolId } from '../../src/routing/terms';
import {
  agent,
  agents,
  candidate,
  customRules,
  oneAgent,
  picture,
  request,
  ring,
  roundRobin,
  rule,
  team,
} from './world';

const swedish = { attribute: 'country', operator: 'IS', values: ['SE'] } as const;
const away = { available: false };

function verdictOn(decision: Decision, name: string): string | null | undefined {
  return decision.candidates.find((verdict) => verdict.agentId === agent(name))?.reason;
}

describe('round robin', () => {
  it('offers to the one behind who was offered last', () => {
    const decision = decide(request(roundRobin), picture({ workspacePool: ring('abcde', 'c') }));
    expect(decision).toMatchObject({ outcome: 'OFFERED', agentId: 'd', ruleId: null, fallbackReason: null });
    expect(decision.poolId).toBe(ring('abcde').id);
  });

  it('passes over who cannot take a chat, and tells why', () => {
    const decision = decide(
      request(roundRobin, { tried: 'c' }),
      picture({
        workspacePool: ring('abcde', 'e'),
        candidates: [candidate('a', away), candidate('b', { taken: 10 })],
      }),
    );
    expect(decision.agentId).toBe('d');
    expect(decision.candidates).toEqual([
      { agentId: 'a', eligible: false, reason: 'UNAVAILABLE' },
      { agentId: 'b', eligible: false, reason: 'AT_CAPACITY' },
      { agentId: 'c', eligible: false, reason: 'ALREADY_TRIED' },
      { agentId: 'd', eligible: true, reason: null },
      { agentId: 'e', eligible: true, reason: null },
    ]);
    expect(decision.verdictCounts).toContainEqual({ reason: null, count: 2 });
  });

  it('falls back with NOBODY_ELIGIBLE where nobody of the ring can take it', () => {
    const decision = decide(
      request(roundRobin),
      picture({ workspacePool: ring('a'), candidates: [candidate('a', away)], settings: { roundRobinFallback: true } }),
    );
    expect(decision).toMatchObject({ outcome: 'FALLBACK', agentId: null, poolId: null });
    expect(decision.fallbackReason).toBe('NOBODY_ELIGIBLE');
    expect(decision.candidates).toHaveLength(1);
  });

  it('counts everybody but tells fifty, the chosen one always among them', () => {
    const busy = Array.from({ length: 79 }, (_, index) => candidate(`agent-${index}`, { taken: 10 }));
    const everyone = [...busy, candidate('last')];
    const workspacePool = { ...ring(''), order: everyone.map(({ id }) => id) };
    const decision = decide(request(roundRobin), picture({ workspacePool, candidates: everyone }));
    expect(decision.agentId).toBe('last');
    expect(decision.candidates).toHaveLength(50);
    expect(verdictOn(decision, 'last')).toBeNull();
    expect(decision.verdictCounts).toEqual([
      { reason: 'AT_CAPACITY', count: 79 },
      { reason: null, count: 1 },
    ]);
  });
});

describe('one agent', () => {
  it('is offered the chat outside any ring', () => {
    const decision = decide(request(oneAgent('b')), picture());
    expect(decision).toMatchObject({ outcome: 'OFFERED', agentId: 'b', poolId: null });
  });

  it('who is not there leads to the fallback', () => {
    const decision = decide(request(oneAgent('b')), picture({ candidates: [candidate('b', { reachable: false })] }));
    expect(decision).toMatchObject({ outcome: 'FALLBACK', fallbackReason: 'NOBODY_ELIGIBLE' });
    expect(verdictOn(decision, 'b')).toBe('UNREACHABLE');
  });

  it('who is no agent any more counts as deactivated', () => {
    expect(verdictOn(decide(request(oneAgent('z')), picture()), 'z')).toBe('DEACTIVATED');
  });
});

describe('a team', () => {
  it('is its own ring', () => {
    const decision = decide(request(team), picture({ workspacePool: ring('a'), teamPool: ring('cd', 'c', 'TEAM') }));
    expect(decision).toMatchObject({ strategy: 'TEAM', agentId: 'd', poolId: ring('cd', null, 'TEAM').id });
  });

  it('offers a second attempt to somebody else of the team only', () => {
    const decision = decide(
      request(team, { tried: 'c', attempt: 2 }),
      picture({ workspacePool: ring('abe'), teamPool: ring('c', 'c', 'TEAM'), settings: { roundRobinFallback: true } }),
    );
    expect(decision).toMatchObject({ outcome: 'FALLBACK', fallbackReason: 'NOBODY_ELIGIBLE' });
    expect(verdictOn(decision, 'c')).toBe('ALREADY_TRIED');
  });

  it('that is gone has nobody', () => {
    expect(decide(request(team), picture()).fallbackReason).toBe('NOBODY_ELIGIBLE');
  });
});

describe('custom rules', () => {
  it('are decided by the first that holds and has somebody', () => {
    const rules = [
      rule('Germans', 'a', [{ ...swedish, values: ['DE'] }]),
      rule('Swedes', 'b', [swedish]),
      rule('Everybody', 'cd'),
      rule('Never asked', 'e'),
    ];
    const decision = decide(
      request(customRules, { attributes: { Country: ' se ' } }),
      picture({ rules, candidates: [candidate('b', away)] }),
    );
    expect(decision).toMatchObject({
      outcome: 'OFFERED',
      agentId: 'c',
      ruleId: 'rule Everybody',
      ruleName: 'Everybody',
    });
    expect(decision.rules).toEqual([
      { ruleId: 'rule Germans', ruleName: 'Germans', matched: false, eligibleAgents: 0 },
      { ruleId: 'rule Swedes', ruleName: 'Swedes', matched: true, eligibleAgents: 0 },
      { ruleId: 'rule Everybody', ruleName: 'Everybody', matched: true, eligibleAgents: 2 },
    ]);
    expect(verdictOn(decision, 'a')).toBe('NOT_MATCHED');
    expect(verdictOn(decision, 'b')).toBe('UNAVAILABLE');
  });

  it('tell an agent of two rules by the rule that holds', () => {
    const rules = [rule('Germans', 'ab', [{ ...swedish, values: ['DE'] }]), rule('Swedes', 'b', [swedish])];
    const decision = decide(request(customRules, { attributes: { country: 'SE' } }), picture({ rules }));
    expect(verdictOn(decision, 'a')).toBe('NOT_MATCHED');
    expect(verdictOn(decision, 'b')).toBeNull();
  });

  it('of which none holds fall back with NO_RULE_MATCHED', () => {
    const decision = decide(request(customRules), picture({ rules: [rule('Swedes', 'b', [swedish])] }));
    expect(decision).toMatchObject({ outcome: 'FALLBACK', fallbackReason: 'NO_RULE_MATCHED' });
  });

  it('that hold but have nobody fall back with NOBODY_ELIGIBLE', () => {
    const decision = decide(
      request(customRules),
      picture({ rules: [rule('All', 'b')], candidates: [candidate('b', away)] }),
    );
    expect(decision.fallbackReason).toBe('NOBODY_ELIGIBLE');
  });

  it('that share a ring say of each how many it has', () => {
    const rules = [rule('One', 'b'), rule('Two', 'b')];
    const decision = decide(request(customRules), picture({ rules, candidates: [candidate('b', away)] }));
    expect(decision.rules.map((verdict) => verdict.eligibleAgents)).toEqual([0, 0]);
  });
});

describe('the round-robin fallback', () => {
  const settings = { roundRobinFallback: true };

  it('tries one of all agents when the own pool has nobody at the start', () => {
    const decision = decide(
      request(oneAgent('b')),
      picture({ workspacePool: ring('abc', 'a'), candidates: [candidate('b', away)], settings }),
    );
    expect(decision).toMatchObject({ strategy: 'AGENT', outcome: 'OFFERED', agentId: 'c', poolId: ring('abc').id });
    expect(decision.fallbackReason).toBeNull();
  });

  it('is not for a second attempt', () => {
    const decision = decide(
      request(team, { tried: 'c', attempt: 2 }),
      picture({ workspacePool: ring('ab'), teamPool: ring('c', 'c', 'TEAM'), settings }),
    );
    expect(decision.outcome).toBe('FALLBACK');
  });

  it('judges by their own merits whom an unmatched rule brought up first', () => {
    const rules = [rule('Swedes', 'ab', [swedish])];
    const decision = decide(
      request(customRules),
      picture({ workspacePool: ring('ab'), rules, candidates: [candidate('a', away)], settings }),
    );
    expect(decision).toMatchObject({ agentId: 'b', ruleId: null });
    expect(verdictOn(decision, 'a')).toBe('UNAVAILABLE');
  });

  it('says why the own pool had nobody when it has nobody either', () => {
    const decision = decide(request(customRules), picture({ workspacePool: ring(''), settings }));
    expect(decision.fallbackReason).toBe('NO_RULE_MATCHED');
  });
});

describe('whatever the picture', () => {
  const names = 'abcdefgh';
  const anyCandidate: fc.Arbitrary<Omit<Candidate, 'id'>> = fc.record({
    active: fc.boolean(),
    takesLiveChats: fc.boolean(),
    available: fc.boolean(),
    reachable: fc.boolean(),
    taken: fc.integer({ min: 0, max: 3 }),
    capacity: fc.integer({ min: 1, max: 3 }),
    skills: fc.constant({}),
    idleSince: fc.integer({ min: 0, max: 9 }),
    returnedAt: fc.constant(null),
  });
  const anyNames = fc.subarray([...names]).map((some) => some.join(''));
  const anyWorld = fc.record({
    candidates: fc.tuple(...[...names].map((name) => anyCandidate.map((change) => candidate(name, change)))),
    rings: fc.tuple(anyNames, anyNames, anyNames, anyNames),
    routing: fc.constantFrom(roundRobin, customRules, team, oneAgent('a')),
    tried: anyNames,
    attempt: fc.integer({ min: 1, max: 2 }),
    country: fc.constantFrom('SE', 'DE', ''),
    settings: fc.record({ requireReachable: fc.boolean(), roundRobinFallback: fc.boolean() }),
  });

  it('nobody is offered a chat who cannot take it, and every verdict agrees with the choice', () => {
    fc.assert(
      fc.property(anyWorld, ({ candidates, rings, routing, tried, attempt, country, settings }) => {
        const decision = decide(
          request(routing, { tried, attempt, attributes: { country } }),
          picture({
            candidates,
            settings,
            workspacePool: ring(rings[0], 'c'),
            teamPool: ring(rings[1], 'd', 'TEAM'),
            rules: [rule('Swedes', rings[2], [swedish]), rule('All', rings[3])],
          }),
        );
        const chosen = candidates.find(({ id }) => id === decision.agentId);
        expect(decision.outcome === 'OFFERED').toBe(chosen !== undefined);
        expect(decision.fallbackReason === null).toBe(chosen !== undefined);
        if (chosen !== undefined) {
          expect(chosen.active && chosen.takesLiveChats && chosen.available).toBe(true);
          expect(chosen.reachable || !settings.requireReachable).toBe(true);
          expect(chosen.taken).toBeLessThan(chosen.capacity);
          expect(agents(tried)).not.toContain(chosen.id);
          expect(decision.candidates).toContainEqual({ agentId: chosen.id, eligible: true, reason: null });
        } else {
          // A false "nobody" would be the worst answer: nobody who was considered could have taken it.
          expect(decision.candidates.every((verdict) => !verdict.eligible)).toBe(true);
        }
        const counted = decision.verdictCounts.reduce((sum, { count }) => sum + count, 0);
        expect(counted).toBe(decision.candidates.length);
        expect(new Set(decision.candidates.map(({ agentId }) => agentId)).size).toBe(counted);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a large workspace', () => {
  it('of 1,000 agents and 100 rules is decided in far less than a frame', () => {
    const everyone = Array.from({ length: 1_000 }, (_, index) =>
      candidate(`agent-${index}`, { taken: index === 999 ? 0 : 10 }),
    );
    const rules = Array.from({ length: 100 }, (_, index) => ({
      ...rule(`rule ${index}`, '', [{ ...swedish, values: ['NO', index % 2 === 0 ? 'DE' : 'SE'] }]),
      pool: {
        ...ring(''),
        id: `pool ${index}` as PoolId,
        order: everyone.slice(index * 10, index * 10 + 10).map(({ id }) => id),
      },
    }));
    const world = picture({ rules, candidates: everyone });
    const asked = request(customRules, { attributes: { country: 'SE' } });
    const fastest = Math.min(
      ...Array.from({ length: 50 }, () => {
        const started = performance.now();
        expect(decide(asked, world).agentId).toBe('agent-999');
        return performance.now() - started;
      }),
    );
    // A tenth of a millisecond on a quiet core; under the routing lock every millisecond is one that others wait.
    expect(fastest).toBeLessThan(2);
  });
});
