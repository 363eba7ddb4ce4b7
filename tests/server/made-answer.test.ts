import type { Writable } from 'node:stream';
import fc from 'fast-check';
import ws from 'ws';
import { MadeAnswer, newPlaceholder, openingOf } from '../../src/server/made-answer';

/** Exported, but not in its types. */
const { Receiver } = ws as unknown as { Receiver: new (options: object) => Writable };

/** As a client reads it: the texts of the frames in these bytes. */
function textsIn(bytes: Buffer): readonly string[] {
  const texts: string[] = [];
  const receiver = new Receiver({ isServer: false });
  receiver.on('message', (data: Buffer) => texts.push(String(data)));
  receiver.write(bytes);
  return texts;
}

test('whatever the answer, the operation and the cursor: a frame says what the protocol engine would say', () => {
  const placeholder = newPlaceholder();
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(...[80, 200, 70_000].map((n) => 'é'.repeat(n))),
  );
  fc.assert(
    fc.property(
      text,
      fc.string({ unit: 'grapheme' }),
      fc.stringMatching(/^[\w-]{22}$/),
      fc.nat(3),
      (said, id, cursor, times) => {
        const dataWith = (place: string): object => ({ said, places: Array<string>(times).fill(place), '': null });
        const answer = new MadeAnswer({ data: dataWith(placeholder) as never }, placeholder);
        const frame = answer.frameFor(openingOf(id), cursor);
        expect(textsIn(frame)).toEqual([JSON.stringify({ id, type: 'next', payload: { data: dataWith(cursor) } })]);
        expect(answer.hasCursor).toBe(times > 0);
      },
    ),
  );
});

test('a length at the edge of each header is told right', () => {
  for (const length of [124, 125, 126, 127, 65_534, 65_535, 65_536, 65_537]) {
    const around = new MadeAnswer({ data: { a: '' } }, newPlaceholder()).frameFor('', '').length - 2;
    const made = new MadeAnswer({ data: { a: 'x'.repeat(length - around) } }, newPlaceholder());
    const [text] = textsIn(made.frameFor('', ''));
    expect(text).toHaveLength(length);
  }
});

test('no two placeholders are alike', () => {
  expect(new Set(Array.from({ length: 1_000 }, newPlaceholder)).size).toBe(1_000);
});
