/**
 * How many may go in at once; the others wait outside, in the order in which they came.
 *
 * Transactions may hold all connections of the pool but a few: a burst of requests that wait for their workspace's routing lock
 * would otherwise hold every one of them, and what they have already led to, an offer on its way to its agent, could not be
 * read before the last of them is through.
 */
export class Places {
  private taken = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly count: number) {}

  async enter(): Promise<void> {
    if (this.taken < this.count) this.taken += 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** The place goes to whoever waits longest. */
  leave(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.taken -= 1;
    else next();
  }
}

/** How many connections are for reading alone. */
export const keptForReading = 3;

/** None is kept of a pool so small that transactions would wait for nothing. */
export function placesOf(poolSize: number): number {
  return poolSize > 2 * keptForReading ? poolSize - keptForReading : poolSize;
}
