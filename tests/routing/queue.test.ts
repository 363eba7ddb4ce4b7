import { estimatedWaitSeconds, isWorthWaiting, placesOf, queueEndsAt, type Turn } from '../../src/routing/queue';
import type { FallbackReason, LiveChatId } from '../../src/routing/terms';

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
