import { parseValue } from 'graphql';
import fc from 'fast-check';
import { DateTime, EventCursor } from '../../src/schema/scalars';

test('an instant is told in UTC with milliseconds', () => {
  expect(DateTime.serialize(new Date(Date.UTC(2026, 2, 1, 12)))).toBe('2026-03-01T12:00:00.000Z');
  expect(() => DateTime.serialize(new Date(Number.NaN))).toThrow(/valid Date/);
  expect(() => DateTime.serialize('2026-03-01T12:00:00.000Z')).toThrow(/valid Date/);
});

test('an instant is taken in any offset', () => {
  expect(DateTime.parseValue('2026-03-01T13:30:00+01:30')).toEqual(new Date(Date.UTC(2026, 2, 1, 12)));
  expect(DateTime.parseValue('2024-02-29t23:59:59.123456z')).toEqual(new Date(Date.UTC(2024, 1, 29, 23, 59, 59, 123)));
  expect(DateTime.parseLiteral(parseValue('"2026-03-01T12:00:00Z"'))).toEqual(new Date(Date.UTC(2026, 2, 1, 12)));
});

test.each([
  ['a date alone', '2026-03-01'],
  ['a time without an offset', '2026-03-01T12:00:00'],
  ['a day that does not exist', '2026-02-30T12:00:00Z'],
  ['29 February of a common year', '2026-02-29T12:00:00Z'],
  ['a 25th hour', '2026-03-01T24:00:00Z'],
  ['an offset beyond the day', '2026-03-01T12:00:00+24:00'],
  ['another notation', '1 March 2026 12:00 UTC'],
  ['a blank in place of the T', '2026-03-01 12:00:00Z'],
  ['an empty text', ''],
])('%s is no instant', (_what, text) => {
  expect(() => DateTime.parseValue(text)).toThrow(/RFC 3339/);
});

test('a number is no instant, in a variable or in the document', () => {
  expect(() => DateTime.parseValue(1_772_366_400_000)).toThrow(/RFC 3339/);
  expect(() => DateTime.parseLiteral(parseValue('1772366400000'))).toThrow(/RFC 3339/);
});

test('what is told is taken back as the same instant', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date(Date.UTC(9999, 0)), noInvalidDate: true }), (instant) => {
      expect(DateTime.parseValue(DateTime.serialize(instant))).toEqual(instant);
    }),
  );
});

test('a cursor is a text that passes unchanged, and never an endless one', () => {
  expect(EventCursor.parseValue('c_17')).toBe('c_17');
  expect(() => EventCursor.parseValue(17)).toThrow(/earlier answer/);
  expect(EventCursor.parseValue('x'.repeat(70_000))).toHaveLength(512);
  expect(() => EventCursor.parseLiteral(parseValue('17'))).toThrow(/earlier answer/);
});
