import {
  type Candidates,
  estimatedWaitSeconds,
  isWorthWaiting,
  placesOf,
  queueEndsAt,
  serveInTurn,
  type Turn,
} from '../../src/routing/queue';
import type { Candidate, Decision, FallbackReason, LiveChatId } from '../../src/routing/terms';
import { agent, candidate } from './world';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 5, 9) + seconds * 1_000);

const turn = (name: string, line = 'dialog/chat'): Turn => ({
  liveChatId: name as LiveChatId,
  line,
  waitingSince: at(0),
});

describe('places', () => {
  test('count from one in each line, whoever waits longest first', () => {
    const places = placesOf([turn('a'), turn('b', 'other'), turn('c'), turn('d'), turn('e', 'other')]);
    expect([...places]).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 2],
      ['d', 3],
      ['e', 2],
    ]);
  });
});

describe('the estimated wait', () => {
  test('is the mean time between two who were served, for each place', () => {
    const pace = { served: 4, firstAt: at(0), lastAt: at(90) };
    expect(estimatedWaitSeconds(1, pace)).toBe(30);
    expect(estimatedWaitSeconds(3, pace)).toBe(90);
  });

  test('is not guessed where fewer than two were served', () => {
    expect(estimatedWaitSeconds(1, null)).toBeNull();
    expect(estimatedWaitSeconds(1, { served: 1, firstAt: at(0), lastAt: at(0) })).toBeNull();
  });

  test('is never nothing, however many were served at once', () => {
    expect(estimatedWaitSeconds(1, { served: 5, firstAt: at(0), lastAt: at(0) })).toBe(1);
  });
});

describe('whether a visitor waits', () => {
  test.each<[FallbackReason, boolean]>([
    ['NOBODY_ELIGIBLE', true],
    ['ATTEMPTS_EXHAUSTED', true],
    ['NO_RULE_MATCHED', true],
    ['OWNER_UNAVAILABLE', true],
    ['WAIT_EXCEEDED', false],
    ['BLOCKED_DOMAIN', false],
    ['QUEUE_FULL', false],
    ['MESSAGE_LEFT', false],
  ])('where the reason is %s: %s', (fallbackReason, waits) => {
    expect(isWorthWaiting({ outcome: 'FALLBACK', fallbackReason })).toBe(waits);
  });

  test('never where the package is used up', () => {
    expect(isWorthWaiting({ outcome: 'LIMIT_REACHED', fallbackReason: null })).toBe(false);
  });

  test('as long as the line allows, and never longer than the workspace does', () => {
    const asked = { requestedAt: at(0), queue: { maxWaitSeconds: 300 } };
    expect(queueEndsAt({ ...asked, settings: { maxWaitSeconds: null } })).toEqual(at(300));
    expect(queueEndsAt({ ...asked, settings: { maxWaitSeconds: 120 } })).toEqual(at(120));
    expect(queueEndsAt({ ...asked, settings: { maxWaitSeconds: 900 } })).toEqual(at(300));
  });
});

describe('whose turn it is', () => {
  /** A visitor is a string of the agents who will do, in the order in which they are asked. */
  const wanted =
    (from: readonly Candidate[]) =>
    (waiting: readonly string[]): readonly (string | null)[] => {
      const decide = (names: string, candidates: Candidates): Decision => {
        const free = [...names].map(agent).find((id) => {
          const known = candidates.get(id);
          return known !== undefined && known.taken < known.capacity;
        });
        return { outcome: free === undefined ? 'FALLBACK' : 'OFFERED', agentId: free ?? null } as Decision;
      };
      const candidates = new Map(from.map((one) => [one.id, one]));
      // Two visitors may want the same, so each is a thing of its own.
      const visitors = waiting.map((names) => ({ names }));
      const { decisions } = serveInTurn(visitors, candidates, {
        decide: ({ names }, left) => decide(names, left),
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
    const decide = (): Decision => {
      looks += 1;
      return { outcome: 'FALLBACK', agentId: null } as Decision;
    };
    const visitors = Array.from({ length: 40 }, (_, index) => ({ like: index % 2 === 0 ? 'even' : null }));
    const { decisions } = serveInTurn(visitors, new Map(), { decide, likeness: ({ like }) => like });
    expect(decisions.size).toBe(40);
    expect(looks).toBe(21);
  });

  test('what is left is for whoever comes behind', () => {
    const candidates = new Map([candidate('a', { capacity: 2 })].map((one) => [one.id, one]));
    const decide = (): Decision => ({ outcome: 'OFFERED', agentId: agent('a') }) as Decision;
    const { left } = serveInTurn([{}], candidates, { decide, likeness: () => null });
    expect(left.get(agent('a'))).toMatchObject({ taken: 1, capacity: 2 });
  });

  test('as many as there are places are served, whatever the number of those who wait', () => {
    const served = wanted([candidate('a', { capacity: 3 }), candidate('b', { capacity: 2 })])(
      Array.from({ length: 50 }, () => 'ab'),
    );
    expect(served.filter((name) => name !== null)).toEqual(['a', 'a', 'a', 'b', 'b']);
  });
});
