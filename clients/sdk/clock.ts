/**
 * The server's clock as seen from here. Countdowns (the accept window, idleness) are the server's; a laptop that is two
 * minutes fast must not show an offer as expired.
 *
 * A sample is as good as its bound: half the round trip for a question that was timed, a flat second for a time that was
 * pushed. The best recent sample wins. A pushed time that contradicts the estimate by more than both bounds means that
 * the local clock was set, or slept: then the new one wins at once.
 */
export interface ServerClock {
  /** Now, in the server's milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds to add to the local clock. */
  readonly skewMs: () => number;
  /** A time that came with an answer: when it was asked for and when it came, both local. */
  readonly hear: (serverTime: string, askedAt: number, cameAt: number) => void;
  /** A time that was pushed just now. */
  readonly hearPushed: (serverTime: string) => void;
  /** When something happened, now or long ago: only where that lies ahead of the estimate is the estimate wrong. */
  readonly hearHappened: (serverTime: string) => void;
}

const pushedBoundMs = 1_000;
const sampleAgesPerMs = 1 / 1_000;

export function createServerClock(localNow: () => number = Date.now): ServerClock {
  let best: { skewMs: number; boundMs: number; at: number } | null = null;

  function offer(skewMs: number, boundMs: number): void {
    if (Number.isNaN(skewMs)) return;
    const at = localNow();
    const aged = best === null ? Infinity : best.boundMs + Math.abs(at - best.at) * sampleAgesPerMs;
    const contradicts = best !== null && Math.abs(best.skewMs - skewMs) > aged + boundMs;
    if (contradicts || boundMs <= aged) best = { skewMs, boundMs, at };
  }

  return {
    now: () => localNow() + (best?.skewMs ?? 0),
    skewMs: () => best?.skewMs ?? 0,
    hear: (serverTime, askedAt, cameAt) =>
      offer(Date.parse(serverTime) - (askedAt + cameAt) / 2, Math.max(0, cameAt - askedAt) / 2),
    hearPushed: (serverTime) => offer(Date.parse(serverTime) - localNow(), pushedBoundMs),
    hearHappened: (serverTime) => {
      const ahead = Date.parse(serverTime) - localNow() - (best?.skewMs ?? 0);
      if (ahead > pushedBoundMs) offer(Date.parse(serverTime) - localNow(), pushedBoundMs);
    },
  };
}
