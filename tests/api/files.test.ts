import { type IncomingHttpHeaders, request } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import fastify, { type FastifyInstance } from 'fastify';
import { addFolder } from '../../src/server/files';

let place: string;
let app: FastifyInstance;

interface Answer {
  readonly statusCode: number;
  readonly headers: IncomingHttpHeaders;
  readonly raw: Buffer;
  readonly body: string;
}

/** Sends the address as it is written: `fetch` would tidy it up before anybody could misread it. */
function ask({
  url,
  method = 'GET',
  headers = {},
}: {
  url: string;
  method?: string;
  headers?: Record<string, string>;
}) {
  const { port } = app.server.address() as AddressInfo;
  return new Promise<Answer>((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', path: url, method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const raw = Buffer.concat(chunks);
        resolve({ statusCode: answer.statusCode ?? 0, headers: answer.headers, raw, body: raw.toString() });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'parley-files-'));
  const shop = join(place, 'shop');
  mkdirSync(join(shop, 'assets'), { recursive: true });
  writeFileSync(join(place, 'secret.txt'), 'outside');
  writeFileSync(join(place, 'shop-secret.txt'), 'outside');
  writeFileSync(join(shop, 'index.html'), '<h1>Shop</h1>');
  writeFileSync(join(shop, 'pricing.html'), '<h1>Pricing</h1>');
  writeFileSync(join(shop, 'assets', 'shop-D6hPR8ef.js'), 'export {};');
  writeFileSync(join(shop, 'large.js'), 'let a = 1;');
  writeFileSync(join(shop, 'large.js.gz'), gzipSync('let a = 1;'));
  app = fastify();
  addFolder(app, { at: '/shop', folder: shop });
  addFolder(app, { at: '/inbox', folder: shop, fallback: 'index.html' });
  await app.listen({ port: 0, host: '127.0.0.1' });
});

afterEach(async () => {
  await app.close();
  rmSync(place, { recursive: true, force: true });
});

test.each([
  ['/shop', 'Shop'],
  ['/shop/', 'Shop'],
  ['/shop/pricing', 'Pricing'],
  ['/shop/pricing?from=mail', 'Pricing'],
  ['/inbox/conversations/17', 'Shop'],
])('%s is a page', async (url, heading) => {
  const answer = await ask({ url });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(answer.body).toContain(heading);
});

test.each([
  '/shop/../secret.txt',
  '/shop/..%2fsecret.txt',
  '/shop/%2e%2e/secret.txt',
  '/shop/%2e%2e%2fshop-secret.txt',
  '/shop/assets/..%2f..%2fsecret.txt',
  '/shop/%00',
  '/shop/nothing',
  '/shop/assets',
  '/inbox/missing.js',
])('%s leads nowhere', async (url) => {
  const answer = await ask({ url });
  expect(answer.statusCode).toBe(404);
  expect(answer.body).not.toContain('outside');
});

test('what is named by its content is kept for ever, and nothing else', async () => {
  const named = await ask({ url: '/shop/assets/shop-D6hPR8ef.js' });
  expect(named.headers['cache-control']).toContain('immutable');
  const page = await ask({ url: '/shop' });
  expect(page.headers['cache-control']).toBe('no-cache');
});

test('an unchanged file is not sent again, a rebuilt one is', async () => {
  const { etag } = (await ask({ url: '/shop' })).headers;
  const again = await ask({ url: '/shop', headers: { 'if-none-match': String(etag) } });
  expect(again.statusCode).toBe(304);
  writeFileSync(join(place, 'shop', 'index.html'), '<h1>News</h1>');
  utimesSync(join(place, 'shop', 'index.html'), new Date(), new Date(Date.now() + 5_000));
  const rebuilt = await ask({ url: '/shop', headers: { 'if-none-match': String(etag) } });
  expect(rebuilt.statusCode).toBe(200);
  expect(rebuilt.body).toContain('News');
});

test('the compressed copy goes to who can read it', async () => {
  const compressed = await ask({ url: '/shop/large.js', headers: { 'accept-encoding': 'br, gzip' } });
  expect(compressed.headers['content-encoding']).toBe('gzip');
  expect(compressed.headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(gunzipSync(compressed.raw).toString()).toBe('let a = 1;');
  const plain = await ask({ url: '/shop/large.js' });
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.body).toBe('let a = 1;');
});

test('of two compressed copies the smaller kind is sent, unless it is refused, and each has a tag of its own', async () => {
  writeFileSync(join(place, 'shop', 'large.js.br'), brotliCompressSync('let a = 1;'));
  const asked = (codings: string) => ask({ url: '/shop/large.js', headers: { 'accept-encoding': codings } });
  const small = await asked('gzip, deflate, br;q=0.9');
  expect(small.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
  expect(brotliDecompressSync(small.raw).toString()).toBe('let a = 1;');
  const refused = await asked('br;q=0, gzip;q=0.5');
  expect(refused.headers['content-encoding']).toBe('gzip');
  expect((await asked('br; q=0.0, gzip;q=0')).body).toBe('let a = 1;');
  expect(new Set([small, refused, await asked('')].map(({ headers }) => headers.etag)).size).toBe(3);
});

test('HEAD tells the size and sends nothing', async () => {
  const answer = await ask({ method: 'HEAD', url: '/shop/pricing' });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-length']).toBe('16');
  expect(answer.body).toBe('');
});
