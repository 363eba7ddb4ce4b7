/** The fields that cards of several kinds have, read alike wherever they stand. Faults are kept, and reading goes on. */
import { parsedUrl } from '../routing/address';
import { maxValueLength } from '../routing/attribute-values';
import { definitionOf } from '../routing/attributes';
import { cleanName, isBlank, isLongerThan, readName, readText } from '../routing/text';
import type { SpokenDraft, WordedDraft } from './card-draft';
import type { ConditionReading } from './stream-condition-reading';
import type { CleanHtml } from './text-ports';

export interface CardReading extends ConditionReading {
  readonly cleanHtml: CleanHtml;
}

/** Markup takes room that the text itself is not charged for. */
const maxHtmlLength = 20_000;
const maxUrlLength = 2_048;

export function inside(reading: CardReading, ...field: readonly string[]): CardReading {
  return { ...reading, field: [...reading.field, ...field] };
}

/** The text, and its rich form where it was given as such. */
export function wordsFrom(draft: WordedDraft, reading: CardReading): { text: string; html?: string } {
  const at = inside(reading, 'text');
  if (draft.format !== 'RICH') return { text: textFrom(draft.text, 'The text', at) };
  if (draft.text.length > maxHtmlLength) {
    const most = maxHtmlLength.toLocaleString('en');
    at.faults.add(`The text is too long. Shorten it to ${most} characters, markup included.`, at.field);
    return { text: '' };
  }
  const { html, text, refused } = at.cleanHtml(draft.text);
  if (refused.length > 0) {
    const what = refused.map((one) => `“${one}”`).join(', ');
    const message = `The text holds ${what}, which would act in the visitor's page. Take it out: use bold, italics, lists and links only.`;
    at.faults.add(message, at.field);
  }
  return { text: textFrom(text, 'The text', at), html };
}

export function spokenFrom(draft: SpokenDraft, reading: CardReading): { text: string; html?: string; poke?: boolean } {
  return { ...wordsFrom(draft, reading), ...unlessNull({ poke: draft.poke }) };
}

export function textFrom(raw: string, what: string, { faults, field }: CardReading): string {
  return faults.read(readText(raw, { what, field })) ?? '';
}

export function nameFrom(raw: string, what: string, { faults, field }: CardReading): string {
  return faults.read(readName(raw, { what, field })) ?? '';
}

/** What may be left out and is then not stored; a blank one is left out, too. */
export function optionalFrom(raw: string | null | undefined, read: (raw: string) => string): string | null {
  return raw === null || raw === undefined || isBlank(raw) ? null : read(raw);
}

/** In the definition's own spelling; an unknown one stays as it was written and is told as an issue of the stream. */
export function attributeFrom(raw: string, reading: CardReading): string {
  return definitionOf(reading.definitions, raw)?.name ?? nameFrom(raw, 'The attribute', reading);
}

/** A value for an attribute, of at most its length. */
export function valueFrom(raw: string, what: string, { faults, field }: CardReading): string {
  const value = cleanName(raw);
  if (isLongerThan(value, maxValueLength)) {
    faults.add(`${what} is too long. Shorten it to ${maxValueLength.toLocaleString('en')} characters.`, field);
  }
  return value;
}

/** Keys are cleaned where they are given, so they are cleaned where they are named. A blank one ends the branch. */
export function keyFrom(raw: string | null | undefined): string | null {
  const key = raw === null || raw === undefined ? '' : cleanName(raw);
  return isBlank(key) ? null : key;
}

/** Where a visitor's browser may be sent: over TLS, but for a machine that tries things out with itself. */
export function documentUrlFrom(raw: string, { faults, field }: CardReading): string {
  const path = pathOnSite(raw);
  if (path !== null) return path;
  const url = raw.length <= maxUrlLength ? parsedUrl(raw.trim()) : null;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (url === null || !isSafe || url.username !== '' || url.password !== '' || url.href.length > maxUrlLength) {
    const most = maxUrlLength.toLocaleString('en');
    const message = `The document needs a full address that begins with https://, or a path on your own site that begins with /, of at most ${most} characters.`;
    faults.add(message, field);
    return '';
  }
  return url.href;
}

/** A path on the site that the visitor is on, so that one stream serves a test site and the real one. Never another site's. */
function pathOnSite(raw: string): string | null {
  const path = raw.trim();
  const site = 'https://site.invalid';
  if (!path.startsWith('/') || path.length > maxUrlLength) return null;
  // Two slashes, or what a browser reads as two, name another host; so they do once `/.//` has lost its dot.
  const url = parsedUrl(path, site);
  if (url === null) return null;
  return url.origin === site && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}${url.hash}` : null;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

type WithoutNull<T> = { [K in keyof T]?: NonNullable<T[K]> };

/** Absent is the same as null, and smaller: a stream of thousands of cards is stored with every version. */
export function unlessNull<T extends Readonly<Record<string, unknown>>>(fields: T): WithoutNull<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as WithoutNull<T>;
}
