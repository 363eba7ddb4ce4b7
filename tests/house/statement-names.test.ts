/**
 * A connection prepares a statement once, under its name. Two texts of one name are refused by the driver, but only on the
 * connection that happens to have met both: what was to go together then goes one by one, and nobody is told why.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const src = join(__dirname, '../../src');
const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(src, name), 'utf8'));

const defined = /\b(define|defineEach|defineLockEach|eachOf)(?:<[^(]*?>)?\(\s*'(\w+)',/gs;
/** What is defined for several at once has a statement more. */
const more: Readonly<Record<string, string>> = { defineEach: '_each', defineLockEach: '_free' };

const names = sources.flatMap((source) =>
  [...source.matchAll(defined)].flatMap(([, how = '', name = '']) => {
    const suffix = more[how];
    return suffix === undefined ? [name] : [name, `${name}${suffix}`];
  }),
);

test('no two statements have one name', () => {
  expect(names.length).toBeGreaterThan(300);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
