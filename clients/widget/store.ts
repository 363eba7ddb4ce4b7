/** One state, and those who want to know when it changed. Changes made while telling are told afterwards, in order. */
import type { State } from './state';

export type Listener = (state: State, before: State) => void;

export interface Store {
  readonly state: State;
  change(how: (state: State) => State): void;
  listen(listener: Listener): void;
}

export function createStore(initial: State): Store {
  let state = initial;
  const listeners: Listener[] = [];
  const changes: (readonly [State, State])[] = [];
  let isTelling = false;

  function tell(): void {
    if (isTelling) return;
    isTelling = true;
    for (let change = changes.shift(); change; change = changes.shift()) {
      for (const listener of listeners) listener(change[0], change[1]);
    }
    isTelling = false;
  }

  return {
    get state() {
      return state;
    },
    change(how) {
      const before = state;
      state = how(before);
      if (state === before) return;
      changes.push([state, before]);
      tell();
    },
    listen(listener) {
      listeners.push(listener);
    },
  };
}
