/**
 * An answer that many readers get, as bytes for the wire: made once, but for what is each reader's own. That is the id of the
 * operation, before everything else, and the cursor, wherever the document asks for it.
 *
 * Each frame is one piece of memory with its header, so that it leaves in one write; `ws` makes a header and a list of parts for
 * each of its frames. And as the network mostly takes a frame while it is written, the next reader's is the same memory with
 * other letters in two places: ten thousand frames of their own are megabytes that the collector must see to. Nothing is masked
 * (servers never do) or compressed (this server never does).
 */
import { randomBytes } from 'node:crypto';
import type { ExecutionResult } from 'graphql';

/** Stands for the cursor until a reader's own is put there. Nobody can have written it before: it is drawn for each answer. */
export function newPlaceholder(): string {
  return randomBytes(16).toString('base64url');
}

/** What comes before the answer in a frame of this operation. */
export function openingOf(id: string): string {
  return `{"id":${JSON.stringify(id)},"type":"next","payload":`;
}

const lastTextFrame = 0x81;
const shortest = 126;
const short = 65_536;

/** A frame for all whose openings and cursors are as long as each other's. */
interface Mould {
  readonly frame: Buffer;
  readonly openingAt: number;
  readonly openingLength: number;
  readonly cursorsAt: readonly number[];
  readonly cursorLength: number;
}

export class MadeAnswer {
  /** Between them goes the cursor. */
  private readonly pieces: readonly Buffer[];
  private mould: Mould | null = null;

  constructor(result: ExecutionResult, placeholder: string) {
    this.pieces = `${JSON.stringify(result)}}`.split(placeholder).map((piece) => Buffer.from(piece));
  }

  get hasCursor(): boolean {
    return this.pieces.length > 1;
  }

  /**
   * Hands the reader's frame to `write`, which says whether the network has taken it. If so, the memory is used again; if not, it
   * is the writer's for good.
   */
  send(opening: string, cursor: string, write: (frame: Buffer) => boolean): boolean {
    const mould = this.mouldFor(Buffer.byteLength(opening), cursor.length);
    const { frame, openingAt, cursorsAt } = mould;
    frame.write(opening, openingAt);
    for (const at of cursorsAt) frame.write(cursor, at, 'latin1');
    // Not while it is written: whoever comes in between must not write into it.
    this.mould = null;
    const isTaken = write(frame);
    if (isTaken) this.mould = mould;
    return isTaken;
  }

  private mouldFor(openingLength: number, cursorLength: number): Mould {
    const { mould } = this;
    if (mould?.openingLength === openingLength && mould.cursorLength === cursorLength) return mould;
    const between = this.pieces.length - 1;
    const body = this.pieces.reduce((sum, { length }) => sum + length, 0);
    const length = openingLength + body + between * cursorLength;
    const frame = frameOf(length);
    const openingAt = headLength(length);
    const cursorsAt: number[] = [];
    let end = openingAt + openingLength;
    this.pieces.forEach((piece, index) => {
      if (index > 0) {
        cursorsAt.push(end);
        end += cursorLength;
      }
      end += piece.copy(frame, end);
    });
    return { frame, openingAt, openingLength, cursorsAt, cursorLength };
  }
}

function headLength(length: number): number {
  if (length < shortest) return 2;
  return length < short ? 4 : 10;
}

/** A text frame with its header written and room for as many bytes. */
function frameOf(length: number): Buffer {
  const head = headLength(length);
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = lastTextFrame;
  if (head === 2) frame[1] = length;
  else if (head === 4) {
    frame[1] = shortest;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = shortest + 1;
    frame.writeUInt32BE(0, 2);
    frame.writeUInt32BE(length, 6);
  }
  return frame;
}
