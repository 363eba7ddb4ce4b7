/** Small pictures of each kind, as programs write them, and the beginning of a PNG of any size. */
const read = (base64: string): Buffer => Buffer.from(base64, 'base64');

export const pictures = {
  png: read('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  jpeg: read(
    `/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////
    ////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=`.replace(/\s/g, ''),
  ),
  webp: read('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA'),
  losslessWebp: read('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=='),
} as const;

/** So many bytes of a PNG that says it is so large. */
export function pngOf({ width = 1, height = 1, bytes = pictures.png.length }): Buffer {
  const picture = Buffer.concat([pictures.png, Buffer.alloc(Math.max(0, bytes - pictures.png.length))]);
  picture.writeUInt32BE(width, 16);
  picture.writeUInt32BE(height, 20);
  return picture.subarray(0, bytes);
}

export function dataUrlOf(bytes: Uint8Array, mime = 'image/png'): string {
  return `data:${mime};base64,${Buffer.from(bytes).toString('base64')}`;
}
