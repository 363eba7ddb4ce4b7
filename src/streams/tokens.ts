/**
 * Tokens in what the bot says: `{{visitor.firstName:"there"}}` is the visitor's first name, or "there" while it is unknown.
 * A token that nobody knows becomes its default or nothing: what a visitor reads never shows braces.
 */
import { attributeKey } from '../routing/attributes';
import { cleanName } from '../routing/text';

/** Known values by `attributeKey`. */
type Values = ReadonlyMap<string, string>;

// Neither part may hold what ends it, so one walk over the text finds every token. A tag can be no part of a token: a
// token that swallowed half of one would leave the other half open.
const token = /\{\{([^{}:"<>]{0,300})(?::\s*"([^"{}<>]*)"\s*)?\}\}/g;
/** Inside a tag a quotation mark is written as `&quot;`, since a plain one would end the attribute. */
const tokenInTag = /\{\{([^{}:"<>]{0,300})(?::\s*(?:&quot;|")([^"{}<>]*?)(?:&quot;|")\s*)?\}\}/g;
const plainToken = /\{\{([^{}:"]{0,300})(?::\s*"([^"{}]*)"\s*)?\}\}/g;
const tag = /<[^<>]*>/g;
const visitorPrefix = 'visitor.';

export function fillText(text: string, values: Values): string {
  if (!text.includes('{{')) return text;
  return text.replace(plainToken, (_, name: string, byDefault: string | undefined) => {
    return valueOf(name, values) ?? byDefault ?? '';
  });
}

/** In a page's words a value is text, never markup; in an address it is one part of it, never another address. */
export function fillHtml(html: string, values: Values): string {
  if (!html.includes('{{')) return html;
  let filled = '';
  let end = 0;
  const fillWords = (words: string): string =>
    words.replace(token, (_, name: string, byDefault: string | undefined) => {
      const value = valueOf(name, values);
      // The default stands in the page already, so it is escaped already.
      return value === null ? (byDefault ?? '') : escapeHtml(value);
    });
  for (const { 0: found, index } of html.matchAll(tag)) {
    filled += fillWords(html.slice(end, index)) + fillTag(found, values);
    end = index + found.length;
  }
  return filled + fillWords(html.slice(end));
}

function fillTag(found: string, values: Values): string {
  return found.replace(tokenInTag, (_, name: string, byDefault: string | undefined) => {
    const value = valueOf(name, values);
    return value === null ? (byDefault ?? '') : encodeURIComponent(cleanName(value));
  });
}

/** What stands between the braces of each token, without its default. */
export function tokensIn(text: string): readonly string[] {
  if (!text.includes('{{')) return [];
  return [...text.matchAll(plainToken)].map(([, name]) => (name ?? '').trim());
}

/** The attribute that a token asks for; null for a token of any other kind, which is always unknown. */
export function attributeOfToken(name: string): string | null {
  const trimmed = name.trim();
  return trimmed.startsWith(visitorPrefix) ? trimmed.slice(visitorPrefix.length) : null;
}

function valueOf(name: string, values: Values): string | null {
  const attribute = attributeOfToken(name);
  if (attribute === null) return null;
  const value = values.get(attributeKey(attribute));
  return value === undefined || value.trim() === '' ? null : value;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}
