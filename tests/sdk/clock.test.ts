import { createServerClock } from '../../clients/sdk/clock';

const noon = Date.parse('2030-01-01T12:00:00Z');
const at = (seconds: number): string => new Date(noon + seconds * 1_000).toISOString();

test('what has happened lies not ahead: a clock that says so is set', () => {
  const clock = createServerClock(() => noon);
  clock.hear(at(0), noon, noon);
  clock.hearHappened(at(545));
  expect(clock.now()).toBe(noon + 545_000);
});

test('what happened long ago says nothing of the clock', () => {
  const clock = createServerClock(() => noon);
  clock.hear(at(20), noon - 10, noon + 10);
  clock.hearHappened(at(-3_600));
  clock.hearHappened(at(20.5));
  clock.hearHappened('no time');
  expect(clock.now()).toBe(noon + 20_000);
});
