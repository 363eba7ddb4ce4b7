/**
 * An answer that many readers get, as bytes for the wire: made once, but for what is each reader's own. That is the id of the
 * operation, before everything else, and the cursor, wherever the document asks for it.
 *
 * Each frame is one piece of memory with its header, so that it leaves in one write; `ws` makes a header and a list of parts for
 * each of its frames. Nothing is masked (servers never do) or compressed (this server never does).
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

export class MadeAnswer {
  /** Between them goes the cursor. */
  private readonly pieces: readonly Buffer[];
  private readonly length: number;

  constructor(result: ExecutionResult, placeholder: string) {
    this.pieces = `${JSON.stringify(result)}}`.split(placeholder).map((piece) => Buffer.from(piece));
    this.length = this.pieces.reduce((sum, { length }) => sum + length, 0);
  }

  get hasCursor(): boolean {
    return this.pieces.length > 1;
  }

  frameFor(opening: string, cursor: string): Buffer {
    const ownLength = Buffer.byteLength(opening) + (this.pieces.length - 1) * cursor.length;
    const frame = frameOf(this.length + ownLength);
    let end = headLength(this.length + ownLength);
    end += frame.write(opening, end);
    this.pieces.forEach((piece, index) => {
      if (index > 0) end += frame.write(cursor, end, 'latin1');
      end += piece.copy(frame, end);
    });
    return frame;
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
