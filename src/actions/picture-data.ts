/** A picture as a data URL. What it is, is decided by its first bytes, not by what it is called. */
import { done, refuse, type Outcome } from '../routing/refusal';
import type { PictureRecord } from './records';

const maxPictureBytes = 256 * 1024;

const dataUrl = /^data:image\/[a-z0-9.+-]{1,20};base64,([A-Za-z0-9+/]+={0,2})$/;

export type Picture = Pick<PictureRecord, 'mime' | 'bytes'>;

export function readPicture(raw: string, field: readonly string[]): Outcome<Picture> {
  const wrong = 'This is no picture as a data URL. Give a PNG, JPEG or WebP as data:image/…;base64,….';
  // Base64 takes four characters for three bytes; what is far too long is not decoded to find out.
  if (raw.length > maxPictureBytes * 1.4) return tooLarge(field);
  const encoded = dataUrl.exec(raw.trim())?.[1];
  if (encoded === undefined) return refuse('INVALID', wrong, field);
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length > maxPictureBytes) return tooLarge(field);
  const mime = mimeOf(bytes);
  return mime === null ? refuse('INVALID', wrong, field) : done({ mime, bytes });
}

function tooLarge(field: readonly string[]) {
  return refuse('INVALID', 'The picture is larger than 256 kB. Make it smaller or save it with less quality.', field);
}

function mimeOf(bytes: Uint8Array): PictureRecord['mime'] | null {
  const starts = (signature: readonly number[], at = 0): boolean =>
    signature.every((byte, index) => bytes[at + index] === byte);
  if (starts([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (starts([0xff, 0xd8, 0xff])) return 'image/jpeg';
  // "RIFF", four bytes of length, "WEBP".
  if (starts([0x52, 0x49, 0x46, 0x46]) && starts([0x57, 0x45, 0x42, 0x50], 8)) return 'image/webp';
  return null;
}
