import { patienceMs } from './happenings';

/** The other side learns a moment later what this side did: looked at in each turn of the loop, with a deadline. */
export async function becomes<T>(read: () => T, wanted: T, withinMs = patienceMs): Promise<void> {
  const until = performance.now() + withinMs;
  const is = (): boolean => JSON.stringify(read()) === JSON.stringify(wanted);
  while (!is() && performance.now() < until) await new Promise((resolve) => setImmediate(resolve));
  expect(read()).toEqual(wanted);
}

/** For what the server does without telling anybody: the database is asked again until it is so, a few times in a blink. */
export async function comes(what: string, isSo: () => Promise<boolean>, withinMs = patienceMs): Promise<void> {
  const until = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > until) throw new Error(`Waited ${withinMs / 1_000} s for ${what} in vain.`);
    // Whom the test waits for has the same two cores and the same database.
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
