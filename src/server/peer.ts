import type { IncomingMessage } from 'node:http';
import type { Identity } from '../auth/authenticate';
import { baseUrlOf, type Caller } from './caller';
import type { AddressOf } from './peer-address';
import type { WatchedSession } from './sessions';
import type { Socket } from './socket';

interface PeerParts {
  readonly socket: Socket;
  readonly request: IncomingMessage;
  readonly addressOf: AddressOf;
}

/**
 * Who is at the other end. The request that the socket was opened with is let go: its headers, of which a browser sends a
 * kilobyte, would stay as long as the socket.
 */
export class Peer implements Caller {
  readonly socket: Socket;
  readonly address: string;
  readonly origin: string | null;
  readonly baseUrl: string;
  token: string | null = null;
  session: WatchedSession | null = null;

  constructor({ socket, request, addressOf }: PeerParts) {
    this.socket = socket;
    this.address = addressOf(request);
    this.origin = request.headers.origin ?? null;
    this.baseUrl = baseUrlOf(request.headers);
  }

  identity(): Identity | null {
    return this.session?.current() ?? null;
  }
}
