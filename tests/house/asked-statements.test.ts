/**
 * Who has only asked leaves the transaction without waiting for its end. A statement that writes must therefore be sent or
 * changed with, never asked: its action would answer before the commit, and swallow the failure of it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const stores = join(__dirname, '../../src/stores');
const sources = readdirSync(stores, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(stores, name), 'utf8'));

const writes = /\b(INSERT INTO|DELETE FROM|UPDATE (public\.)?[a-z_]+( [a-z]+)? SET)\b/;
const statements = new Map(
  sources
    .flatMap((source) => [...source.matchAll(/export const (\w+) = define<.*?>\(\n?\s*'\w+',(.*?)\n?\);\n/gs)])
    .map(([, name = '', text = '']) => [name, text]),
);
const asked = new Set(
  sources.flatMap((source) => [...source.matchAll(/\bline\s*\.ask\((\w+)\(/g)].map(([, name = '']) => name)),
);

test('what is asked writes nothing', () => {
  const known = [...asked].filter((name) => statements.has(name));
  expect(known.length).toBeGreaterThan(50);
  expect(known.filter((name) => writes.test(statements.get(name) ?? ''))).toEqual([]);
});
