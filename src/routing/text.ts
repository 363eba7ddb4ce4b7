/**
 * What people type, made storable without changing what it says. Every script, emoji and direction mark stays; control
 * characters go (PostgreSQL cannot store NUL, terminals obey the others), half a surrogate pair becomes U+FFFD (it cannot be
 * sent as UTF-8). Lengths are counted in code points, as a person would rather than as JavaScript does.
 */
import { done, refuse, type Outcome } from './refusal';
import { refuseWith } from './refusal-words';

export const maxTextLength = 4_000;
export const maxNameLength = 200;

/** Line break and tab stay; every other control character of C0, DEL and C1 goes. */
const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;
const loneSurrogates = /\p{Surrogate}/gu;
/** Something to see: neither space, nor control, nor format character. */
const visible = /[^\p{Z}\p{Cc}\p{Cf}\p{Cs}]/u;

export function cleanText(raw: string): string {
  return raw.replace(/\r\n?/g, '\n').replace(controls, '').replace(loneSurrogates, '\uFFFD');
}

/** A name is one line. */
export function cleanName(raw: string): string {
  return cleanText(raw).replace(/\s+/gu, ' ').trim();
}

export function isBlank(text: string): boolean {
  return !visible.test(text);
}

/** Whether there are more than `max` code points; a hostile megabyte is not walked through to find out. */
export function isLongerThan(text: string, max: number): boolean {
  if (text.length <= max) return false;
  if (text.length > max * 2) return true;
  return Array.from(text).length > max;
}

export interface TextRule {
  /** What it is, for the message: "The message", "The team's name". */
  readonly what: string;
  /** Where visitors write it: which of their texts it is. `what` is not told then. */
  readonly ofVisitor?: 'MESSAGE' | 'NAME';
  readonly field: readonly string[];
}

/** Text of 1 to 4,000 characters, cleaned; else INVALID. */
export function readText(raw: string, rule: TextRule): Outcome<string> {
  return within(cleanText(raw), { ...rule, max: maxTextLength });
}

/** A name of 1 to 200 characters, cleaned and trimmed; else INVALID. */
export function readName(raw: string, rule: TextRule): Outcome<string> {
  return within(cleanName(raw), { ...rule, max: maxNameLength });
}

function within(text: string, rule: TextRule & { readonly max: number }): Outcome<string> {
  const { what, ofVisitor, field, max } = rule;
  if (isBlank(text)) {
    if (ofVisitor !== undefined) return refuseWith('INVALID', { text: `${ofVisitor}_EMPTY` }, field);
    return refuse('INVALID', `${what} is empty. Write at least one character.`, field);
  }
  if (isLongerThan(text, max)) {
    if (ofVisitor !== undefined) return refuseWith('INVALID', { text: `${ofVisitor}_TOO_LONG`, max }, field);
    return refuse('INVALID', `${what} is too long. Shorten it to ${max.toLocaleString('en')} characters.`, field);
  }
  return done(text);
}
