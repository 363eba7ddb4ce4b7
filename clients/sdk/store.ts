/**
 * The one observable of the SDK. `getSnapshot` answers the same object until something changes, which is what React's
 * `useSyncExternalStore` wants; without React, call `subscribe` and read the snapshot.
 */
export interface Store<T> {
  readonly getSnapshot: () => T;
  /** Calls the listener after every change, until the function that comes back is called. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A store whose owner may change it. */
export interface Cell<T> extends Store<T> {
  readonly set: (next: T) => void;
}

export function createCell<T>(initial: T): Cell<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    getSnapshot: () => value,
    subscribe: (listener) => {
      // A fresh wrapper for each call: one function subscribed twice must be removable once.
      const entry = (): void => listener();
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
  };
}
