/** What a typed answer must look like to become the value of an attribute. Values are stored as text in one spelling. */
import { done, type Outcome } from './refusal';
import type { RefusalText } from './refusal-texts';
import { refuseWith } from './refusal-words';
import { assertNever, type AttributeType } from './terms';
import { cleanName, isBlank, isLongerThan } from './text';
import { dayMs, isTimeZone, zoneOffsetMs } from './zone';

export const maxValueLength = 1_000;

/** What a value may be judged by beside its type. */
export interface ValueRules {
  /** Of a picklist, in their own spelling; none: any text. */
  readonly options?: readonly string[];
  /** Where the visitor's clock hangs: a time that it never shows is none. Null or absent: unknown, so that every time may be. */
  readonly timeZone?: string | null;
}

/** The value as it is stored, or INVALID with what to type instead. */
export function readValue(
  raw: string,
  type: AttributeType,
  field: readonly string[],
  { options = [], timeZone = null }: ValueRules = {},
): Outcome<string> {
  const value = cleanName(raw);
  if (isBlank(value)) return refuseWith('INVALID', { text: 'ANSWER_EMPTY' }, field);
  if (isLongerThan(value, maxValueLength)) {
    return refuseWith('INVALID', { text: 'ANSWER_TOO_LONG', max: maxValueLength }, field);
  }
  if (type === 'PICKLIST' && options.length > 0) return readOption(value, options, field);
  const stored = spellings[type](value);
  if (stored === null) return refuseWith('INVALID', { text: wanted(type) }, field);
  if (type === 'DATE_TIME' && timeZone !== null && !isOnTheWall(stored, timeZone)) {
    return refuseWith('INVALID', { text: 'NO_SUCH_TIME' }, field);
  }
  return done(stored);
}

/** More of them are no longer read in a sentence. */
const maxOptionsTold = 20;

function readOption(value: string, options: readonly string[], field: readonly string[]): Outcome<string> {
  const chosen = options.find((option) => option.trim().toLowerCase() === value.toLowerCase());
  if (chosen !== undefined) return done(chosen);
  const choices = options.slice(0, maxOptionsTold);
  return refuseWith('INVALID', { text: 'NO_CHOICE', choices, hasMore: options.length > maxOptionsTold }, field);
}

// Each pattern is linear: no group repeats what its neighbour may also match.
const email = /^[^\s\p{Cc}@<>()[\]\\,;:"]+@[^\s\p{Cc}@<>()[\]\\,;:".]+(?:\.[^\s\p{Cc}@<>()[\]\\,;:".]+)+$/u;
const phone = /^\+?[\d\s()./-]+$/;
const decimal = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)$/;
const isoDateTime = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;

const spellings: Readonly<Record<AttributeType, (value: string) => string | null>> = {
  TEXT: (value) => value,
  PICKLIST: (value) => value,
  EMAIL: (value) => (isEmail(value) ? value : null),
  PHONE: (value) => (isPhone(value) ? value : null),
  NUMBER: (value) => (decimal.test(value) ? value : null),
  BOOLEAN: (value) => toBoolean(value),
  DATE_TIME: (value) => (isDateTime(value) ? value : null),
};

/** The longest address that mail can carry is 254 characters. */
export function isEmail(value: string): boolean {
  return value.length <= 254 && email.test(value);
}

function isPhone(value: string): boolean {
  const digits = value.replace(/\D/g, '').length;
  // E.164 allows 15 digits; an extension may follow. The shortest numbers in use have 5.
  return phone.test(value) && digits >= 5 && digits <= 20;
}

function toBoolean(value: string): string | null {
  const said = value.toLowerCase();
  if (said === 'true' || said === 'yes') return 'true';
  return said === 'false' || said === 'no' ? 'false' : null;
}

/** `Date.parse` lets the 30th of February pass as the 2nd of March, so the day is compared with what was written. */
function isDateTime(value: string): boolean {
  if (!isoDateTime.test(value)) return false;
  const day = Date.parse(`${value.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== value.slice(0, 10)) return false;
  return !Number.isNaN(Date.parse(value.replace(' ', 'T')));
}

const wallTime = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)[.\d]*)?$/i;

/** Whether the clocks of the zone ever show this. A time with an offset is an instant, and those are everywhere. */
function isOnTheWall(value: string, timeZone: string): boolean {
  const local = wallTime.exec(value);
  if (local === null || !isTimeZone(timeZone)) return true;
  // A bare day is judged by its noon: days were skipped where a country changed sides of the date line.
  const wall = Date.parse(`${local[1]}T${local[2] ?? '12:00'}Z`);
  if (Number.isNaN(wall)) return true;
  // The clocks ran with one of these two offsets, whichever change lies in between.
  return [wall - dayMs, wall + dayMs].some((near) => {
    const at = wall - zoneOffsetMs(timeZone, near);
    return at + zoneOffsetMs(timeZone, at) === wall;
  });
}

function wanted(type: AttributeType): RefusalText {
  switch (type) {
    case 'EMAIL':
      return 'NO_EMAIL';
    case 'PHONE':
      return 'NO_PHONE';
    case 'NUMBER':
      return 'NO_NUMBER';
    case 'BOOLEAN':
      return 'NO_BOOLEAN';
    case 'DATE_TIME':
      return 'NO_DATE';
    case 'TEXT':
    case 'PICKLIST':
      return 'ANSWER_EMPTY';
    default:
      return assertNever(type);
  }
}
