/**
 * Pages by key, in both directions, in one statement each.
 *
 * A page begins behind the key of a row that the caller has seen, so it costs its own rows whatever stands before it, and
 * neither skips nor repeats a row when others come or go. A cursor is that key with the list's name, opaque to callers.
 *
 * One row more than asked is read: it tells whether the list goes on. Whether there is something on the side where the page
 * began is asked of the database only when the caller gave a key there, for without one the page begins at the list's end.
 */
import { type Page, type PageRequest, UnknownCursor } from '../../actions/pages';
import type { Statement } from '../statement';

/** A column that a list is sorted by. All of a list's together are unique. */
export interface SortKey {
  readonly column: string;
  readonly kind: 'time' | 'integer' | 'uuid' | 'word';
}

export interface List {
  /** What its cursors are bound to: a cursor of another list is none. */
  readonly name: string;
  /** What else changes the text, such as the filters that are set. A cursor may be used with other filters. */
  readonly variant?: string;
  readonly columns: string;
  readonly from: string;
  readonly where?: readonly string[];
  /** `$1 …` of the conditions. */
  readonly values?: readonly unknown[];
  readonly sort: readonly SortKey[];
  readonly descending?: boolean;
}

interface Sorted {
  /** The key, part by part; absent parts mean that the page is empty and the row only tells the edges. */
  readonly sort0?: string | number | null;
  readonly sort1?: string | number | null;
  readonly hasBefore?: boolean;
  readonly hasAfter?: boolean;
  readonly totalCount?: number | null;
}

/** Counting stops here: of more, no total is told. */
const mostCounted = 10_000;

/** How a key's part is read from the row, taken back, and recognised. Times are whole microseconds: exact below 2^53. */
const kinds = {
  time: {
    read: (column: string) => `(extract(epoch FROM ${column}) * 1000000)::bigint`,
    place: (value: string) => `(timestamptz 'epoch' + ${value}::bigint * interval '1 microsecond')`,
    pattern: /^-?\d{1,16}$/,
  },
  integer: {
    read: (column: string) => column,
    place: (value: string) => `${value}::integer`,
    pattern: /^-?\d{1,9}$/,
  },
  uuid: {
    read: (column: string) => column,
    place: (value: string) => `${value}::uuid`,
    pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  },
  /** Text without spaces: a key's parts are apart by one. */
  word: {
    read: (column: string) => column,
    place: (value: string) => `${value}::text`,
    pattern: /^[^\s\0]{1,300}$/,
  },
} as const;

type Key = readonly string[];

function sealKey(list: List, key: Key): string {
  return Buffer.from([list.name, ...key].join(' ')).toString('base64url');
}

function openKey(list: List, cursor: string | null): Key | null {
  if (cursor === null) return null;
  const [, ...key] = Buffer.from(cursor, 'base64url').toString().split(' ');
  const isKey =
    key.length === list.sort.length &&
    list.sort.every(({ kind }, index) => kinds[kind].pattern.test(key[index] ?? '')) &&
    sealKey(list, key) === cursor;
  if (!isKey) throw new UnknownCursor();
  return key;
}

function tuple(parts: readonly string[]): string {
  return parts.length === 1 ? parts.join() : `(${parts.join(', ')})`;
}

function select(list: List, columns: string, conditions: readonly string[]): string {
  const all = [...(list.where ?? []), ...conditions];
  return `SELECT ${columns} FROM ${list.from}${all.length === 0 ? '' : ` WHERE ${all.join(' AND ')}`}`;
}

/** One end of a page: which rows are inside, and which are beyond it. The key's own row is beyond. */
interface Bound {
  readonly inside: string;
  readonly beyond: string;
}

