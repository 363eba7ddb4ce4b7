/**
 * One PostgreSQL connection of our own that comes back after it is lost.
 *
 * States: STOPPED → CONNECTING ⇄ READY → STOPPED. In CONNECTING `client` is null and attempts follow one another with growing
 * pauses; READY begins with `onReady`, which must succeed (LISTEN again) before the connection counts. A connection that does
 * not answer a probe is given up like one that broke: behind a cut cable TCP would keep it for hours.
 */
import { Client, type ClientConfig } from 'pg';
import type { EventsLogger } from './bus';

const firstPauseMs = 50;
const longestPauseMs = 1_000;
const probeEveryMs = 15_000;
const answerWithinMs = 5_000;

interface LastingConnectionOptions {
  readonly config: ClientConfig;
  readonly logger: EventsLogger | null;
  /** Prepares a fresh connection. `isFirst` is false after a loss. */
  onReady(client: Client, isFirst: boolean): Promise<void>;
}

export class LastingConnection {
  client: Client | null = null;
  private stopped = true;
  private retry: NodeJS.Timeout | null = null;
  private probe: NodeJS.Timeout | null = null;

  constructor(private readonly options: LastingConnectionOptions) {}

  /** The first attempt is the caller's to judge; later ones are repeated until one succeeds. */
  async start(): Promise<void> {
    this.stopped = false;
    await this.connect(true);
    this.probe = setInterval(() => void this.ask(), probeEveryMs).unref();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.retry !== null) clearTimeout(this.retry);
    if (this.probe !== null) clearInterval(this.probe);
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  private async connect(isFirst: boolean): Promise<void> {
    const client = new Client({
      keepAlive: true,
      connectionTimeoutMillis: answerWithinMs,
      query_timeout: answerWithinMs,
      ...this.options.config,
    });
    const isLost = { value: false };
    const lose = (): void => {
      if (isLost.value) return;
      isLost.value = true;
      if (this.client === client) this.lost(client);
    };
    // Without a listener for 'error' a broken connection would end the process.
    client.on('error', lose);
    client.on('end', lose);
    try {
      await client.connect();
      await this.options.onReady(client, isFirst);
      if (isLost.value) throw new Error('The connection was lost while it was prepared.');
    } catch (error) {
      void client.end().catch(() => undefined);
      throw error;
    }
    if (this.stopped) await client.end().catch(() => undefined);
    else this.client = client;
  }

  private lost(client: Client): void {
    this.client = null;
    void client.end().catch(() => undefined);
    if (this.stopped) return;
    this.options.logger?.warn({ connection: this.options.config.application_name }, 'A database connection was lost.');
    this.reconnect(firstPauseMs);
  }

  private reconnect(pauseMs: number): void {
    this.retry = setTimeout(() => {
      if (this.stopped) return;
      this.connect(false).catch(() => this.reconnect(Math.min(pauseMs * 2, longestPauseMs)));
    }, pauseMs).unref();
  }

  private async ask(): Promise<void> {
    const { client } = this;
    if (client === null) return;
    await client.query('SELECT 1').catch(() => {
      if (this.client === client) this.lost(client);
    });
  }
}
