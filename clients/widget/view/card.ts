/** What a card that waits for the visitor is to the panel. */
import type { State } from '../state';
import { el, setText, show } from './dom';

export interface Card {
  readonly element: HTMLElement;
  /** The first thing to press or to fill in. */
  readonly control: () => HTMLElement;
  update(state: State): void;
}

export interface ErrorLine {
  readonly element: HTMLElement;
  tell(complaint: string | null): void;
}

export function createError(id: string): ErrorLine {
  const element = el('p', { class: 'error', id, role: 'alert' });
  const tell = (complaint: string | null): void => {
    setText(element, complaint ?? '');
    show(element, complaint !== null);
  };
  tell(null);
  return { element, tell };
}
