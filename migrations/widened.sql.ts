import type { QueryRunner } from 'typeorm';

/** A `CHECK (column IN (…))` that grows with the product. */
export interface KnownValues {
  readonly table: string;
  readonly column: string;
  readonly constraint: string;
}

export const eventTypes: KnownValues = { table: 'event', column: 'type', constraint: 'event_type_known' };
export const dueKinds: KnownValues = { table: 'due_work', column: 'kind', constraint: 'due_work_kind_known' };

export function oneOf(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(', ');
}

/** The constraint with more values than it has: what other migrations allowed stays allowed. */
export async function widened(runner: QueryRunner, of: KnownValues, more: readonly string[]): Promise<string> {
  const { table, column, constraint } = of;
  const [row] = (await runner.query('SELECT pg_get_constraintdef(oid) AS said FROM pg_constraint WHERE conname = $1', [
    constraint,
  ])) as readonly { readonly said: string }[];
  if (row === undefined) throw new Error(`There is no constraint ${constraint}.`);
  const known = [...row.said.matchAll(/'([A-Z_]+)'/g)].map(([, value]) => value ?? '');
  return `ALTER TABLE ${table} DROP CONSTRAINT ${constraint},
  ADD CONSTRAINT ${constraint} CHECK (${column} IN (${oneOf([...new Set([...known, ...more])])}));`;
}
