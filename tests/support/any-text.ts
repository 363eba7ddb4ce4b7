/** Texts of every character that there is, and now and then a word that means something to JavaScript. */
import fc from 'fast-check';

const halves = { from: 0xd800, count: 0x800 };
const lastCharacter = 0x10ffff;

const anyCharacter = fc
  .nat({ max: lastCharacter - halves.count })
  .map((place) => String.fromCodePoint(place < halves.from ? place : place + halves.count));

/** As `fc.string({ unit: 'binary' })`, which makes a table of a million characters first: a second for each that is asked for. */
export function anyText(maxLength?: number): fc.Arbitrary<string> {
  const limit = maxLength === undefined ? {} : { maxLength };
  const anything = fc.array(anyCharacter, limit).map((characters) => characters.join(''));
  return fc.oneof({ weight: 7, arbitrary: anything }, { weight: 1, arbitrary: fc.string(limit) });
}
