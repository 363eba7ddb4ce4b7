/**
 * Built clients as files: read when asked for, so that a rebuilt client is served without a restart. What a build names by
 * its content may be kept for ever; everything else is asked again each time and answered with 304 while it is the same.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

export interface Folder {
  /** Where it is served: `/inbox`. */
  readonly at: string;
  /** Where it lies. */
  readonly folder: string;
  /** Served for paths below `at` that are no files: a page that routes by itself. */
  readonly fallback?: string;
  /** Instead of the usual content security policy. */
  readonly policy?: string;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.tgz': 'application/gzip',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

interface Found {
  readonly path: string;
  readonly size: number;
  readonly changedAt: number;
}

async function find(path: string): Promise<Found | null> {
  try {
    const entry = await stat(path);
    return entry.isFile() ? { path, size: entry.size, changedAt: Math.floor(entry.mtimeMs) } : null;
  } catch {
    return null;
  }
}

/** The file that an address means: itself, the page of that name, or a folder's index. Never anything outside. */
async function locate({ folder, fallback }: Folder, address: string): Promise<Found | null> {
  const root = resolve(folder);
  const wanted = resolve(root, `.${sep}${address}`);
  if (wanted !== root && !wanted.startsWith(root + sep)) return null;
  const candidates = extname(wanted) === '' ? [`${wanted}.html`, join(wanted, 'index.html')] : [wanted];
  for (const candidate of candidates) {
    const found = await find(candidate);
    if (found !== null) return found;
  }
  return fallback === undefined || extname(wanted) !== '' ? null : find(join(root, fallback));
}

/** What a build puts beside a file, the smallest first. */
const codings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const;

interface Copy extends Found {
  readonly coding: string;
  readonly ending: string;
}

/** `gzip, br;q=0.5, zstd;q=0`: the last one is refused by name. */
function acceptedCodings(header: string): ReadonlySet<string> {
  const offers = header.split(',').map((offer) =>
    offer
      .trim()
      .toLowerCase()
      .split(/\s*;\s*q=/),
  );
  return new Set(offers.filter(([, weight]) => weight === undefined || Number(weight) > 0).map(([name = '']) => name));
}

async function compressedCopy(request: FastifyRequest, found: Found): Promise<Copy | null> {
  const accepted = acceptedCodings(String(request.headers['accept-encoding'] ?? ''));
  for (const { name, ending } of codings) {
    const copy = accepted.has(name) ? await find(`${found.path}${ending}`) : null;
    if (copy !== null) return { ...copy, coding: name, ending };
  }
  return null;
}

async function sendFile(request: FastifyRequest, reply: FastifyReply, found: Found): Promise<FastifyReply> {
  const copy = await compressedCopy(request, found);
  const isNamedByContent = /\/assets\/[^/]+-[\w-]{8}\.\w+$/.test(request.url);
  const tag = `"${found.size.toString(36)}-${found.changedAt.toString(36)}${copy?.ending.replace('.', '-') ?? ''}"`;
  void reply
    .header('content-type', types[extname(found.path)] ?? 'application/octet-stream')
    .header('cache-control', isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache')
    .header('vary', 'accept-encoding')
    .header('etag', tag);
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  if (copy !== null) void reply.header('content-encoding', copy.coding);
  const sent = copy ?? found;
  void reply.header('content-length', sent.size);
  return reply.send(createReadStream(sent.path));
}

/** Serves one folder. A client that was not built yet is a 404 like any other unknown address. */
export function addFolder(app: FastifyInstance, folder: Folder): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | void> => {
    const address = (request.params as { readonly '*'?: string })['*'] ?? '';
    const found = await locate(folder, address);
    if (folder.policy !== undefined) void reply.header('content-security-policy', folder.policy);
    return found === null ? reply.callNotFound() : sendFile(request, reply, found);
  };
  app.get(folder.at, answer);
  app.get(`${folder.at}/*`, answer);
}

/** Serves one file at one address. */
export function addFile(app: FastifyInstance, at: string, path: string): void {
  app.get(at, async (request, reply): Promise<FastifyReply | void> => {
    const found = await find(path);
    return found === null ? reply.callNotFound() : sendFile(request, reply, found);
  });
}
