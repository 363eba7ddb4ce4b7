/** A WebSocket client that knows no protocol: it sends what it is told and hands out what comes, frame by frame. */
import type { IncomingMessage } from 'node:http';
import WebSocket from 'ws';
import { patienceMs } from './happenings';

/** Frames as they are: the test says what must be in them. */
export type Frame = ReturnType<JSON['parse']>;

export interface Closing {
  readonly code: number;
  readonly reason: string;
}

export interface FrameSocket {
  readonly raw: WebSocket;
  readonly protocol: string;
  send(frame: unknown): void;
  sendText(text: string): void;
  /** The next frame, in order. Fails when none comes in time, or the socket closes first. */
  next(withinMs?: number): Promise<Frame>;
  /** Frames of this operation only; others stay where they are. */
  nextOf(id: string, withinMs?: number): Promise<Frame>;
  /** What has come and was not asked for. */
  readonly pending: readonly Frame[];
  /** How the socket closed. Fails when it stays open. */
  closed(withinMs?: number): Promise<Closing>;
  close(code?: number): Promise<Closing>;
  /** connection_init and its acknowledgement. */
  init(token?: string | null): Promise<void>;
  subscribe(id: string, query: string, variables?: object, operationName?: string): void;
}

interface Waiter {
  readonly wants: (frame: Frame) => boolean;
  readonly resolve: (frame: Frame) => void;
  readonly reject: (error: Error) => void;
}

export interface DialOptions {
  readonly protocol?: string | readonly string[];
  readonly origin?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Resolves with the socket, or with the HTTP answer that refused the upgrade. */
export function dial(url: string, options: DialOptions = {}): Promise<FrameSocket | { readonly refused: number }> {
  const { protocol = 'graphql-transport-ws', origin, headers } = options;
  const raw = new WebSocket(url, protocol as string, { origin, headers, perMessageDeflate: false });
  return new Promise((resolve, reject) => {
    const frames = framesOf(raw);
    raw.once('open', () => resolve(frames));
    raw.once('unexpected-response', (_request, response: IncomingMessage) => {
      response.resume();
      resolve({ refused: response.statusCode ?? 0 });
    });
    raw.once('error', reject);
  });
}

function framesOf(raw: WebSocket): FrameSocket {
  const pending: Frame[] = [];
  const waiters = new Set<Waiter>();
  let end: Closing | null = null;
  const ended = new Promise<Closing>((resolve) => {
    raw.once('close', (code, reason) => {
      end = { code, reason: String(reason) };
      for (const waiter of waiters) waiter.reject(new Error(`The socket closed with ${code} ${String(reason)}.`));
      resolve(end);
    });
  });
  raw.on('message', (data) => {
    const frame: Frame = JSON.parse((data as Buffer).toString());
    const waiter = [...waiters].find(({ wants }) => wants(frame));
    if (waiter === undefined) pending.push(frame);
    else waiter.resolve(frame);
  });

  const wait = (wants: (frame: Frame) => boolean, withinMs: number): Promise<Frame> => {
    const place = pending.findIndex(wants);
    if (place >= 0) return Promise.resolve(pending.splice(place, 1)[0]);
    if (end !== null) return Promise.reject(new Error(`The socket closed with ${end.code} ${end.reason}.`));
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        waiters.delete(waiter);
      };
      const waiter: Waiter = {
        wants,
        resolve: (frame) => (settle(), resolve(frame)),
        reject: (error) => (settle(), reject(error)),
      };
      const timer = setTimeout(() => waiter.reject(new Error(`No frame came within ${withinMs} ms.`)), withinMs);
      waiters.add(waiter);
    });
  };
  const send = (frame: unknown): void => raw.send(JSON.stringify(frame));
  const closed = (withinMs = patienceMs): Promise<Closing> => {
    let timer: NodeJS.Timeout;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`The socket was still open after ${withinMs} ms.`)), withinMs);
    });
    return Promise.race([ended, late]).finally(() => clearTimeout(timer));
  };
  return {
    raw,
    get protocol() {
      return raw.protocol;
    },
    send,
    sendText: (text) => raw.send(text),
    next: (withinMs = patienceMs) => wait(() => true, withinMs),
    nextOf: (id, withinMs = patienceMs) => wait((frame) => frame.id === id, withinMs),
    pending,
    closed,
    close: (code = 1000) => {
      raw.close(code);
      return closed();
    },
    async init(token = null) {
      send({ type: 'connection_init', ...(token !== null && { payload: { authorization: `Bearer ${token}` } }) });
      const frame = await wait(({ type }) => type === 'connection_ack', patienceMs);
      expect(frame).toEqual({ type: 'connection_ack' });
    },
    subscribe: (id, query, variables, operationName) =>
      send({ id, type: 'subscribe', payload: { query, variables, operationName } }),
  };
}
