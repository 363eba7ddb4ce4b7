/**
 * A push service on this machine, and the browsers that are subscribed there. It reads what it is sent as a browser does
 * (RFC 8291, by the key and the secret that never left the browser), and checks who sent it (RFC 8292).
 */
import { createDecipheriv, createECDH, createPublicKey, type ECDH, hkdfSync, randomBytes, verify } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { patienceMs } from './happenings';

export interface Pushed {
  readonly browser: string;
  readonly headers: IncomingHttpHeaders;
  /** What the browser reads. */
  readonly message: Readonly<Record<string, unknown>>;
  /** The public key of whoever signed the call, and what was signed. */
  readonly signedBy: string;
  readonly claims: { readonly aud: string; readonly exp: number; readonly sub: string };
}

interface Browser {
  readonly keys: ECDH;
  readonly secret: Buffer;
}

export interface Subscription {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

export class PushService {
  readonly pushed: Pushed[] = [];
  /** What it answers; 410: the browser took its subscription back. */
  status = 201;
  private readonly browsers = new Map<string, Browser>();
  private readonly news = new EventEmitter();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<PushService> {
    const server = createServer();
    const service = new PushService(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        service.take((request.url ?? '/').slice(1), request.headers, Buffer.concat(chunks));
        response.writeHead(service.status).end();
        service.news.emit('pushed');
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return service;
  }

  private get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  subscribe(browser: string): Subscription {
    const keys = createECDH('prime256v1');
    keys.generateKeys();
    const secret = randomBytes(16);
    this.browsers.set(browser, { keys, secret });
    return {
      endpoint: `${this.url}/${browser}`,
      p256dh: keys.getPublicKey().toString('base64url'),
      auth: secret.toString('base64url'),
    };
  }

  async hasPushed(times: number): Promise<void> {
    while (this.pushed.length < times) await once(this.news, 'pushed', { signal: AbortSignal.timeout(patienceMs) });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private take(browser: string, headers: IncomingHttpHeaders, body: Buffer): void {
    const subscribed = this.browsers.get(browser);
    if (subscribed === undefined) throw new Error(`Nobody is subscribed as ${browser}.`);
    const message = JSON.parse(decrypted(body, subscribed)) as Pushed['message'];
    this.pushed.push({ browser, headers, message, ...signatureOf(String(headers.authorization)) });
  }
}

/** Salt, record size, the sender's key, then one record, padded behind a 2. */
function decrypted(body: Buffer, { keys, secret }: Browser): string {
  const salt = body.subarray(0, 16);
  const keyLength = body.readUInt8(20);
  const sender = body.subarray(21, 21 + keyLength);
  const record = body.subarray(21 + keyLength);
  const shared = keys.computeSecret(sender);
  const about = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender]);
  const input = Buffer.from(hkdfSync('sha256', shared, secret, about, 32));
  const derive = (name: string, length: number): Buffer =>
    Buffer.from(hkdfSync('sha256', input, salt, `Content-Encoding: ${name}\0`, length));
  const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
  decipher.setAuthTag(record.subarray(-16));
  const text = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  return text.subarray(0, text.lastIndexOf(2)).toString('utf8');
}

function signatureOf(authorization: string): Pick<Pushed, 'signedBy' | 'claims'> {
  const [, token = '', signedBy = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization) ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(signedBy, 'base64url');
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
  const key = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
  const signed = { key, dsaEncoding: 'ieee-p1363' } as const;
  if (!verify('sha256', Buffer.from(`${head}.${claims}`), signed, Buffer.from(signature, 'base64url'))) {
    throw new Error('This was signed by somebody else.');
  }
  return { signedBy, claims: JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Pushed['claims'] };
}
