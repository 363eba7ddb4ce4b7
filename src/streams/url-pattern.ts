/**
 * Address patterns: `*` for every page, else `scheme://host/path` with wildcards.
 *
 *   scheme   `http`, `https`, or neither (`example.com/…` and `*://example.com/…` are both)
 *   host     `example.com` and nothing else, `*.example.com` for whatever lies below it, or `*`
 *   port     the scheme's own unless given; `:*` for any
 *   path     `*` for any characters, slashes among them; a trailing slash makes no difference, so `/folder/*` holds `/folder`
 *
 * What stands behind `?` or `#` of a visited address is not looked at. A pattern is compiled once into literals that are
 * looked for one behind the other, so the time is linear in the address whatever the pattern: no regular expression is ever
 * made of what an author typed.
 */
import { parsedUrl } from '../routing/address';
import { assertNever } from '../routing/terms';

export interface UrlPattern {
  readonly source: string;
  /** Null: both. */
  readonly scheme: 'http' | 'https' | null;
  readonly host: PatternHost;
  /** Null: any; otherwise a number, or the empty text for the scheme's own. */
  readonly port: string | null;
  readonly path: PatternPath;
}
export type PatternHost =
  | { readonly kind: 'ANY' }
  | { readonly kind: 'EXACTLY'; readonly name: string }
  /** Its subdomains, at any depth, and not itself. */
  | { readonly kind: 'BELOW'; readonly name: string };

interface PatternPath {
  readonly first: string;
  readonly middle: readonly Literal[];
  /** Null: there is no wildcard, `first` is all of it. */
  readonly last: string | null;
}
interface Literal {
  readonly text: string;
  /** Where to go on in the literal when its next character does not come (Knuth, Morris and Pratt). */
  readonly failures: readonly number[];
}

/** A visited address, made comparable once. */
export interface PageAddress {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  /** Empty for the scheme's own. */
  readonly port: string;
  /** Ends in a slash. */
  readonly path: string;
}

export type PatternReading =
  | { readonly ok: true; readonly pattern: UrlPattern }
  /** What is wrong and what to write instead, in a sentence or two. */
  | { readonly ok: false; readonly problem: string };

const maxPatternLength = 2_048;

