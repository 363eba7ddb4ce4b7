import { done, refuse, type Outcome } from '../routing/refusal';
import { cleanName } from '../routing/text';

interface JsonBounds {
  readonly maxCharacters: number;
  /** Lists and objects inside each other. Whoever walks the answer may recurse that deep and no deeper. */
  readonly maxDepth: number;
  readonly field: readonly string[];
}

/**
 * JSON from strangers. Size and depth are looked at before anything is built of it. What comes out is plain data: a key such as
 * `__proto__` is one of the object's own, and whoever reads it must ask for own keys by name (see shapes.ts).
 */
export function readJson(text: string, { maxCharacters, maxDepth, field }: JsonBounds): Outcome<unknown> {
  if (text.length > maxCharacters) {
    const most = maxCharacters.toLocaleString('en');
    return refuse('INVALID', `This is longer than ${most} characters. Split it into several documents.`, field);
  }
  if (isDeeperThan(text, maxDepth)) {
    return refuse('INVALID', `This is more than ${maxDepth} levels deep, which no document needs. Check it.`, field);
  }
  try {
    return done(JSON.parse(text) as unknown);
  } catch (error) {
    // The parser says where: “… in JSON at position 17 (line 2 column 3)”. What it quotes of the text may be long.
    const where = error instanceof SyntaxError ? cleanName(error.message).slice(0, 200) : 'no reason given';
    return refuse('INVALID', `This is not JSON (${where}). Correct it, then try again.`, field);
  }
}

/** Brackets outside strings, counted in one pass: text that is no JSON may be judged wrongly here, and is refused behind it. */
function isDeeperThan(text: string, maxDepth: number): boolean {
  let depth = 0;
  let isInside = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isInside) {
      if (character === '\\') at += 1;
      else if (character === '"') isInside = false;
    } else if (character === '"') isInside = true;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return false;
}
