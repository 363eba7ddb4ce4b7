/**
 * A small server that speaks the schema over real sockets and can be made to fail: for the SDK's own tests, where the
 * question is what the client does when the line drops, not what the server decides.
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket as TcpSocket } from 'node:net';
import { join } from 'node:path';
import { buildSchema, graphql } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';

const schema = buildSchema(readFileSync(join(__dirname, '../../src/schema/schema.graphql'), 'utf8'));

export interface StoredMessage {
  readonly sequence: number;
  readonly text: string;
  readonly clientMessageId: string | null;
}

type Frame = Record<string, unknown>;

export class DeskServer {
  /** The log: event n has the cursor `c<n>`. */
  readonly log: Frame[] = [];
  readonly messages: StoredMessage[] = [];
  /** What each `events` subscription asked for, in order. */
  readonly askedAfter: (string | null)[] = [];
  readonly askedSequences: number[] = [];
  readonly tokens: (string | null)[] = [];
  connections = 0;
  requests = 0;
  /** Oldest cursor that is still served. */
  oldest = 0;
  acceptToken: (token: string | null) => boolean = () => true;
  /** What the next requests meet after they were carried out: the answer is lost. */
  loseAnswers = 0;
  repeatLast = false;
  holeOnce = false;
  conversationEnded = false;
  readonly #live = new Set<(frame: Frame) => void>();
  readonly #sockets = new Set<WebSocket>();
  readonly #lines = new Set<TcpSocket>();
  readonly #http = createServer((request, response) => void this.#answer(request, response));
  readonly #ws = new WebSocketServer({ server: this.#http, path: '/graphql' });

  async start(): Promise<this> {
    useServer(
      {
        schema,
        roots: { subscription: { events: this.#events, messageAdded: this.#messageAdded } },
        onConnect: ({ connectionParams }) => {
          const given = (connectionParams?.['authorization'] as string | undefined)?.replace('Bearer ', '') ?? null;
          this.tokens.push(given);
          return this.acceptToken(given);
        },
      },
      this.#ws,
    );
    this.#ws.on('connection', (socket) => {
      this.connections += 1;
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    this.#http.on('connection', (line) => {
      this.#lines.add(line);
      line.on('close', () => this.#lines.delete(line));
    });
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}/graphql`;
  }

  /** Stores an event and tells whoever listens. */
  happen(): string {
    const id = `e${this.log.length + 1}`;
    const event = { __typename: 'ConversationStarted', id, occurredAt: new Date().toISOString(), conversation: null };
    this.log.push(event);
    for (const tell of this.#live) tell(this.#batch(this.log.length - 1));
    return id;
  }

  push(frame: Frame): void {
    for (const tell of this.#live) tell(frame);
  }

  /** Closes every socket as a server would, or as a cable would. */
  drop(code?: number): void {
    for (const socket of this.#sockets) {
      if (code === undefined) socket.terminate();
      else socket.close(code, 'test');
    }
  }

  /** Stops hearing what the present sockets say, without closing: a half-open line. */
  freeze(): void {
    for (const socket of this.#sockets) socket.pause();
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.terminate();
    for (const line of this.#lines) line.destroy();
    this.#ws.close();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  #batch(from: number): Frame {
    return { __typename: 'EventBatch', cursor: `c${this.log.length}`, events: this.log.slice(from) };
  }

  readonly #events = ({ after }: { after?: string | null }): AsyncIterable<unknown> => {
    this.askedAfter.push(after ?? null);
    const position = after === null || after === undefined ? this.log.length : Number(after.slice(1));
    const first: Frame[] = [];
    if (position < this.oldest)
      return framesThen('events', [{ __typename: 'ResetRequired', reason: 'CURSOR_EXPIRED' }]);
    const from = this.repeatLast ? Math.max(0, position - 1) : position;
    if (from < this.log.length) first.push(this.#batch(from));
    first.push({ __typename: 'CaughtUp', cursor: `c${this.log.length}`, serverTime: new Date().toISOString() });
    return framesThen('events', first, this.#live);
  };

  readonly #messageAdded = ({ afterSequence }: { afterSequence?: number }): AsyncIterable<unknown> => {
    this.askedSequences.push(afterSequence ?? -1);
    const left = this.messages.filter(({ sequence }) => sequence > (afterSequence ?? 0)).map(asMessage);
    if (this.holeOnce) left.splice(1, 1);
    this.holeOnce = false;
    return framesThen('messageAdded', left, this.conversationEnded ? undefined : new Set());
  };

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    this.requests += 1;
    const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
    const token = request.headers.authorization?.replace('Bearer ', '') ?? null;
    this.tokens.push(token);
    const result = this.acceptToken(token)
      ? await graphql({ schema, source: query, variableValues: variables, rootValue: this.#root })
      : { data: null, errors: [{ message: 'Sign in again.', extensions: { code: 'UNAUTHENTICATED' } }] };
    if (this.loseAnswers > 0) {
      this.loseAnswers -= 1;
      return void request.socket.destroy();
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(result));
  }

  readonly #root = {
    serverTime: () => new Date().toISOString(),
    typingSend: () => ({ userErrors: [] }),
    messageSend: ({ input }: { input: { text: string; clientMessageId: string } }) => {
      if (input.text === 'refuse me') {
        return {
          message: null,
          userErrors: [{ code: 'CONVERSATION_CLOSED', message: 'This chat has ended.', field: null }],
        };
      }
      const same = this.messages.find(({ clientMessageId }) => clientMessageId === input.clientMessageId);
      const stored = same ?? { sequence: this.messages.length + 1, ...input };
      if (same === undefined) this.messages.push(stored);
      return { message: asMessage(stored), userErrors: [] };
    },
  };
}

function asMessage(message: StoredMessage): Frame {
  return {
    id: `m${message.sequence}`,
    author: 'AGENT',
    authorName: 'Ann',
    systemCode: null,
    createdAt: new Date(0).toISOString(),
    ...message,
  };
}

/** The given frames, then whatever is told live, until the subscriber goes; without `live`, the end. */
function framesThen(field: string, first: Frame[], live?: Set<(frame: Frame) => void>): AsyncIterable<unknown> {
  const queue = [...first];
  let wake: (() => void) | null = null;
  let ended = live === undefined;
  const tell = (frame: Frame): void => {
    queue.push(frame);
    wake?.();
  };
  live?.add(tell);
  const end = (): Promise<IteratorResult<unknown>> => {
    live?.delete(tell);
    ended = true;
    wake?.();
    return Promise.resolve({ done: true, value: undefined });
  };
  const iterator = {
    next: async (): Promise<IteratorResult<unknown>> => {
      for (;;) {
        const frame = queue.shift();
        if (frame !== undefined) return { done: false, value: { [field]: frame } };
        if (ended) return { done: true, value: undefined };
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    return: end,
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
