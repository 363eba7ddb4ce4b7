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

/** The bytes as they are when they are written. */
function sent(answer: MadeAnswer, opening: string, cursor: string): Buffer {
  let bytes: Buffer = Buffer.alloc(0);
  answer.send(opening, cursor, (frame) => {
    bytes = Buffer.from(frame);
    return true;
  });
  return bytes;
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(...[80, 200, 70_000].map((length) => 'é'.repeat(length))),
);
const anyCursor = fc.stringMatching(/^[\w-]{22}$/);
const anyId = fc.oneof(fc.uuid(), fc.string({ unit: 'grapheme' }));

test('whatever the answer, the operations and the cursors: each frame says what the protocol engine would say', () => {
  const placeholder = newPlaceholder();
  const readers = fc.array(fc.record({ id: anyId, cursor: anyCursor, isTaken: fc.boolean() }), { maxLength: 6 });
  fc.assert(
    fc.property(anyText, fc.nat(3), readers, (said, times, all) => {
      const dataWith = (place: string): object => ({ said, places: Array<string>(times).fill(place), '': null });
      const answer = new MadeAnswer({ data: dataWith(placeholder) as never }, placeholder);
      expect(answer.hasCursor).toBe(times > 0);
      // What the network has not taken stays as it was, whoever is written to next.
      const kept = all.map(({ id, cursor, isTaken }) => {
        let bytes: Buffer = Buffer.alloc(0);
        answer.send(openingOf(id), cursor, (frame) => {
          bytes = isTaken ? Buffer.from(frame) : frame;
          return isTaken;
        });
        return bytes;
      });
      const texts = all.map(({ id, cursor }) =>
        JSON.stringify({ id, type: 'next', payload: { data: dataWith(cursor) } }),
      );
      expect(kept.map((bytes) => textsIn(bytes))).toEqual(texts.map((text) => [text]));
    }),
  );
});

test('a length at the edge of each header is told right', () => {
  for (const length of [124, 125, 126, 127, 65_534, 65_535, 65_536, 65_537]) {
    const around = sent(new MadeAnswer({ data: { a: '' } }, newPlaceholder()), '', '').length - 2;
    const made = new MadeAnswer({ data: { a: 'x'.repeat(length - around) } }, newPlaceholder());
    const [text] = textsIn(sent(made, '', ''));
    expect(text).toHaveLength(length);
  }
});

test('who is written to while another is written to gets a frame of their own', () => {
  const answer = new MadeAnswer({ data: { a: 1 } }, newPlaceholder());
  const texts: string[] = [];
  answer.send(openingOf('1'), '', (outer) => {
    answer.send(openingOf('2'), '', (inner) => {
      texts.push(...textsIn(Buffer.from(inner)));
      return true;
    });
    texts.push(...textsIn(Buffer.from(outer)));
    return true;
  });
  expect(texts.map((text) => (JSON.parse(text) as { id: string }).id)).toEqual(['2', '1']);
});

test('no two placeholders are alike', () => {
  expect(new Set(Array.from({ length: 1_000 }, newPlaceholder)).size).toBe(1_000);
});
