/**
 * What plain data must look like, written once as a value and checked against the type that comes out of it: a field that the
 * type gains or loses does not compile until its shape is there or gone. Every fault is kept at its path; in place of what is
 * wrong comes something harmless, so that reading goes on and finds the next fault.
 */
import { cleanName } from '../routing/text';
import { Faults } from './faults';

export interface ShapeReading {
  readonly faults: Faults;
  readonly field: readonly string[];
}

export type Shape<T, Reading extends ShapeReading = ShapeReading> = (value: unknown, reading: Reading) => T;

/** Data that is wrong in a thousand places is no document; whoever reads on fills the memory with sentences. */
const mostFaults = 1_000;
const maxNameShown = 100;

function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

function wrong(value: unknown, wanted: string, { faults, field }: ShapeReading): void {
  faults.add(isAbsent(value) ? `This is missing. Give ${wanted}.` : `This must be ${wanted}. Correct it.`, field);
}

export function text(value: unknown, reading: ShapeReading): string {
  if (typeof value === 'string') return value;
  wrong(value, 'a text', reading);
  return '';
}

export function number(value: unknown, reading: ShapeReading): number {
  if (typeof value === 'number') return value;
  wrong(value, 'a number', reading);
  return 0;
}

export function flag(value: unknown, reading: ShapeReading): boolean {
  if (typeof value === 'boolean') return value;
  wrong(value, 'true or false', reading);
  return false;
}

export function oneOf<T extends string>(list: readonly [T, ...T[]] | readonly T[]): Shape<T> {
  const [first] = list;
  if (first === undefined) throw new Error('One of nothing can never be.');
  return (value, reading) => {
    const found = list.find((one) => one === value);
    if (found === undefined) wrong(value, `one of ${list.join(', ')}`, reading);
    return found ?? first;
  };
}

export function listOf<T, Reading extends ShapeReading>(item: Shape<T, Reading>): Shape<readonly T[], Reading> {
  return (value, reading) => {
    if (!Array.isArray(value)) {
      wrong(value, 'a list', reading);
      return [];
    }
    const read: T[] = [];
    for (const [index, one] of (value as readonly unknown[]).entries()) {
      if (reading.faults.count >= mostFaults) break;
      read.push(item(one, { ...reading, field: [...reading.field, String(index)] }));
    }
    return read;
  };
}

/** Absent is the same as null. */
export function optional<T, Reading extends ShapeReading>(shape: Shape<T, Reading>): Shape<T | undefined, Reading> {
  return (value, reading) => (isAbsent(value) ? undefined : shape(value, reading));
}

export function nullable<T, Reading extends ShapeReading>(shape: Shape<T, Reading>): Shape<T | null, Reading> {
  return (value, reading) => (isAbsent(value) ? null : shape(value, reading));
}

export function otherwise<T, Reading extends ShapeReading>(shape: Shape<T, Reading>, usual: T): Shape<T, Reading> {
  return (value, reading) => (isAbsent(value) ? usual : shape(value, reading));
}

/** A shape for each field, none more and none fewer. */
export type Fields<T, Reading extends ShapeReading> = { readonly [K in keyof T]-?: Shape<T[K], Reading> };

export function object<T extends object, Reading extends ShapeReading = ShapeReading>(
  fields: Fields<T, Reading>,
): Shape<T, Reading> {
  const shapes = Object.entries<Shape<unknown, Reading>>(fields);
  const known = new Set(shapes.map(([name]) => name));
  const read = (value: object, reading: Reading): T => {
    const given = new Map<string, unknown>(Object.entries(value));
    const parts = shapes.map(([name, shape]): [string, unknown] => [
      name,
      shape(given.get(name), { ...reading, field: [...reading.field, name] }),
    ]);
    return Object.fromEntries(parts) as T;
  };
  return (value, reading) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      wrong(value, 'an object', reading);
      return read({}, { ...reading, faults: new Faults() });
    }
    for (const name of Object.keys(value)) {
      if (known.has(name) || reading.faults.count >= mostFaults) continue;
      const shown = cleanName(name).slice(0, maxNameShown);
      reading.faults.add(`There is no field “${shown}” here. Check its spelling, or take it out.`, [
        ...reading.field,
        shown,
      ]);
    }
    return read(value, reading);
  };
}
