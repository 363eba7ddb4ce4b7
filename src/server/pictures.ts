/** Pictures by the hash of their content: an address never shows another picture, so it may be kept for ever. */
import type { FastifyInstance } from 'fastify';

export interface PictureRoutesOptions {
  readonly find: (hash: string) => Promise<{ readonly mime: string; readonly bytes: Uint8Array } | null>;
}

const shown: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp']);

export function addPictures(app: FastifyInstance, { find }: PictureRoutesOptions): void {
  app.get<{ Params: { hash: string } }>('/pictures/:hash', async (request, reply) => {
    const { hash } = request.params;
    const picture = /^[0-9a-f]{64}$/.test(hash) ? await find(hash) : null;
    if (picture === null || !shown.has(picture.mime)) return reply.callNotFound();
    return reply
      .headers({
        'content-type': picture.mime,
        'cache-control': 'public, max-age=31536000, immutable',
        // Opened by itself it is a document of this origin: it may load and run nothing.
        'content-security-policy': "default-src 'none'; sandbox",
        etag: `"${hash.slice(0, 32)}"`,
      })
      .send(Buffer.from(picture.bytes));
  });
}
