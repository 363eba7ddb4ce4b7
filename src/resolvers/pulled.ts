/**
 * A stream whose next value is asked for when its reader asks, with an end that does not wait.
 *
 * States: OPEN → ENDED. ENDED is reached when the source says so, when it fails, or by `return`; then `release` has been
 * called once, and a `next` that waited has been settled at once. An async generator would hold the reader's leaving until
 * the next event, and what the stream holds with it.
 */
export interface PullSource<T> {
  /** Null: nothing comes any more. Never called again before it has answered. */
  pull(): Promise<T | null>;
  /** Lets go of everything; a `pull` that waits must settle by it. */
  release(): void;
}

export function pulled<T extends object>(source: PullSource<T>): AsyncIterableIterator<T, undefined> {
  return new Pulled(source);
}

const ended = { done: true, value: undefined } as const;

class Pulled<T extends object> implements AsyncIterableIterator<T, undefined> {
  private isEnded = false;
  private turn: Promise<unknown> = Promise.resolve();
  private readonly waiting = new Set<(result: typeof ended) => void>();

  constructor(private readonly source: PullSource<T>) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    if (this.isEnded) return Promise.resolve(ended);
    return new Promise((resolve, reject) => {
      this.waiting.add(resolve);
      const answer = this.turn.then(() => this.pull());
      this.turn = answer.catch(() => undefined);
      answer.then(resolve, reject).finally(() => this.waiting.delete(resolve));
    });
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.end();
    for (const settle of this.waiting) settle(ended);
    return Promise.resolve(ended);
  }

  throw(reason?: unknown): Promise<IteratorResult<T, undefined>> {
    void this.return();
    return Promise.reject(reason instanceof Error ? reason : new Error(String(reason)));
  }

  private async pull(): Promise<IteratorResult<T, undefined>> {
    if (this.isEnded) return ended;
    try {
      const value = await this.source.pull();
      if (value === null) this.end();
      return value === null || this.isEnded ? ended : { done: false, value };
    } catch (error) {
      // Behind the end nobody listens, and what the release broke is no failure.
      if (this.isEnded) return ended;
      this.end();
      throw error;
    }
  }

  private end(): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.source.release();
  }
}
