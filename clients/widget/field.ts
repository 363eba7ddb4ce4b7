/** What a visitor types into an info capture: which keyboard and field it gets, and what is wrong with it, in words. */
import type { InputKind } from './chat';
import type { Words } from './words/words';

export interface FieldShape {
  readonly label: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export function fieldOf(input: InputKind, words: Words): FieldShape {
  const { fields } = words;
  switch (input) {
    case 'EMAIL':
      return {
        label: fields.email,
        attributes: { type: 'email', inputmode: 'email', autocomplete: 'email', autocapitalize: 'off' },
      };
    case 'PHONE':
      return { label: fields.phone, attributes: { type: 'tel', inputmode: 'tel', autocomplete: 'tel' } };
    case 'NUMBER':
      return { label: fields.number, attributes: { type: 'text', inputmode: 'decimal', autocomplete: 'off' } };
    case 'DATE_TIME':
      return { label: fields.date, attributes: { type: 'datetime-local' } };
    default:
      return { label: fields.text, attributes: { type: 'text', autocomplete: 'on', maxlength: '200' } };
  }
}

const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u;
const phoneShape = /^\+?[\d\s()./-]{4,}$/;

/** The first look; the server has the last word. Null where nothing is wrong. */
export function complaintAbout(input: InputKind, raw: string, words: Words): string | null {
  const value = raw.trim();
  if (value === '') return input === 'DATE_TIME' ? words.notADate : words.needed;
  switch (input) {
    case 'EMAIL':
      return emailShape.test(value) ? null : words.notAnEmail;
    case 'PHONE':
      return phoneShape.test(value) ? null : words.notAPhone;
    case 'NUMBER':
      return Number.isFinite(Number(value.replace(',', '.'))) ? null : words.notANumber;
    case 'DATE_TIME':
      return Number.isNaN(Date.parse(value)) ? words.notADate : null;
    default:
      return null;
  }
}

/** What goes to the server: one decimal point, one absolute time. */
export function valueOf(input: InputKind, raw: string): string {
  const value = raw.trim();
  if (input === 'NUMBER') return value.replace(',', '.');
  if (input === 'DATE_TIME') return new Date(value).toISOString();
  return value;
}
