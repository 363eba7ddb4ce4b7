/** A source that a test drives: what it is given comes out, and it tells when it is let go. */
export class Tap {
  readonly released: Promise<void>;
  isReleased = false;
  private release: () => void = () => undefined;
  private readonly values: number[] = [];
  private waiting: ((result: IteratorResult<{ count: number }>) => void) | null = null;
  private failure: Error | null = null;
  private fail: (error: Error) => void = () => undefined;

  constructor() {
    this.released = new Promise((resolve) => {
      this.release = () => {
        this.isReleased = true;
        resolve();
      };
    });
  }

  push(value: number): void {
    if (this.waiting === null) this.values.push(value);
    else this.waiting({ done: false, value: { count: value } });
    this.waiting = null;
  }

  break(error: Error): void {
    this.failure = error;
    this.fail(error);
  }

  end(): void {
    this.waiting?.({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<{ count: number }> {
    const iterator: AsyncIterableIterator<{ count: number }> = {
      [Symbol.asyncIterator]: () => iterator,
      next: () => {
        if (this.failure !== null) return Promise.reject(this.failure);
        const value = this.values.shift();
        if (value !== undefined) return Promise.resolve({ done: false, value: { count: value } });
        return new Promise((resolve, reject) => {
          this.waiting = resolve;
          this.fail = reject;
        });
      },
      // Never settles the waiting `next`, as a source that listens to a network would not.
      return: () => {
        this.release();
        return new Promise(() => undefined);
      },
    };
    return iterator;
  }
}
