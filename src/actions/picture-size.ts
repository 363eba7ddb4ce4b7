/**
 * What a picture is and how large it will be when it is drawn, read from its first bytes. A file of a few kilobytes can be a
 * picture of gigabytes, and every browser that shows it has to hold it whole: so its size is known before it is kept.
 */
import type { PictureRecord } from './records';

export interface PictureKind {
  readonly mime: PictureRecord['mime'];
  readonly width: number;
  readonly height: number;
}

/** Null: none of the three kinds, or broken before it says how large it is. */
export function pictureKindOf(bytes: Uint8Array): PictureKind | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const found = pngOf(view) ?? jpegOf(view) ?? webpOf(view);
    return found !== null && found.width > 0 && found.height > 0 ? found : null;
  } catch (error) {
    // It ends where more was promised.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function textAt(view: DataView, at: number, length: number): string {
  return String.fromCharCode(...Array.from({ length }, (_, index) => view.getUint8(at + index)));
}

/** Eight bytes of signature, then the header's length and name, then width and height. */
function pngOf(view: DataView): PictureKind | null {
  if (view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a || textAt(view, 12, 4) !== 'IHDR')
    return null;
  return { mime: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** Segments, one behind the other, up to the one that begins a frame; a number of them says nothing of the size. */
function jpegOf(view: DataView): PictureKind | null {
  if (view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1);
    const isFiller = marker === 0xff;
    const isAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { mime: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    if (isFiller) at += 1;
    else at += isAlone ? 2 : 2 + view.getUint16(at + 2);
  }
  return null;
}

/** "RIFF", four bytes of length, "WEBP", then one of three kinds of chunk, each with the size in a place of its own. */
function webpOf(view: DataView): PictureKind | null {
  if (textAt(view, 0, 4) !== 'RIFF' || textAt(view, 8, 4) !== 'WEBP') return null;
  const mime = 'image/webp';
  switch (textAt(view, 12, 4)) {
    case 'VP8 ':
      return { mime, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const packed = view.getUint32(21, true);
      return { mime, width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { mime, width: whole24(view, 24) + 1, height: whole24(view, 27) + 1 };
    default:
      return null;
  }
}

function whole24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
