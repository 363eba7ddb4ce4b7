/**
 * What tokens look like. A token is opaque: a letter for whom it is, and 256 random bits. Only its SHA-256 is stored, so a
 * stolen table opens nothing; with that much randomness a slow hash would protect nothing more.
 */
import { createHash } from 'node:crypto';

/** `s`: staff, `v`: a visitor's browser, `i`: an integration. */
export type TokenPrefix = 's' | 'v' | 'i';

const shape = /^[svi]_[0-9a-f]{64}$/;

/** Asked before the database is, so that guessing costs nobody a query. */
export function isToken(text: string): boolean {
  return shape.test(text);
}

export function tokenOf(prefix: TokenPrefix, random: Buffer): string {
  return `${prefix}_${random.toString('hex')}`;
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** How a session is named where only its token is known. */
export function sessionKey(tokenHash: Uint8Array): string {
  return Buffer.from(tokenHash).toString('base64');
}

/** What `sessionKey` was made from. */
export function hashOfKey(key: string): Buffer {
  return Buffer.from(key, 'base64');
}

/**
 * The token of `Authorization: Bearer …`; null where there is no such header. Something else in the header is handed on as
 * it is: it opens nothing, and the caller is to learn that rather than to be taken for somebody without a token.
 */
export function readBearer(header: unknown): string | null {
  if (header === undefined || header === null || header === '') return null;
  if (typeof header !== 'string') return '';
  return /^Bearer +(\S+) *$/i.exec(header)?.[1] ?? header.trim();
}
