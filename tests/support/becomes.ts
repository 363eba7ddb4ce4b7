/** The other side learns a moment later what this side did: looked at in each turn of the loop, with a deadline. */
export async function becomes<T>(read: () => T, wanted: T, withinMs = 5_000): Promise<void> {
  const until = performance.now() + withinMs;
  const is = (): boolean => JSON.stringify(read()) === JSON.stringify(wanted);
  while (!is() && performance.now() < until) await new Promise((resolve) => setImmediate(resolve));
  expect(read()).toEqual(wanted);
}
