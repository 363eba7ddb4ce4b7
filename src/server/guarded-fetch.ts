/**
 * `fetch` for addresses that somebody typed. Whoever may connect a calendar, name a router or register a browser must not be
 * able to make this process knock on doors of its own network, so the address that is really connected to is judged, behind the resolution of its name: a name
 * that resolves to a harmless address now and to another one a moment later gains nothing. Answers are bounded in time and
 * size, nothing is unpacked, and redirects are told to the caller, never followed: the password goes where it was meant for.
 */
import { lookup } from 'node:dns';
import { request as requestPlain, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestTls } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { readNetwork } from './peer-address';

export interface FetchRules {
  /** This machine's own address may be called, without TLS, too: for trying things out. */
  readonly allowLoopback: boolean;
  /** Private networks that the operator has named. */
  readonly allowedNetworks: readonly string[];
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}

/** Refused before anything was sent. */
export class AddressRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AddressRefused';
  }
}

const usualTimeoutMs = 8_000;
const usualMaxBytes = 8 * 1024 * 1024;
const loopback = ['127.0.0.0/8', '::1'];
/** Everything that is not the public internet (IANA's special-purpose registries), and what may stand for it. */
const notPublic = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4', '::/96', '::1', '::ffff:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64'],
  ...['2001::/23', '2001:db8::/32', '2002::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
];

export function createGuardedFetch(rules: FetchRules): typeof fetch {
  const gate = new Gate(rules);
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    gate.check(url);
    return call(url, init ?? {}, { gate, rules });
  };
}

class Gate {
  private readonly own = listOf(loopback);
  private readonly closed = listOf(notPublic);
  private readonly named: BlockList;

  constructor(private readonly rules: FetchRules) {
    this.named = listOf(rules.allowedNetworks);
  }

  /** What can be said before the name is resolved. */
  check(url: URL): void {
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && this.rules.allowLoopback)) {
      throw new AddressRefused('Only addresses that begin with https:// are called.');
    }
    const host = url.hostname.replace(/^\[|\]$/g, '');
    // An address that is written out is never looked up.
    if (isIP(host) !== 0) this.checkAddress(host, url.protocol === 'http:');
  }

  checkAddress(address: string, isPlain: boolean): void {
    const isOwn = holds(this.own, address);
    if (isPlain && !isOwn) throw new AddressRefused('Only addresses that begin with https:// are called.');
    if (isOwn && this.rules.allowLoopback) return;
    if (holds(this.closed, address) && !holds(this.named, address)) {
      throw new AddressRefused('This address is not on the public internet. Ask whoever runs this server to allow it.');
    }
  }

  /** Resolves a name; every address of it must be allowed, since any may be connected to. */
  lookup(isPlain: boolean): LookupFunction {
    return (hostname, options, done) => {
      lookup(hostname, { ...options, all: true }, (error, addresses) => {
        if (error !== null) return done(error, '');
        try {
          for (const { address } of addresses) this.checkAddress(address, isPlain);
        } catch (refused) {
          return done(refused as Error, '');
        }
        const [first] = addresses;
        if (first === undefined) return done(new Error(`${hostname} has no address.`), '');
        return options.all === true ? done(null, addresses) : done(null, first.address, first.family);
      });
    };
  }
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const text of networks) {
    const network = readNetwork(text);
    if (network === null) throw new Error(`${text} is no network.`);
    list.addSubnet(network.address, network.prefix, isIP(network.address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

function holds(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

function call(
  url: URL,
  init: RequestInit,
  { gate, rules }: { readonly gate: Gate; readonly rules: FetchRules },
): Promise<Response> {
  const isPlain = url.protocol === 'http:';
  const body = bytesOf(init.body);
  const headers = Object.fromEntries(new Headers(init.headers));
  const timeout = AbortSignal.timeout(rules.timeoutMs ?? usualTimeoutMs);
  const options: RequestOptions = {
    method: init.method ?? 'GET',
    // Nothing that could unfold to a thousand times its size.
    headers: { ...headers, 'accept-encoding': 'identity', ...(body && { 'content-length': body.length }) },
    lookup: gate.lookup(isPlain),
    signal: init.signal ? AbortSignal.any([init.signal, timeout]) : timeout,
    agent: false,
  };
  return new Promise((resolve, reject) => {
    const request = (isPlain ? requestPlain : requestTls)(url, options, (answer) => {
      read(answer, rules.maxBytes ?? usualMaxBytes).then(resolve, reject);
    });
    request.on('error', reject);
    request.end(body ?? undefined);
  });
}

function bytesOf(body: RequestInit['body']): Buffer | null {
  if (typeof body === 'string') return Buffer.from(body);
  return body instanceof Uint8Array ? Buffer.from(body) : null;
}

async function read(answer: IncomingMessage, maxBytes: number): Promise<Response> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer) {
    size += (chunk as Buffer).length;
    if (size > maxBytes) {
      answer.destroy();
      throw new Error(`The answer is longer than ${maxBytes} bytes.`);
    }
    chunks.push(chunk as Buffer);
  }
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined) headers.set(name, [value].flat().join(', '));
  }
  const status = answer.statusCode ?? 502;
  const hasBody = size > 0 && ![204, 205, 304].includes(status);
  const told = { status: Math.max(200, status), statusText: answer.statusMessage ?? '', headers };
  return new Response(hasBody ? Buffer.concat(chunks) : null, told);
}
