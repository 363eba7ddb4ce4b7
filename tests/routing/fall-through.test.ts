import { attemptsOf, gaveUp, limitReached, searchEndsAt, waitEndsAt, whatNext } from '../../src/routing/fall-through';
import { routingStrategies } from '../../src/routing/terms';
import { oneAgent, roundRobin, team } from './world';

const requestedAt = new Date('2030-01-01T12:00:00Z');
const later = (seconds: number): Date => new Date(requestedAt.getTime() + seconds * 1_000);
const settings = { teamAttempts: 2, maxWaitSeconds: null };
const ask = { routing: team, attempts: 1, requestedAt, now: later(100), settings };

describe('an offer that nobody took', () => {
  it('goes on to another of the team while attempts are left', () => {
    expect(whatNext(ask)).toEqual({ kind: 'DECIDE', attempt: 2 });
  });

  it('ends in the fallback once the attempts are used up, with a last decision that says so', () => {
    const next = whatNext({ ...ask, attempts: 2 });
    expect(next).toMatchObject({
      kind: 'FALL_BACK',
      decision: { strategy: 'TEAM', outcome: 'FALLBACK', fallbackReason: 'ATTEMPTS_EXHAUSTED', agentId: null },
    });
  });

  it("gets the card's own number of attempts, whatever the strategy and the workspace say", () => {
    expect(whatNext({ ...ask, maxAttempts: 1 }).kind).toBe('FALL_BACK');
    expect(whatNext({ ...ask, routing: roundRobin, attempts: 4, maxAttempts: 5 })).toEqual({
      kind: 'DECIDE',
      attempt: 5,
    });
    expect(whatNext({ ...ask, maxAttempts: null })).toEqual({ kind: 'DECIDE', attempt: 2 });
  });

  it.each([roundRobin, oneAgent('a')])('of $strategy has no second attempt', (routing) => {
    expect(whatNext({ ...ask, routing }).kind).toBe('FALL_BACK');
  });

  it('ends when the visitor has waited long enough, attempts left or not', () => {
    const patient = { ...ask, settings: { ...settings, maxWaitSeconds: 101 } };
    expect(whatNext(patient).kind).toBe('DECIDE');
    expect(whatNext({ ...patient, now: later(101) })).toMatchObject({
      decision: { fallbackReason: 'WAIT_EXCEEDED' },
    });
  });
});

describe('a visitor who waits', () => {
  const search = { routing: team, attempts: 1, requestedAt, offerEndsAt: later(100), windowSeconds: 50, settings };

  it('has an answer once the open offer and every attempt behind it have rung out', () => {
    expect(searchEndsAt(search)).toEqual(later(150));
    expect(searchEndsAt({ ...search, attempts: 2 })).toEqual(later(100));
    expect(searchEndsAt({ ...search, routing: roundRobin })).toEqual(later(100));
    expect(searchEndsAt({ ...search, routing: roundRobin, maxAttempts: 4 })).toEqual(later(250));
  });

  it('has one when the longest wait is over, if that comes first', () => {
    const capped = (maxWaitSeconds: number) => searchEndsAt({ ...search, settings: { ...settings, maxWaitSeconds } });
    expect(capped(120)).toEqual(later(120));
    expect(capped(500)).toEqual(later(150));
  });
});

describe('the limits of a request', () => {
  it('give a team its own number of attempts and every other strategy one', () => {
    const attempts = routingStrategies.map((strategy) => attemptsOf(strategy, { teamAttempts: 7 }));
    expect(Object.fromEntries(routingStrategies.map((strategy, index) => [strategy, attempts[index]]))).toEqual({
      ROUND_ROBIN: 1,
      AGENT: 1,
      CUSTOM_RULES: 1,
      ROUTE: 1,
      TEAM: 7,
    });
  });

  it('end no wait where the workspace sets none', () => {
    expect(waitEndsAt(requestedAt, { maxWaitSeconds: null })).toBeNull();
    expect(waitEndsAt(requestedAt, { maxWaitSeconds: 30 })).toEqual(later(30));
  });

  it('end a search with the open offer, or with a whole window for each attempt that is left', () => {
    const open = { requestedAt, attempts: 1, offerEndsAt: later(100), windowSeconds: 100 };
    const settings = { teamAttempts: 3, maxWaitSeconds: null };
    expect(searchEndsAt({ ...open, routing: roundRobin, settings })).toEqual(later(100));
    expect(searchEndsAt({ ...open, routing: team, settings })).toEqual(later(300));
    expect(searchEndsAt({ ...open, attempts: 3, routing: team, settings })).toEqual(later(100));
    expect(searchEndsAt({ ...open, routing: team, settings: { ...settings, maxWaitSeconds: 120 } })).toEqual(
      later(120),
    );
  });

  it('leave a decision without candidates: nobody was asked', () => {
    expect(limitReached('ROUND_ROBIN')).toMatchObject({
      outcome: 'LIMIT_REACHED',
      fallbackReason: null,
      candidates: [],
    });
    expect(gaveUp('TEAM', 'WAIT_EXCEEDED')).toMatchObject({ outcome: 'FALLBACK', rules: [] });
  });
});
