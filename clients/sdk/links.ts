/** Finds addresses in a text. Only http and https become links: everything else stays the text that it is. */
export interface Piece {
  readonly text: string;
  readonly href: string | null;
}

const address = /\bhttps?:\/\/[^\s<>"'`]+/gi;
/** What ends a sentence ends the address, too. */
const sentenceEnd = /[.,;:!?…]+$/;

function trimmed(found: string): string {
  let text = found.replace(sentenceEnd, '');
  // A closing bracket belongs to the address only where it was opened in it.
  while (text.endsWith(')') && text.split('(').length < text.split(')').length) {
    text = text.slice(0, -1).replace(sentenceEnd, '');
  }
  return text;
}

function safeHref(text: string): string | null {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}

export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const found = trimmed(match[0]);
    const href = safeHref(found);
    if (href === null) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), href: null });
    pieces.push({ text: found, href });
    from = match.index + found.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), href: null });
  return pieces;
}
