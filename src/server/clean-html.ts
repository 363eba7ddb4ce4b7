/**
 * Rich text on its way in. What is stored is sent to strangers' browsers for as long as the dialog lives, so it is made of an
 * allow-list here, once, and a client that renders it checks it against its own once more.
 */
import { parsedUrl } from '../routing/address';
import sanitizeHtml from 'sanitize-html';
import type { CleanedHtml, CleanHtml } from '../actions/text-ports';

const allowedTags = ['p', 'br', 'b', 'strong', 'i', 'em', 'ul', 'ol', 'li', 'a'];
const linkSchemes = ['https:', 'http:', 'mailto:', 'tel:'];
/** Tags that only look: what they hold stays, they themselves go. Whatever is neither here nor allowed is told to the author. */
const onlyLooks = new Set(
  `abbr address article aside big blockquote body center cite code dd div dl dt font footer h1 h2 h3 h4 h5 h6 head header hr
  html ins kbd main mark nav pre q s samp section small span strike sub sup table tbody td tfoot th thead tr u var wbr`.split(
    /\s+/,
  ),
);
/** What an editor makes of a line. */
const lines = ['div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre'];
/** The page that a link opens learns neither the window nor the address that it came from. */
const besideTheChat = { rel: 'noopener noreferrer', target: '_blank' };
/** Nobody nests lists deeper; a browser that renders thousands of levels stands still. */
const nestingLimit = 20;

export const cleanHtml: CleanHtml = (given) => {
  const refused = new Set<string>();
  // Once for what it says, once more for its shape: closing a paragraph inside a paragraph opens another one.
  const html = sanitize(sanitize(given, refused), refused).trim();
  return { html, text: textOf(html), refused: [...refused] };
};

function sanitize(given: string, refused: Set<string>): string {
  return sanitizeHtml(given, {
    allowedTags,
    allowedAttributes: { a: ['href', 'rel', 'target'] },
    allowedSchemes: linkSchemes.map((scheme) => scheme.slice(0, -1)),
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nestingLimit,
    onOpenTag: (name, attributes) => {
      if (!allowedTags.includes(name) && !onlyLooks.has(name)) refused.add(name);
      for (const attribute of Object.keys(attributes)) if (attribute.startsWith('on')) refused.add(attribute);
      const link = attributes.href;
      if (name === 'a' && link !== undefined && !isSafeLink(link)) refused.add(`link to ${spoken(link)}`);
    },
    transformTags: {
      ...Object.fromEntries(lines.map((name) => [name, 'p'])),
      a: (tagName, { href }) => {
        const attribs: sanitizeHtml.Attributes = {};
        if (isSafeLink(href)) Object.assign(attribs, { href: trimmed(href), ...besideTheChat });
        return { tagName, attribs };
      },
    },
  });
}

/** As a browser reads it: with the characters that it leaves out left out. */
function isSafeLink(href: string | undefined): href is string {
  const url = href === undefined ? null : parsedUrl(trimmed(href));
  if (url === null) return false;
  const { protocol, host } = url;
  // A token may be a part of an address behind its host: which site it is, is not for attributes to say.
  return linkSchemes.includes(protocol) && !host.includes('{');
}

function trimmed(href: string): string {
  return href.replace(/[\u0000-\u0020\u007F-\u009F]/g, '');
}

function spoken(href: string): string {
  const shown = trimmed(href);
  return shown.length > 50 ? `${shown.slice(0, 50)}…` : shown;
}

const tag = /<(\/?)([a-z]+)([^>]*)>/g;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** Of clean HTML only: a `<` in it begins a tag. */
function textOf(html: CleanedHtml['html']): string {
  let link: { readonly href: string; readonly from: number } | null = null;
  let text = '';
  let end = 0;
  for (const { 0: found, 1: slash, 2: name, 3: attributes, index } of html.matchAll(tag)) {
    text += decoded(html.slice(end, index));
    end = index + found.length;
    if (name === 'br' || (slash === '/' && (name === 'p' || name === 'li'))) text += '\n';
    else if (name === 'ul' || name === 'ol' || name === 'p') text = text === '' ? '' : `${text.trimEnd()}\n`;
    else if (name === 'li') text += '• ';
    else if (name === 'a' && slash === '') {
      const href: string | undefined = /href="([^"]*)"/.exec(attributes ?? '')?.[1];
      link = href === undefined ? null : { href: decoded(href), from: text.length };
    } else if (name === 'a' && link !== null) {
      text += withAddress(text.slice(link.from), link.href);
      link = null;
    }
  }
  return (text + decoded(html.slice(end))).trim();
}

/** Whoever reads the plain text can follow a link, too. */
function withAddress(label: string, href: string): string {
  const address = href.replace(/^(?:mailto|tel):/, '');
  return label.includes(address) ? '' : ` (${address})`;
}

function decoded(html: string): string {
  return html.replace(/&(amp|lt|gt|quot);/g, (entity, name: string) => entities[name] ?? entity);
}