export function readUrlPattern(raw: string): PatternReading {
  const source = raw.trim();
  const problem = problemOf(source);
  if (problem !== null) return { ok: false, problem };
  if (source === '*') return read(source, { scheme: null, host: '*', port: '*', path: '/*' });
  const [scheme, rest] = splitScheme(source);
  if (scheme !== '*' && scheme !== 'http' && scheme !== 'https') {
    return wrong(`“${scheme}” is no scheme of a web page. Begin with https:// or http://, or leave the scheme out.`);
  }
  const slash = rest.indexOf('/');
  const authority = slash < 0 ? rest : rest.slice(0, slash);
  const path = slash < 0 ? '/' : rest.slice(slash);
  if (authority.includes('@')) return wrong('Leave the user name out: a page is the same for everybody.');
  const colon = /:(\d{0,5}|\*)$/.exec(authority);
  const host = colon === null ? authority : authority.slice(0, colon.index);
  // A lone word is more likely a page's name than a host: whoever means a host says so with the scheme.
  if (scheme === '*' && /^[^.*:[]+$/.test(host) && host.toLowerCase() !== 'localhost') return noHost(host);
  return read(source, { scheme: scheme === '*' ? null : scheme, host, port: colon?.[1] ?? '', path });
}

/** Null for what is no address of a web page. */
export function addressOf(url: string): PageAddress | null {
  const parsed = parsedUrl(url);
  if (parsed === null) return null;
  const { protocol, hostname, port, pathname } = parsed;
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  const path = spelled(pathname);
  const scheme = protocol === 'https:' ? 'https' : 'http';
  return { scheme, host: withoutDot(hostname), port, path: path.endsWith('/') ? path : `${path}/` };
}

export function matchesAddress(pattern: UrlPattern, address: PageAddress): boolean {
  if (pattern.scheme !== null && pattern.scheme !== address.scheme) return false;
  if (pattern.port !== null && pattern.port !== address.port) {
    // A port that is given is compared with the one that is meant: https://example.com:443 is https://example.com.
    if (pattern.port !== (address.port === '' ? ownPort(address.scheme) : address.port)) return false;
  }
  return matchesHost(pattern.host, address.host) && matchesPath(pattern.path, address.path);
}

function matchesHost(host: PatternHost, name: string): boolean {
  switch (host.kind) {
    case 'ANY':
      return true;
    case 'EXACTLY':
      return name === host.name;
    case 'BELOW':
      return name.length > host.name.length + 1 && name.endsWith(`.${host.name}`);
    default:
      return assertNever(host);
  }
}

function matchesPath({ first, middle, last }: PatternPath, path: string): boolean {
  if (last === null) return path === first;
  if (path.length < first.length + last.length || !path.startsWith(first) || !path.endsWith(last)) return false;
  const end = path.length - last.length;
  let at = first.length;
  // The leftmost place of each literal leaves the most room for those behind it, so there is nothing to go back for.
  for (const literal of middle) {
    at = endOf(literal, path, at, end);
    if (at < 0) return false;
  }
  return true;
}

/** Where the literal's first occurrence in `text[from, to)` ends, or -1. */
function endOf({ text: literal, failures }: Literal, text: string, from: number, to: number): number {
  let matched = 0;
  for (let index = from; index < to; index += 1) {
    const code = text.charCodeAt(index);
    while (matched > 0 && literal.charCodeAt(matched) !== code) matched = failures[matched - 1] ?? 0;
    if (literal.charCodeAt(matched) === code) matched += 1;
    if (matched === literal.length) return index + 1;
  }
  return -1;
}

interface Parts {
  readonly scheme: 'http' | 'https' | null;
  readonly host: string;
  readonly port: string;
  readonly path: string;
}

function read(source: string, { scheme, host, port, path }: Parts): PatternReading {
  const readHost = hostOf(host);
  if (readHost === null) return noHost(host);
  if (port !== '*' && Number(port) > 65_535)
    return wrong(`${port} is no port. Choose one up to 65535, or leave it out.`);
  const readPort = port === '*' ? null : withoutOwn(port, scheme);
  return { ok: true, pattern: { source, scheme, host: readHost, port: readPort, path: pathOf(path) } };
}

function problemOf(source: string): string | null {
  if (source === '')
    return 'The address is empty. Write one such as https://example.com/pricing/*, or * for every page.';
  if (source.length > maxPatternLength) {
    return `The address is too long. Shorten it to ${maxPatternLength.toLocaleString('en')} characters, with * in place of what varies.`;
  }
  if (/[\s\p{Cc}\p{Cf}\\<>"`{}|^]/u.test(source)) {
    return 'The address holds a character that no address has, such as a space. Take it out, or write * in its place.';
  }
  if (source.includes('?')) {
    return 'Leave out what stands behind the question mark, and add a condition on the query parameter instead.';
  }
  if (source.includes('#')) return 'Leave out what stands behind the #: pages are told apart by what stands before it.';
  return null;
}

function splitScheme(source: string): readonly [string, string] {
  const end = source.indexOf('://');
  if (end >= 0) return [source.slice(0, end).toLowerCase(), source.slice(end + 3)];
  const other = /^([a-z][a-z0-9+.-]*):(?!\d|\*)/i.exec(source);
  return other === null ? ['*', source] : [(other[1] ?? '').toLowerCase(), ''];
}

/** Null for what is none. A name is spelled as browsers spell it: lower case, punycode. */
function hostOf(raw: string): PatternHost | null {
  if (raw === '*') return { kind: 'ANY' };
  const isBelow = raw.startsWith('*.');
  const given = isBelow ? raw.slice(2) : raw;
  if (given === '' || /[*/:%@]/.test(given.replace(/^\[[0-9a-f:.]+\]$/i, ''))) return null;
  const name = withoutDot(parsedUrl(`https://${given}/`)?.hostname ?? '');
  if (name === '' || name.split('.').includes('')) return null;
  // Nothing lies below a number.
  if (isBelow && (/^\[/.test(name) || /^[\d.]+$/.test(name))) return null;
  return { kind: isBelow ? 'BELOW' : 'EXACTLY', name };
}

function pathOf(raw: string): PatternPath {
  const path = spelled(new URL(`https://host${raw}`).pathname);
  const closed = path.endsWith('/') || path.endsWith('*') ? path : `${path}/`;
  const [first = '', ...rest] = closed.split('*');
  const last = rest.pop() ?? null;
  const middle = rest.filter((text) => text !== '').map((text) => ({ text, failures: failuresOf(text) }));
  return { first, middle, last };
}

function failuresOf(text: string): readonly number[] {
  const failures = [0];
  let matched = 0;
  for (let index = 1; index < text.length; index += 1) {
    while (matched > 0 && text[index] !== text[matched]) matched = failures[matched - 1] ?? 0;
    if (text[index] === text[matched]) matched += 1;
    failures.push(matched);
  }
  return failures;
}

const unreserved = /^[A-Za-z0-9._~-]$/;

/** One spelling of the escapes: `%7e` is `~`, `%c3` is `%C3`. What an escape stands for never becomes a wildcard or a slash. */
function spelled(path: string): string {
  return path.replace(/%([0-9a-f]{2})/gi, (escape, digits: string) => {
    const character = String.fromCharCode(Number.parseInt(digits, 16));
    return unreserved.test(character) ? character : escape.toUpperCase();
  });
}

/** `example.com.` is `example.com`. */
function withoutDot(host: string): string {
  return host.endsWith('.') ? host.slice(0, -1) : host;
}

function ownPort(scheme: 'http' | 'https'): string {
  return scheme === 'https' ? '443' : '80';
}

function withoutOwn(port: string, scheme: 'http' | 'https' | null): string {
  const number = port === '' ? '' : String(Number(port));
  return scheme !== null && number === ownPort(scheme) ? '' : number;
}

function noHost(host: string): PatternReading {
  return wrong(
    `“${host}” is no host. Write one such as example.com, *.example.com for what lies below it, or * for any, and the path behind it.`,
  );
}

function wrong(problem: string): PatternReading {
  return { ok: false, problem };
}
