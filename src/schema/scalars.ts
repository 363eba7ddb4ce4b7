/** The two scalars of the graph beside GraphQL's own. Both are strict about what comes in and uniform in what goes out. */
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { doc } from './doc';

const rfc3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:[Zz]|[+-](\d{2}):(\d{2}))$/;

/** Longer than any cursor that we hand out: of what is longer only the beginning is looked at. */
const longestCursor = 512;

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Null for anything that is no RFC 3339 instant. `Date.parse` alone would take 30 February for 2 March. */
function parseInstant(text: string): Date | null {
  const parts = rfc3339.exec(text);
  if (parts === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, offsetHour = 0, offsetMinute = 0] = parts
    .slice(1)
    .map((part) => (part === undefined ? 0 : Number(part)));
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  const onTheClock = hour <= 23 && minute <= 59 && second <= 59 && offsetHour <= 23 && offsetMinute <= 59;
  if (!exists || !onTheClock) return null;
  const instant = new Date(text.toUpperCase());
  return Number.isNaN(instant.getTime()) ? null : instant;
}

function instantFrom(value: unknown): Date {
  const instant = typeof value === 'string' ? parseInstant(value) : null;
  if (instant === null) {
    throw new GraphQLError('A DateTime is an RFC 3339 text such as "2026-03-01T12:00:00.000Z".');
  }
  return instant;
}

export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: doc`
    An instant as RFC 3339 text. Answers are always in UTC with milliseconds, for example "2026-03-01T12:00:00.000Z".
    Inputs may carry any offset; a date without a time, a time without an offset and a day that does not exist are refused.
    All instants are told by the database's clock: compare them with \`serverTime\`, not with the clock of the device.`,
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize(value) {
    if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
    throw new TypeError(`A DateTime is made of a valid Date, not of ${typeof value}.`);
  },
  parseValue: instantFrom,
  parseLiteral: (node) => instantFrom(node.kind === Kind.STRING ? node.value : null),
});

function cursorFrom(value: unknown): string {
  if (typeof value !== 'string') {
    throw new GraphQLError('An EventCursor is a text that an earlier answer gave. Pass it on unchanged.');
  }
  // Garbled as any other that opens nothing, and answered like it: the client reloads instead of giving up.
  return value.slice(0, longestCursor);
}

export const EventCursor = new GraphQLScalarType<string, string>({
  name: 'EventCursor',
  description: doc`
    An opaque position in an event stream. It is bound to the caller and to what the caller may see: another caller's cursor,
    or one's own from before a change of rights, is not served. Keep the latest one and hand it back unchanged; never parse it.`,
  serialize: (value) => cursorFrom(value),
  parseValue: cursorFrom,
  parseLiteral: (node) => cursorFrom(node.kind === Kind.STRING ? node.value : null),
});
