/**
 * Statements that are asked for several at once are sent as one: what each of them asks for is a row of a list, and the statement
 * reads its values from there. The text is made from that of the single statement, so that the two cannot say different things.
 */
import type { WorkspaceId } from '../routing/terms';
import { define, type Each, type Statement } from './statement';

export type SqlType = 'uuid' | 'text' | 'integer' | 'boolean' | 'timestamptz' | 'jsonb' | 'uuid[]' | 'text[]';

type Values = readonly unknown[];

/** The list `q` in which the value `$n` of the single statement is `pn`; `asked` is the place in it, from 1. */
export function listOf(types: readonly SqlType[]): string {
  const columns = types.map((type, index) => `p${index + 2} ${type}`);
  return `json_to_recordset($2::json) AS q (asked integer, ${columns.join(', ')})`;
}

/** The values of that list; of each statement the first is the workspace. */
export function rowsOf(all: readonly Values[], types: readonly SqlType[]): string {
  const rows = all.map((values, index) => {
    const columns = types.map((type, place) => `"p${place + 2}":${jsonOf(values[place + 1], type)}`);
    return `{"asked":${index + 1},${columns.join(',')}}`;
  });
  return `[${rows.join(',')}]`;
}

/** What is json already, as it is for the single statement, goes in as it is. */
function jsonOf(value: unknown, type: SqlType): string {
  if (value === null || value === undefined) return 'null';
  return type === 'jsonb' && typeof value === 'string' ? value : JSON.stringify(value);
}

/** The single statement's text with its values taken from the list. */
export function fromList(text: string, types: readonly SqlType[]): string {
  return text.replaceAll(/\$(\d+)/g, (_, digits: string) => {
    const place = Number(digits);
    if (place === 1) return '$1::uuid';
    const type = types[place - 2];
    if (type === undefined) throw new Error(`The type of $${place} is not told: ${text}`);
    return `q.p${place}`;
  });
}

/** `types`: of the values from `$2` on. For a SELECT, an INSERT of one row of VALUES, or an UPDATE of one row. */
export function defineEach<Of extends Values, Row = never>(
  name: string,
  text: string,
  types: readonly SqlType[],
): (...values: Of) => Statement<Row> {
  return withEach(define<Of, Row>(name, text), eachOf(`${name}_each`, together(text, types), types));
}

/** For a SELECT … FOR UPDATE of one row by its id, `$2`: whoever is locked by somebody else is left out. */
export function defineLockEach<Of extends Values, Row>(name: string, text: string): (...values: Of) => Statement<Row> {
  const list = listOf(['uuid']);
  const [columns = '', from = ''] = text.replace(/^SELECT /, '').split(/ FROM (?=\w+ \w )/);
  const table = /^\w+ (\w)/.exec(from)?.[1] ?? '';
  const body = fromList(from, ['uuid']).replace(/ FOR UPDATE$/, '');
  const free = `SELECT q.asked, ${columns} FROM ${list}, ${body} FOR UPDATE OF ${table} SKIP LOCKED`;
  return withEach(define<Of, Row>(name, text), { ...eachOf(`${name}_free`, free, ['uuid']), skipsLocked: true });
}

/** For one whose text cannot be made: `text` is the whole of it. */
export function eachOf(name: string, text: string, types: readonly SqlType[]): Each {
  const made = define<[WorkspaceId, string], Record<string, unknown>>(name, text);
  return { together: (all) => made(all[0]?.[0] as WorkspaceId, rowsOf(all, types)) };
}

export function withEach<Of extends Values, Row>(
  single: (...values: Of) => Statement<Row>,
  each: Each,
): (...values: Of) => Statement<Row> {
  return (...values) => ({ ...single(...values), each });
}

function together(text: string, types: readonly SqlType[]): string {
  const list = listOf(types);
  const body = fromList(text, types);
  if (/^\s*SELECT\b/.test(body)) {
    // OFFSET 0 keeps it what it is alone: one look by its index, for each of the list.
    return `SELECT q.asked, r.* FROM ${list} CROSS JOIN LATERAL (${body} OFFSET 0) AS r ORDER BY q.asked`;
  }
  if (/^\s*UPDATE\b/.test(body))
    return body.replace(/\bWHERE workspace_id = /, `FROM ${list}\n  WHERE workspace_id = `);
  const inserted = /\bVALUES \(([^)]*)\)/;
  if (!inserted.test(body)) throw new Error(`This statement cannot be made one for many: ${text}`);
  return body.replace(inserted, (_, row: string) => `SELECT ${row} FROM ${list}`);
}
