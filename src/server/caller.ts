/** Who calls, and from where; and which pages' scripts may call for a workspace. */
import { parsedUrl } from '../routing/address';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { Authenticator, Identity } from '../auth/authenticate';
import { readBearer } from '../auth/tokens';
import { publicError } from './errors';
import type { AddressOf } from './peer-address';

export interface Caller {
  readonly token: string | null;
  readonly address: string;
  /** The page's origin as the browser tells it; null for whoever is no browser. */
  readonly origin: string | null;
  /** How the caller reaches this server, for addresses in answers: `https://chat.example`. */
  readonly baseUrl: string;
  /** The rights of now; on a socket they change while it is open. */
  identity(): Identity | null;
}

/** Told by the caller itself and used for addresses in its own answers alone. */
export function baseUrlOf(headers: IncomingHttpHeaders): string {
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  return `${scheme}://${headers.host ?? 'localhost'}`;
}

/** Our own pages. Whatever speaks TLS for us hands on the host, so the scheme is not compared. */
export function isOwnOrigin(origin: string, headers: IncomingHttpHeaders): boolean {
  const url = parsedUrl(origin);
  return url !== null && url.host === headers.host;
}

/** Whether scripts of that page may call for a workspace that allows these origins; its own pages always may. */
export function isAllowedOrigin(caller: Pick<Caller, 'origin' | 'baseUrl'>, allowed: readonly string[]): boolean {
  const { origin, baseUrl } = caller;
  if (origin === null || allowed.length === 0 || allowed.includes(origin)) return true;
  return isOwnOrigin(origin, { host: baseUrl.slice(baseUrl.indexOf('//') + 2) });
}

export function refuseForeignOrigin(caller: Pick<Caller, 'origin' | 'baseUrl'>, identity: Identity | null): void {
  if (identity === null || isAllowedOrigin(caller, identity.allowedOrigins)) return;
  const message = 'Pages of this origin may not use this workspace. Add the origin to its allowed ones.';
  throw publicError('FORBIDDEN', message, { http: { status: 403 } });
}

export interface CallerParts {
  readonly authenticator: Authenticator;
  readonly addressOf: AddressOf;
}

/** Who makes this request, by its token as it is now. */
export async function callerOf({ authenticator, addressOf }: CallerParts, request: FastifyRequest): Promise<Caller> {
  const token = readBearer(request.headers.authorization);
  // A token that opens nothing is no reason to refuse: one may be signing in anew. Every field that needs somebody says so.
  const identity = token === null ? null : await authenticator.authenticate(token);
  const caller: Caller = {
    token,
    address: addressOf(request.raw),
    origin: request.headers.origin ?? null,
    baseUrl: baseUrlOf(request.headers),
    identity: () => identity,
  };
  refuseForeignOrigin(caller, identity);
  return caller;
}
