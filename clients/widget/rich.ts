/**
 * Rich text becomes elements of our own making: the browser is never given a string to read as markup, so nothing that is
 * not in the list below can come to life, whatever a server sends. Unknown tags vanish, what they hold stays as text.
 */
type Tag = 'p' | 'b' | 'strong' | 'i' | 'em' | 'ul' | 'ol' | 'li' | 'a';

const containers: ReadonlySet<string> = new Set<Tag>(['p', 'b', 'strong', 'i', 'em', 'ul', 'ol', 'li', 'a']);
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };
/** A page that nests deeper than this stands still; nobody writes so. */
const deepest = 24;
const piece = /<(\/?)([a-z][a-z0-9]*)\b([^<>]*)>|[^<]+|</gi;
const link = /\shref\s*=\s*"([^"]*)"/i;

function decoded(text: string): string {
  return text.replace(/&(#39|[a-z]+);/g, (entity, name: string) => entities[name] ?? entity);
}

/** Null for an address that a click must not follow. */
export function safeAddress(text: string): string | null {
  try {
    const url = new URL(text);
    return ['https:', 'http:', 'mailto:', 'tel:'].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

function elementOf(tag: string, attributes: string): HTMLElement {
  const element = document.createElement(tag);
  if (!(element instanceof HTMLAnchorElement)) return element;
  const address = safeAddress(decoded(link.exec(attributes)?.[1] ?? ''));
  if (address === null) return document.createElement('span');
  element.href = address;
  element.target = '_blank';
  element.rel = 'noopener noreferrer nofollow';
  return element;
}

export function richNodes(html: string): DocumentFragment {
  const root = document.createDocumentFragment();
  const open: { readonly tag: string; readonly node: ParentNode & Node }[] = [];
  const here = (): Node => open.at(-1)?.node ?? root;
  for (const [text, slash, name, attributes = ''] of html.matchAll(piece)) {
    const tag = name?.toLowerCase();
    if (tag === undefined) here().appendChild(document.createTextNode(decoded(text)));
    else if (tag === 'br' && !slash) here().appendChild(document.createElement('br'));
    else if (!containers.has(tag)) continue;
    else if (slash) {
      const from = open.findLastIndex((each) => each.tag === tag);
      if (from >= 0) open.length = from;
    } else if (open.length < deepest) {
      const element = elementOf(tag, attributes);
      here().appendChild(element);
      open.push({ tag, node: element });
    }
  }
  return root;
}
