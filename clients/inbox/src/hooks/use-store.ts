import { useSyncExternalStore } from 'react';
import type { Store } from '../../../sdk/store';

/** A store of the SDK, drawn again whenever it changes. */
export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.getSnapshot);
}
