/**
 * A stream whose next value is asked for when its reader asks, with an end that does not wait.
 *
 * States: OPEN → ENDED. ENDED is reached when the source says so, when it fails, or by `return`; then `release` has been
 * called once, and a `next` that waited has been settled at once. An async generator would hold the reader's leaving until
 * the next event, and what the stream holds with it.
 */
export interface PullSource<T> {
  /** Null: nothing comes any more. `later`: nothing now. Never called again before it has answered. */
  pull(): Promise<T | typeof later | null>;
  /** How a source that has answered `later` says that asking again is worth it. */
  wakes?(wake: () => void): void;
  /** Lets go of everything; a `pull` that waits must settle by it. */
  release(): void;
  /** From now on, what comes while a `pull` waits may be given to `taker`, and the `pull` goes on waiting. */
  passTo?(taker: Taker<T>): void;
}

/** The answer of a source that would wait: a function that waits costs as much as all else that an idle stream keeps. */
export const later = Symbol('later');

/** Who takes a value although nobody's `next` is answered with it. */
export interface Taker<T> {
  /** False: not now, or not this one. */
  offer(value: T): boolean;
}

/** A stream whose values may be taken past its reader. */
export interface Passable<T> {
  /** False: this one gives all to its reader. */
  passTo(taker: Taker<T>): boolean;
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
  private waiting: readonly Waiting<T>[] = [];
  private isAsking = false;
  /** While the source was being asked: it may answer as of before. */
  private isWoken = false;

  constructor(private readonly source: PullSource<T>) {
    source.wakes?.(() => this.wake());
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    if (this.isEnded) return Promise.resolve(ended);
    return new Promise((resolve, reject) => {
      this.waiting = this.waiting.concat({ resolve, reject });
      this.ask();
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

  passTo(taker: Taker<T>): boolean {
    this.source.passTo?.(taker);
    return this.source.passTo !== undefined;
  }

  private ask(): void {
    if (this.isAsking || this.waiting.length === 0) return;
    this.isAsking = true;
    this.isWoken = false;
    this.source.pull().then(
      (answer) => this.take(answer),
      (error: unknown) => this.fail(error),
    );
  }

  /** Asks behind all that comes in the same breath, so that the source can answer with it together. */
  private wake(): void {
    if (this.isWoken) return;
    this.isWoken = true;
    queueMicrotask(() => this.ask());
  }

  private take(answer: T | typeof later | null): void {
    this.isAsking = false;
    if (answer === null) return this.end();
    if (answer !== later) this.first()?.resolve({ done: false, value: answer });
    if (answer !== later || this.isWoken) this.ask();
  }

  private fail(error: unknown): void {
    // Behind the end nobody listens, and what the release broke is no failure.
    const first = this.first();
    this.end();
    first?.reject(error);
  }

  private first(): Waiting<T> | undefined {
    const [first, ...others] = this.waiting;
    this.waiting = others;
    return first;
  }

  private end(): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.source.release();
    const { waiting } = this;
    this.waiting = [];
    for (const next of waiting) next.resolve(ended);
  }
}
