/** The bubble beside the launcher: shown once the page has settled, to who has not answered yet and has not sent it away. */
import type { Memory } from './memory';
import type { Store } from './store';

export interface Poke {
  dismiss(): void;
}

const afterMs = 1_200;

export function createPoke(store: Store, memory: Memory): Poke {
  let isDue = false;

  function show(): void {
    const { standing, isOpen, mayPoke } = store.state;
    if (isOpen || !mayPoke || memory.read().isPokeDismissed || standing?.status !== 'OPEN' || standing.isEngaged)
      return;
    store.change((state) => ({ ...state, isPoking: true }));
  }
  store.listen((state, before) => {
    if (isDue || state.standing === null || before.standing !== null) return;
    isDue = true;
    setTimeout(show, afterMs);
  });

  return {
    dismiss() {
      memory.write({ isPokeDismissed: true });
      store.change((state) => ({ ...state, isPoking: false }));
    },
  };
}
