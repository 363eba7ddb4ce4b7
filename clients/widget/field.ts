/** What a visitor types into an info capture: which keyboard and field it gets, and what is wrong with it, in words. */
import type { InfoPrompt, InputKind, Prompt } from './chat';
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
      return { label: fields.text, attributes: { type: 'text', autocomplete: 'on', maxlength: '1000' } };
  }
}

const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u;
const phoneShape = /^\+?[\d\s()./-]{5,}$/;
const numberShape = /^[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)$/;
const wallShape = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/;

/** The instant at which the visitor's clock shows this; null where it never does: the hour that is skipped in spring. */
function instantOf(wall: string): Date | null {
  const [, year, month, day, hour, minute] = (wallShape.exec(wall) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  const at = new Date(year, month - 1, day, hour, minute);
  const isShown = at.getDate() === day && at.getHours() === hour && at.getMinutes() === minute;
  return isShown ? at : null;
}

function wrongKind(input: InputKind, words: Words): string {
  switch (input) {
    case 'EMAIL':
      return words.notAnEmail;
    case 'PHONE':
      return words.notAPhone;
    case 'NUMBER':
      return words.notANumber;
    case 'DATE_TIME':
      return words.notADate;
    case 'PICKLIST':
      return words.notAChoice;
    default:
      return words.needed;
  }
}

function isOfKind(input: InputKind, value: string): boolean {
  switch (input) {
    case 'EMAIL':
      return emailShape.test(value);
    case 'PHONE':
      return phoneShape.test(value);
    case 'NUMBER':
      return numberShape.test(value);
    case 'DATE_TIME':
      return wallShape.test(value);
    default:
      return true;
  }
}

type Asked = Pick<InfoPrompt, 'input' | 'invalidMessage'>;

/** The first look; the server has the last word. Null where nothing is wrong. The author's own sentence goes first. */
export function complaintAbout({ input, invalidMessage }: Asked, raw: string, words: Words): string | null {
  const value = raw.trim();
  if (value === '') return input === 'DATE_TIME' ? words.notADate : words.needed;
  if (!isOfKind(input, value)) return invalidMessage ?? wrongKind(input, words);
  if (input === 'DATE_TIME' && instantOf(value) === null) return words.noSuchTime;
  return null;
}

/** The server's sentence is English unless the author wrote it: then it is said in the visitor's language. */
export function badAnswer(prompt: Prompt | null, message: string, words: Words): string {
  if (prompt?.kind !== 'INFO' || message === prompt.invalidMessage || words.isServers) return message;
  return prompt.invalidMessage ?? wrongKind(prompt.input, words);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** What goes to the server: one decimal point; a time by the visitor's clock, with how far that is from everybody's. */
export function valueOf(input: InputKind, raw: string): string {
  const value = raw.trim();
  if (input === 'NUMBER') return value.replace(',', '.');
  const at = input === 'DATE_TIME' ? instantOf(value) : null;
  if (at === null) return value;
  const offset = -at.getTimezoneOffset();
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${value.slice(0, 16)}${offset < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`;
}