function boundOf(list: List, side: 'AFTER' | 'BEFORE', cursor: string | null, values: unknown[]): Bound | null {
  const key = openKey(list, cursor);
  if (key === null) return null;
  const columns = tuple(list.sort.map(({ column }) => column));
  const places = tuple(list.sort.map(({ kind }, index) => kinds[kind].place(`$${values.push(key[index])}`)));
  const isGreater = (side === 'AFTER') !== (list.descending === true);
  return {
    inside: `${columns} ${isGreater ? '>' : '<'} ${places}`,
    beyond: `${columns} ${isGreater ? '<=' : '>='} ${places}`,
  };
}

function edgesOf(list: List, after: Bound | null, before: Bound | null, withTotal: boolean): readonly string[] {
  const edges: string[] = [];
  if (after !== null) edges.push(`EXISTS (${select(list, '', [after.beyond])}) AS "hasBefore"`);
  if (before !== null) edges.push(`EXISTS (${select(list, '', [before.beyond])}) AS "hasAfter"`);
  if (withTotal) {
    const counted = `${select(list, '', [])} LIMIT ${mostCounted + 1}`;
    edges.push(`(SELECT count(*) FROM (${counted}) AS counted) AS "totalCount"`);
  }
  return edges;
}

export function pageStatement<Row>(list: List, page: PageRequest): Statement<Row & Sorted> {
  const values: unknown[] = [...(list.values ?? [])];
  const after = boundOf(list, 'AFTER', page.after, values);
  const before = boundOf(list, 'BEFORE', page.before, values);
  const edges = edgesOf(list, after, before, page.withTotal);
  const isBackward = page.direction === 'BACKWARD';

  const direction = isBackward === (list.descending === true) ? '' : ' DESC';
  const orderBy = (columns: readonly string[]): string =>
    ` ORDER BY ${columns.map((column) => `${column}${direction}`).join(', ')}`;
  const keyColumns = list.sort.map(({ kind, column }, index) => `${kinds[kind].read(column)} AS sort${index}`);
  const bounds = [after, before].filter((bound) => bound !== null).map(({ inside }) => inside);
  const rows =
    select(list, [list.columns, ...keyColumns].join(', '), bounds) +
    orderBy(list.sort.map(({ column }) => column)) +
    ` LIMIT $${values.push(page.limit + 1)}`;

  const variants = [
    list.variant ?? '',
    isBackward ? 'back' : '',
    after === null ? '' : 'after',
    before === null ? '' : 'before',
    page.withTotal ? 'total' : '',
  ];
  const name = [list.name, ...variants.filter((part) => part !== '')].join('_');
  // The edges are told of an empty page, too: their one row is there whether or not rows of the page join it.
  const text =
    edges.length === 0
      ? rows
      : `SELECT * FROM (SELECT ${edges.join(', ')}) AS edge LEFT JOIN (${rows}) AS page ON true` +
        orderBy(list.sort.map((_, index) => `page.sort${index}`));
  return { name, text: `/* ${name} */ ${text}`, values };
}

/** What came back, in the list's own order, whichever way it was walked. */
export function pageOf<Row extends object>(
  list: List,
  request: PageRequest,
  found: readonly (Row & Sorted)[],
): Page<Row> {
  const isBackward = request.direction === 'BACKWARD';
  const [first] = found;
  const present = found.filter(({ sort0 }) => sort0 !== null && sort0 !== undefined);
  const goesOn = present.length > request.limit;
  const kept = present.slice(0, request.limit);
  if (isBackward) kept.reverse();
  const total = first?.totalCount ?? null;
  return {
    rows: kept.map((listed) => {
      const { sort0, sort1, hasBefore: _before, hasAfter: _after, totalCount: _total, ...row } = listed;
      const key = [sort0, sort1].slice(0, list.sort.length).map(String);
      return { row: row as unknown as Row, cursor: sealKey(list, key) };
    }),
    hasPrevious: (isBackward && goesOn) || first?.hasBefore === true,
    hasNext: (!isBackward && goesOn) || first?.hasAfter === true,
    totalCount: total !== null && total <= mostCounted ? total : null,
  };
}
