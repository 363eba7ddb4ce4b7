/** What every part of the screen is given, and what it is. */
import type { Flow } from '../flow';
import type { State } from '../state';
import type { Store } from '../store';
import type { Words } from '../words/words';

export interface Desk {
  readonly store: Store;
  readonly flow: Flow;
  readonly words: Words;
  /** The language of the server's own sentences. */
  readonly isEnglish: boolean;
  /** The server's clock. */
  readonly now: () => number;
  readonly open: () => void;
  readonly close: () => void;
}

export interface View {
  readonly element: HTMLElement;
  update(state: State): void;
}
