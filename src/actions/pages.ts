/** Lists are read by pages. */

export interface PageRequest {
  /** 1 … 100. */
  readonly limit: number;
  /** 'first' walks forward from `after`, 'last' backward from `before`. */
  readonly direction: 'FORWARD' | 'BACKWARD';
  /** The sort key of the row behind (or before) which the page begins, as the store made it; null: from the end. */
  readonly after: string | null;
  readonly before: string | null;
  /** Whether somebody asked for `totalCount`: counting is dear and is left out otherwise. */
  readonly withTotal: boolean;
}

/** Thrown by a read for an `after` or `before` that no page of that list handed out. The caller is told BAD_USER_INPUT. */
export class UnknownCursor extends Error {
  constructor() {
    super('This cursor belongs to no page of this list.');
    this.name = 'UnknownCursor';
  }
}

export interface Page<T> {
  /** Always in the list's own order, whatever the direction. `cursor` is opaque to everyone but the store. */
  readonly rows: readonly { readonly row: T; readonly cursor: string }[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  /** Null where counting would be dear (more than 10,000), and where nobody asked. */
  readonly totalCount: number | null;
}
