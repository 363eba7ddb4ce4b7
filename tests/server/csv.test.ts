import fc from 'fast-check';
import { readCsv } from '../../src/server/csv';

const cellsOf = (text: string) => readCsv(text, 100).records.map(({ cells }) => cells);

test.each([
  ['plain lines', 'a,b\n1,2\n'],
  ['Windows line ends', 'a,b\r\n1,2\r\n'],
  ['old line ends, none at the end', 'a,b\r1,2'],
  ['a byte order mark', '\uFEFFa,b\n1,2'],
  ['quotes where none are needed', '"a","b"\n"1","2"'],
  ['semicolons, as where the comma is the decimal sign', 'a;b\n1;2\n'],
  ['empty lines between', 'a,b\n\n\n1,2\n\n'],
  ['mixed line ends', 'a,b\r\n1,2\n'],
])('%s', (_what, text) => {
  expect(cellsOf(text)).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
});

test('a quoted field holds commas, quotes and line breaks, and the lines behind it are counted right', () => {
  const { records } = readCsv('a,b\n"x, ""y""\nz",2\n3,4\n', 100);
  expect(records).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['x, "y"\nz', '2'] },
    { line: 4, cells: ['3', '4'] },
  ]);
});

test.each([
  ['a quote that is never closed', 'a,b\n1,"2\n3,4', 2],
  ['something behind a closing quote', 'a,b\n1,2\n"3"x,4', 3],
  ['a quote inside a plain field', 'a,b\n1,2 "inch"', 2],
  ['an endless line', `a,b\n1,"${'x'.repeat(20_000)}`, 2],
])('%s is told with its line, and what came before is read', (_what, text, line) => {
  const { fault, records } = readCsv(text, 100);
  expect(fault).toEqual({ line, message: expect.stringMatching(/^[A-Z].+\.$/) });
  expect(records[0]?.cells).toEqual(['a', 'b']);
});

test('of more lines than wanted the rest is not kept', () => {
  expect(readCsv('a\nb\nc', 2)).toMatchObject({ isTooLong: true, records: [{ line: 1 }, { line: 2 }] });
  expect(readCsv('a\nb\n\n', 2).isTooLong).toBe(false);
});

test('whatever text it is: no exception', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', '\uFEFF', '\0', "'") }), (text) => {
      const { records } = readCsv(text, 10);
      expect(records.length).toBeLessThanOrEqual(10);
    }),
    { numRuns: 2_000 },
  );
});
