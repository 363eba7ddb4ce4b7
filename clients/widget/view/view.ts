/** What every part of the screen is given, and what it is. */
import type { Flow } from '../flow';
import type { DocumentDeed, DocumentToRead } from '../chat';
import type { State } from '../state';
import type { Store } from '../store';
import type { Words } from '../words/words';

export interface Desk {
  readonly store: Store;
  readonly flow: Flow;
  readonly words: Words;
  /** For dates: the widget's language, as the visitor's browser writes it. */
  readonly locale: string;
  /** Inside the page, where it neither opens nor closes. */
  readonly isInline: boolean;
  /** Shows a document that a card offers. */
  readonly read: (document: ReadingOrder) => void;
  /** The server's clock. */
  readonly now: () => number;
  readonly open: () => void;
  readonly close: () => void;
}

export interface ReadingOrder {
  readonly document: DocumentToRead;
  readonly tell: (deed: DocumentDeed) => void;
  readonly done: () => void;
}

export interface View {
  readonly element: HTMLElement;
  update(state: State): void;
}
