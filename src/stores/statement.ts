/**
 * SQL with a name. A named statement is parsed once for each connection; its text opens with its name in a comment, so that
 * it is recognised in the database's own lists. `Row` is what one row comes back as.
 */
export interface Statement<Row = never> {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  /** Never there: it carries the row's type. */
  readonly row?: Row;
  /** Absent: each is sent by itself. */
  readonly each?: Each;
}

/** How several statements of one name, in one workspace, are one. */
export interface Each {
  /** A row's `asked` says whose it is, counted from 1. */
  together(all: readonly (readonly unknown[])[]): Statement<Record<string, unknown> & { readonly asked?: number }>;
  /** Whoever finds no row has asked for one that somebody else has locked; its place among others must not make it wait. */
  readonly skipsLocked?: true;
}

/** Names a statement once; called with its values, it is ready to be sent. */
export function define<Values extends readonly unknown[], Row = never>(
  name: string,
  text: string,
): (...values: Values) => Statement<Row> {
  const commented = `/* ${name} */ ${text}`;
  return (...values) => ({ name, text: commented, values });
}

/** Of these values, in the order asked for, null where there is none. */
export function inOrderOf<Key, Row>(
  keys: readonly Key[],
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): readonly (Row | null)[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => byKey.get(key) ?? null);
}
