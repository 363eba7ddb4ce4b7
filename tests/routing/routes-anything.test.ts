/** Whatever the route, the agents and the clock: what a decision says of itself is so. */
import fc from 'fast-check';
import { decide } from '../../src/routing/decide';
import { stepOf, stepsOf } from '../../src/routing/steps';
import type { LiveChatRouting, RouteStep, TeamId } from '../../src/routing/terms';
import { agents, asked, candidate, customRules, later, picture, request, ring, roundRobin, rule, team } from './world';

const route: LiveChatRouting = { strategy: 'ROUTE', agentId: null, teamId: null };
const teamId = 'team' as TeamId;

describe('whatever the route', () => {
  const names = 'abcdef';
  const some = fc.subarray([...names]).map((list) => list.join(''));
  const anyStep: fc.Arbitrary<RouteStep> = fc
    .record({
      kind: fc.constantFrom(
        ...([
          'AGENT',
          'TEAM',
          'CUSTOM_RULES',
          'ROUND_ROBIN',
          'LEAST_BUSY',
          'LONGEST_IDLE',
          'LAST_AGENT',
          'SKILLS',
        ] as const),
        ...(['ACCOUNT_OWNER', 'EXTERNAL', 'ROUTE'] as const),
      ),
      agentId: fc.option(fc.constantFrom(...agents(names))),
      teamId: fc.option(fc.constant(teamId)),
      skills: fc.array(
        fc.record({
          name: fc.constantFrom('x', 'y'),
          level: fc.integer({ min: 1, max: 5 }),
          relaxAfterSeconds: fc.option(fc.integer({ min: 0, max: 120 })),
        }),
        { maxLength: 2 },
      ),
      attempts: fc.option(fc.integer({ min: 1, max: 3 })),
      coolDownSeconds: fc.option(fc.integer({ min: 0, max: 120 })),
    })
    .map(({ kind, ...given }) => stepOf(kind, given));
  const anyWorld = fc.record({
    steps: fc.array(anyStep, { maxLength: 6 }),
    candidates: fc.tuple(
      ...[...names].map((name) =>
        fc
          .record({
            active: fc.boolean(),
            available: fc.constantFrom(true, true, false),
            taken: fc.integer({ min: 0, max: 3 }),
            capacity: fc.integer({ min: 1, max: 3 }),
            skills: fc.record(
              { x: fc.integer({ min: 1, max: 5 }), y: fc.integer({ min: 1, max: 5 }) },
              { requiredKeys: [] },
            ),
            idleSince: fc.integer({ min: 0, max: 5 }),
            returnedAt: fc.option(fc.constant(asked.getTime())),
          })
          .map((change) => candidate(name, change)),
      ),
    ),
    rings: fc.tuple(some, some, some, some),
    tried: some,
    at: fc.record({ step: fc.integer({ min: 0, max: 3 }), stepAttempts: fc.integer({ min: 0, max: 2 }) }),
    waited: fc.integer({ min: 0, max: 200 }),
    answer: fc.option(some),
    rampSeconds: fc.constantFrom(0, 100),
  });
  type World = typeof anyWorld extends fc.Arbitrary<infer T> ? T : never;

  function run(
    { steps, candidates, rings, tried, at, waited, answer, rampSeconds }: World,
    gone: string | null = null,
  ) {
    const answers = new Map(steps.map((_, index) => [index, { agentIds: agents(answer ?? '') }] as const));
    const there = candidates.map((one) => (one.id === gone ? { ...one, available: false } : one));
    return decide(
      request(route, { steps, tried, attempt: 2, now: later(waited), ...at, ...(answer !== null && { answers }) }),
      picture({
        candidates: there,
        settings: { rampSeconds },
        workspacePool: ring(rings[0], 'c'),
        teamPool: ring(rings[1], 'd', 'TEAM'),
        rules: [rule('One', rings[2]), rule('Two', rings[3])],
      }),
    );
  }

  it('who would be next is whom it comes to when the chosen one is away', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const decision = run(world);
        if (decision.agentId === null) expect(decision.nextAgentId).toBeNull();
        else expect(decision.nextAgentId).toBe(run(world, decision.agentId).agentId);
      }),
      { numRuns: 2_000 },
    );
  });

  it('its steps are told in order, the last one alone chooses or asks, and every passed one has nobody', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const { outcome, agentId, steps: told = [], stepIndex, candidates, verdictCounts, fallbackReason } = run(world);
        expect(told.map(({ index }) => index)).toEqual(told.map((_, place) => world.at.step + place));
        expect(
          told.slice(0, -1).every(({ finding, eligibleAgents }) => finding !== 'CHOSE' && eligibleAgents === 0),
        ).toBe(true);
        const last = told.at(-1);
        expect(outcome === 'OFFERED').toBe(last?.finding === 'CHOSE');
        expect(outcome === 'ASKED').toBe(last?.finding === 'ASKED');
        expect(stepIndex).toBe(outcome === 'FALLBACK' ? null : last?.index);
        expect(fallbackReason === null).toBe(outcome !== 'FALLBACK');
        expect(candidates.filter(({ eligible }) => eligible).some((verdict) => verdict.agentId === agentId)).toBe(
          agentId !== null,
        );
        expect(verdictCounts.reduce((sum, { count }) => sum + count, 0)).toBe(candidates.length);
      }),
      { numRuns: 1_000 },
    );
  });

  it('a shorthand is its steps', () => {
    fc.assert(
      fc.property(anyWorld, fc.constantFrom(roundRobin, customRules, team), fc.boolean(), (world, routing, stands) => {
        const there = picture({
          candidates: world.candidates,
          settings: { roundRobinFallback: stands },
          workspacePool: ring(world.rings[0], 'c'),
          teamPool: ring(world.rings[1], 'd', 'TEAM'),
          rules: [rule('One', world.rings[2])],
        });
        const steps = stepsOf(routing, { roundRobinFallback: stands });
        expect(decide(request(routing), there)).toEqual(decide(request(routing, { steps }), there));
      }),
    );
  });
});
