import { pictureKindOf } from '../../src/actions/picture-size';
import { pictures, pngOf } from '../support/pictures';

test.each([
  ['a PNG', pictures.png, 'image/png'],
  ['a JPEG', pictures.jpeg, 'image/jpeg'],
  ['a WebP', pictures.webp, 'image/webp'],
  ['a WebP without loss', pictures.losslessWebp, 'image/webp'],
])('%s says what it is and how large', (_what, bytes, mime) => {
  expect(pictureKindOf(bytes)).toEqual({ mime, width: 1, height: 1 });
  // Wherever it is cut, it is a picture of that size or none.
  for (let length = 0; length < bytes.length; length += 1) {
    const cut = pictureKindOf(bytes.subarray(0, length));
    if (cut !== null) expect(cut).toEqual({ mime, width: 1, height: 1 });
  }
});

test('a WebP that moves or is seen through says its size in another place', () => {
  const head = Buffer.from('RIFF\0\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0', 'latin1');
  const bytes = Buffer.concat([head, Buffer.from([0xff, 0x07, 0x00, 0x1f, 0x03, 0x01])]);
  expect(pictureKindOf(bytes)).toEqual({ mime: 'image/webp', width: 2_048, height: 66_336 });
});

test('a JPEG is asked for its frame behind all that stands before it', () => {
  const notes = Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0x00, 0x04, 0x41, 0x42, 0xff]),
    pictures.jpeg.subarray(2),
  ]);
  expect(pictureKindOf(notes)).toEqual({ mime: 'image/jpeg', width: 1, height: 1 });
});

test('a picture of nothing is none', () => {
  expect(pictureKindOf(pngOf({ width: 0 }))).toBeNull();
  expect(pictureKindOf(pngOf({ height: 0 }))).toBeNull();
});
