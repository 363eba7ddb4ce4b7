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
  /** From now on, what comes while a `pull` waits may be given to `taker`, and the `pull` goes on waiting. */
  passTo?(taker: Taker<T>): void;
}

/** Who takes a value although nobody's `next` is answered with it. */
export interface Taker<T> {
  /** False: not now, or not this one. */
  offer(value: T): boolean;
}

/** A stream whose values may be taken past its reader. */
export interface Passable<T> {
  passTo(taker: Taker<T>): void;
}

export function isPassable<T>(stream: AsyncIterator<T>): stream is AsyncIterator<T> & Passable<object> {
  return 'passTo' in stream;
}

export function pulled<T extends object>(source: PullSource<T>): AsyncIterableIterator<T, undefined> {
  return new Pulled(source);
}

const ended = { done: true, value: undefined } as const;

interface Waiting<T> {
  resolve(result: IteratorResult<T, undefined>): void;
  reject(reason: unknown): void;
}

class Pulled<T extends object> implements AsyncIterableIterator<T, undefined>, Passable<T> {
  private isEnded = false;
  /** In their order; the source is asked for the first. */
  private waiting: Waiting<T>[] = [];

  constructor(private readonly source: PullSource<T>) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    if (this.isEnded) return Promise.resolve(ended);
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      if (this.waiting.length === 1) this.pull();
    });
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.end();
    return Promise.resolve(ended);
  }

  throw(reason?: unknown): Promise<IteratorResult<T, undefined>> {
    this.end();
    return Promise.reject(reason instanceof Error ? reason : new Error(String(reason)));
  }

  passTo(taker: Taker<T>): void {
    this.source.passTo?.(taker);
  }

  private pull(): void {
    this.source.pull().then(this.give, this.fail);
  }

  // Made once: what waits on an idle stream is counted by the ten thousand.
  private readonly give = (value: T | null): void => {
    if (value === null) return this.end();
    this.waiting.shift()?.resolve({ done: false, value });
    if (this.waiting.length > 0) this.pull();
  };

  private readonly fail = (error: unknown): void => {
    // Behind the end nobody listens, and what the release broke is no failure.
    const first = this.waiting.shift();
    this.end();
    first?.reject(error);
  };

  private end(): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.source.release();
    const { waiting } = this;
    this.waiting = [];
    for (const next of waiting) next.resolve(ended);
  }
}
