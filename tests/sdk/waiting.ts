import type { Store } from '../../clients/sdk/store';

/** Resolves when the store's value fits; the test's own time limit is the deadline. */
export function until<T>(store: Store<T>, fits: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const look = (): void => {
      const value = store.getSnapshot();
      if (!fits(value)) return;
      unsubscribe();
      resolve(value);
    };
    const unsubscribe = store.subscribe(look);
    look();
  });
}

/** Collects what is told one by one and lets a test wait for a number of them. */
export class Heard<T> {
  readonly all: T[] = [];
  readonly #waiting: { count: number; resolve: () => void }[] = [];

  readonly tell = (value: T): void => {
    this.all.push(value);
    for (const { count, resolve } of this.#waiting) if (this.all.length >= count) resolve();
  };

  count(count: number): Promise<void> {
    if (this.all.length >= count) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ count, resolve }));
  }
}
