/**
 * Where a caller comes from. What a header says counts only when it was written by a proxy that the operator has named:
 * anybody can write a header, and an address that one may choose is no limit at the door.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP } from 'node:net';

export interface Peer {
  readonly socket: { readonly remoteAddress?: string | undefined };
  readonly headers: IncomingHttpHeaders;
}
export type AddressOf = (peer: Peer) => string;

/** Addresses or networks (`10.0.0.0/8`, `::1`), as `readNetwork` has found them sound. */
export function createAddressOf(trustedProxies: readonly string[]): AddressOf {
  const trusted = new BlockList();
  for (const text of trustedProxies) addTo(trusted, text);
  const isTrusted = (address: string): boolean =>
    isIP(address) !== 0 && trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return ({ socket, headers }) => {
    let address = plain(socket.remoteAddress ?? '');
    const told = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
    // Each proxy appends whom it has heard: from the end, as far as trusted ones speak.
    for (let next = told.pop(); next !== undefined && isTrusted(address); next = told.pop()) {
      const candidate = plain(next.trim());
      if (isIP(candidate) === 0) break;
      address = candidate;
    }
    return address;
  };
}

/** Null for what is no address and no network. */
export function readNetwork(text: string): { readonly address: string; readonly prefix: number } | null {
  const [address = '', prefix, ...rest] = text.trim().split('/');
  const kind = isIP(address);
  const longest = kind === 6 ? 128 : 32;
  if (kind === 0 || rest.length > 0 || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) return null;
  const length = prefix === undefined ? longest : Number(prefix);
  return length > longest ? null : { address, prefix: length };
}

function addTo(list: BlockList, text: string): void {
  const network = readNetwork(text);
  if (network === null) throw new Error('A trusted proxy is no address.');
  list.addSubnet(network.address, network.prefix, isIP(network.address) === 6 ? 'ipv6' : 'ipv4');
}

/** A socket that listens for both families tells IPv4 peers in IPv6. */
function plain(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}
