/** A customer's own server on this machine, which is asked who should take a chat. It checks signatures as docs/routing.md says. */
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { patienceMs } from './happenings';

export interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly question: Readonly<Record<string, unknown>>;
}

/** What to do with a question; whoever never ends the response never answers. */
export type Answering = (asked: Asked, response: ServerResponse) => void;

export class CustomerRouter {
  readonly asked: Asked[] = [];
  answers: Answering = (_asked, response) => void response.end('{"fallThrough":true}');
  private readonly news = new EventEmitter();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<CustomerRouter> {
    const server = createServer();
    const router = new CustomerRouter(server);
    server.on('request', (request, response: ServerResponse) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        const question = JSON.parse(body) as Readonly<Record<string, unknown>>;
        const asked = { headers: request.headers, body, question };
        router.asked.push(asked);
        router.answers(asked, response);
        router.news.emit('asked');
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return router;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/parley`;
  }

  /** It has been asked that often in all. */
  async isAsked(times: number): Promise<void> {
    while (this.asked.length < times) await once(this.news, 'asked', { signal: AbortSignal.timeout(patienceMs) });
  }

  saysAgents(...ids: readonly string[]): void {
    this.says({ agentIds: ids });
  }

  says(answer: unknown): void {
    this.answers = (_asked, response) => void response.end(JSON.stringify(answer));
  }

  /** Holds its answers back; each is given, or never. */
  keepsSilent(): { answer(text: string): void } {
    const open: ServerResponse[] = [];
    this.answers = (_asked, response) => void open.push(response);
    return { answer: (text) => void open.splice(0).forEach((response) => response.end(text)) };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
