/** Whom places go to where several wait: the oldest, and each as if those before had been served already. */
import fc from 'fast-check';
import { decide, type RoutingPicture } from '../../src/routing/decide';
import type { Candidates } from '../../src/routing/moving-picture';
import { serveInTurn } from '../../src/routing/serve-in-turn';
import type { Candidate, Decision, LiveChatRouting, Pool, TeamId } from '../../src/routing/terms';
import { agent, asked, candidate, customRules, later, picture, request, ring, roundRobin, rule, team } from './world';

const now = later(60);
const ends = () => null;
const nobodyElse = () => null;

describe('whose turn it is', () => {
  /** A visitor is a string of the agents who will do, in the order in which they are asked. */
  const wanted =
    (from: readonly Candidate[]) =>
    (waiting: readonly string[]): readonly (string | null)[] => {
      const decideFor = (names: string, candidates: Candidates): Decision => {
        const free = [...names].map(agent).find((id) => {
          const known = candidates.get(id);
          return known !== undefined && known.taken < known.capacity;
        });
        return { outcome: free === undefined ? 'FALLBACK' : 'OFFERED', agentId: free ?? null } as Decision;
      };
      // Two visitors may want the same, so each is a thing of its own.
      const visitors = waiting.map((names) => ({ names }));
      const { decisions } = serveInTurn(visitors, picture({ candidates: from }), {
        now,
        ends,
        decide: ({ names }, { candidates }) => decideFor(names, candidates),
        likeness: ({ names }) => names,
      });
      return visitors.map((visitor) => decisions.get(visitor)?.agentId ?? null);
    };

  test('a place goes to whoever has waited longest for it', () => {
    expect(wanted([candidate('a', { taken: 9 })])(['a', 'a', 'a'])).toEqual(['a', null, null]);
  });

  test('a visitor for whom nobody will do is passed by', () => {
    expect(wanted([candidate('a'), candidate('b', { taken: 10 })])(['b', 'a', 'ba'])).toEqual([null, 'a', 'a']);
  });

  test('a place that is promised to one who came earlier is nobody else’s', () => {
    const one = (name: string) => candidate(name, { capacity: 1 });
    expect(wanted([one('a'), one('b')])(['ab', 'a', 'b'])).toEqual(['a', null, 'b']);
  });

  test('nobody is looked at twice for what others like them could not have', () => {
    let looks = 0;
    const nobody = (): Decision => {
      looks += 1;
      return { outcome: 'FALLBACK', agentId: null } as Decision;
    };
    const visitors = Array.from({ length: 40 }, (_, index) => ({ like: index % 2 === 0 ? 'even' : null }));
    const serving = { now, ends, decide: nobody, likeness: ({ like }: { readonly like: string | null }) => like };
    const { decisions } = serveInTurn(visitors, picture(), serving);
    expect(decisions.size).toBe(40);
    expect(looks).toBe(21);
  });

  test('whoever may not be served is not looked for, and what ends that wait ends nobody else’s', () => {
    const over = { outcome: 'FALLBACK', agentId: null, fallbackReason: 'BLOCKED_DOMAIN' } as Decision;
    const blocked = { name: 'blocked' };
    const free = { name: 'free' };
    const { decisions } = serveInTurn([blocked, free], picture({ workspacePool: ring('a') }), {
      now,
      ends: (one) => (one === blocked ? over : null),
      decide: (_, moving) => decide(request(roundRobin), moving),
      likeness: () => 'alike',
    });
    expect([decisions.get(blocked), decisions.get(free)?.agentId]).toEqual([over, 'a']);
  });

  test('what is left is for whoever comes behind', () => {
    const { left } = serveInTurn([{}], picture({ candidates: [candidate('a', { capacity: 2 })] }), {
      now,
      ends,
      decide: () => ({ outcome: 'OFFERED', agentId: agent('a'), poolId: null }) as unknown as Decision,
      likeness: nobodyElse,
    });
    expect(left.get(agent('a'))).toMatchObject({ taken: 1, capacity: 2, idleSince: now.getTime() });
  });

  test('as many as there are places are served, whatever the number of those who wait', () => {
    const served = wanted([candidate('a', { capacity: 3 }), candidate('b', { capacity: 2 })])(
      Array.from({ length: 50 }, () => 'ab'),
    );
    expect(served.filter((name) => name !== null)).toEqual(['a', 'a', 'a', 'b', 'b']);
  });

  test('the ring turns with each of them', () => {
    const visitors = Array.from({ length: 6 }, () => ({}));
    const { decisions } = serveInTurn(visitors, picture({ workspacePool: ring('abc', 'a') }), {
      now,
      ends,
      decide: (_, moving) => decide(request(roundRobin), moving),
      likeness: nobodyElse,
    });
    expect(visitors.map((one) => decisions.get(one)?.agentId).join('')).toBe('bcabca');
  });
});

