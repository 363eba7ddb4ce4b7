/** A real CalDAV server on a port of its own, with one user. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, type RunningServer } from './debian';

export const radicaleProgram = '/usr/bin/radicale';
export const user = { username: 'ann', password: 'a calendar’s own password' } as const;

export class Radicale {
  private server: (RunningServer & { readonly port: number }) | null = null;
  private port = 0;

  private constructor(private readonly folder: string) {}

  static async start(): Promise<Radicale> {
    const radicale = new Radicale(await mkdtemp(join(tmpdir(), 'parley-radicale-')));
    await radicale.setPassword(user.password);
    await radicale.restart();
    return radicale;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  /** What every client finds by itself. */
  get calendarUrl(): string {
    return `${this.url}ann/office/`;
  }

  /** On the same port as before, so that what was connected finds it again. */
  async restart(): Promise<void> {
    await this.stop();
    const config = join(this.folder, 'config');
    const lines = [
      '[server]',
      `hosts = 127.0.0.1:${this.port}`,
      '[auth]',
      'type = htpasswd',
      `htpasswd_filename = ${join(this.folder, 'users')}`,
      'htpasswd_encryption = plain',
      'delay = 0',
      '[storage]',
      `filesystem_folder = ${join(this.folder, 'data')}`,
      '[logging]',
      'level = info',
    ];
    await writeFile(config, lines.join('\n'));
    this.server = await startServer(radicaleProgram, ['--config', config], /Listening on '\[?127\.0\.0\.1\]?:(\d+)'/);
    this.port = this.server.port;
  }

  async stop(): Promise<void> {
    await this.server?.stop();
    this.server = null;
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true });
  }

  async setPassword(password: string): Promise<void> {
    await writeFile(join(this.folder, 'users'), `${user.username}:${password}\n`);
  }

  async makeCalendar(): Promise<void> {
    await this.send('MKCALENDAR', this.calendarUrl);
  }

  async put(uid: string, ...event: readonly string[]): Promise<void> {
    const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', ...event, 'END:VCALENDAR', ''];
    await this.send('PUT', `${this.calendarUrl}${uid}.ics`, lines.join('\r\n'));
  }

  /** Null: there is none. */
  async read(uid: string): Promise<string | null> {
    const answer = await fetch(`${this.calendarUrl}${encodeURIComponent(uid)}.ics`, { headers: this.headers });
    return answer.ok ? answer.text() : null;
  }

  private async send(method: string, url: string, body?: string): Promise<void> {
    const answer = await fetch(url, { method, headers: this.headers, ...(body !== undefined && { body }) });
    if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
  }

  private get headers(): Record<string, string> {
    const pair = Buffer.from(`${user.username}:${user.password}`).toString('base64');
    return { authorization: `Basic ${pair}`, 'content-type': 'text/calendar; charset=utf-8' };
  }
}
