/** A picture as a data URL. What it is, is decided by its first bytes, not by what it is called. */
import { done, refuse, type Outcome } from '../routing/refusal';
import { pictureKindOf } from './picture-size';
import type { PictureRecord } from './records';

const maxPictureBytes = 256 * 1024;
/** Each way. Whoever draws it needs four bytes for each pixel: 16 MiB at most. */
const maxPixels = 2_048;

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
  const kind = pictureKindOf(bytes);
  if (kind === null) return refuse('INVALID', wrong, field);
  const { mime, width, height } = kind;
  if (Math.max(width, height) <= maxPixels) return done({ mime, bytes });
  const message = `The picture is ${width} × ${height} pixels. Make it at most ${maxPixels} × ${maxPixels}.`;
  return refuse('INVALID', message, field);
}

function tooLarge(field: readonly string[]) {
  return refuse('INVALID', 'The picture is larger than 256 kB. Make it smaller or save it with less quality.', field);
}