describe('together and one after the other come to the same', () => {
  const idle: LiveChatRouting = { strategy: 'ROUTE', agentId: null, teamId: null };
  const step = { agentId: null, teamId: null, skills: [], routerId: null, routeId: null } as const;
  const none = { acceptWindowSeconds: null, attempts: null, coolDownSeconds: null } as const;
  const routes = {
    ring: { routing: roundRobin, steps: null },
    team: { routing: team, steps: null },
    rules: { routing: customRules, steps: null },
    idle: { routing: idle, steps: [{ ...step, ...none, kind: 'LONGEST_IDLE' as const }] },
    busy: { routing: idle, steps: [{ ...step, ...none, kind: 'LEAST_BUSY' as const, teamId: 'team' as TeamId }] },
  };
  const anyWaiting = fc.array(
    fc.record({
      route: fc.constantFrom(...(Object.keys(routes) as (keyof typeof routes)[])),
      country: fc.constantFrom('SE', 'NL'),
    }),
    { maxLength: 12 },
  );
  const anyPlaces = fc.tuple(
    ...[...'abcde'].map(() =>
      fc.record({
        taken: fc.integer({ min: 0, max: 3 }),
        capacity: fc.integer({ min: 1, max: 3 }),
        idleSince: fc.nat(9),
      }),
    ),
  );
  type Waiting = { readonly route: keyof typeof routes; readonly country: string };

  function decideFor({ route, country }: Waiting, seen: RoutingPicture): Decision {
    const { routing, steps } = routes[route];
    return decide({ ...request(routing, { attributes: { country }, now, requestedAt: asked }), steps }, seen);
  }

  /** What a transaction of its own leaves behind for the next one. */
  function stored(seen: RoutingPicture, { agentId, poolId }: Decision): RoutingPicture {
    const turned = (pool: Pool): Pool => (pool.id === poolId ? { ...pool, lastOffered: agentId } : pool);
    const before = agentId === null ? undefined : seen.candidates.get(agentId);
    if (agentId === null || before === undefined) return seen;
    const after = { ...before, taken: before.taken + 1, idleSince: now.getTime() };
    const teamPool = seen.teamPools.get('team' as TeamId);
    return {
      ...seen,
      workspacePool: seen.workspacePool === null ? null : turned(seen.workspacePool),
      teamPools: new Map(teamPool === undefined ? [] : [['team' as TeamId, turned(teamPool)]]),
      rules: seen.rules.map((one) => ({ ...one, pool: turned(one.pool) })),
      candidates: { get: (id) => (id === agentId ? after : seen.candidates.get(id)) },
    };
  }

  test('whatever they ask for', () => {
    fc.assert(
      fc.property(anyWaiting, anyPlaces, (waiting, places) => {
        const teamPool = ring('bcd', 'b', 'TEAM');
        const swedish = rule('Sweden', 'ab', [{ attribute: 'country', operator: 'IS', values: ['SE'] }]);
        let seen = picture({
          workspacePool: ring('abcde', 'd'),
          teamPool,
          // A rule that names the team shares its turn.
          rules: [swedish, { ...rule('Rest', ''), pool: teamPool }],
          candidates: [...'abcde'].map((name, index) => candidate(name, places[index] ?? {})),
        });
        const { decisions } = serveInTurn<Waiting>(waiting, seen, {
          now,
          ends,
          decide: decideFor,
          likeness: ({ route }) => (route === 'rules' ? null : route),
        });
        for (const one of waiting) {
          const alone = decideFor(one, seen);
          expect(decisions.get(one)?.agentId).toBe(alone.agentId);
          seen = stored(seen, alone);
        }
      }),
      { numRuns: 500 },
    );
  });
});
