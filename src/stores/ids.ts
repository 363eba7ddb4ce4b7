import { randomFillSync } from 'node:crypto';
import type { Id } from '../routing/terms';

let lastMs = 0;
let counter = 0;

/** Random bytes for 256 ids at a time: asked for one by one they cost more than the rest of an id. */
const pool = Buffer.alloc(16 * 256);
let used = pool.length;

function randomBytes(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += 16;
  return pool.subarray(used - 16, used);
}

/**
 * A UUIDv7: the time first, so that rows made together lie together in every index, and random behind it. Within one
 * millisecond a counter takes the first twelve of the random bits: ids of one process sort in the order they were made.
 */
export function newId<Kind extends string>(): Id<Kind> {
  const bytes = randomBytes();
  const ms = Date.now();
  if (ms > lastMs) {
    lastMs = ms;
    counter = bytes.readUInt16BE(6) & 0x3ff;
  } else if (counter === 0xfff) {
    // 3,072 ids in one millisecond at the least, or a clock that was set back: borrow the next millisecond.
    lastMs += 1;
    counter = 0;
  } else {
    counter += 1;
  }
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id<Kind>;
}

/**
 * The same text by itself. What is cut out of a longer text hangs on to it: as the key of a map it is found three times as
 * slowly, and the whole answer that it came in is kept with it.
 */
export function detached<Text extends string>(text: Text): Text {
  return Buffer.from(text, 'latin1').toString('latin1') as Text;
}
