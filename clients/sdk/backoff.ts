/** How long to wait before trying again: doubling from `baseMs`, never above `capMs`, half of it left to chance. */
export interface Backoff {
  readonly baseMs: number;
  readonly capMs: number;
}

/**
 * The jitter is what keeps a thousand clients of a restarted server from coming back in the same millisecond. There is
 * no last attempt: a client that gives up after some seconds is dead in silence after a lunch break.
 */
export function waitMs(attempt: number, { baseMs, capMs }: Backoff, random: () => number = Math.random): number {
  const full = Math.min(capMs, baseMs * 2 ** Math.min(attempt, 30));
  return Math.round(full / 2 + (full / 2) * random());
}
