/** A real mail server (aiosmtpd) on a port of its own. It refuses some receivers, as servers do. */
import { once } from 'node:events';
import { watch } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, type RunningServer } from './debian';
import { patienceMs } from './happenings';

export const aiosmtpdFile = '/usr/lib/python3/dist-packages/aiosmtpd/smtp.py';

/** Receivers that begin with `never` are refused for good, those with `later` for now. */
const program = `
import asyncio, sys
from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import SMTP

class Choosy(Mailbox):
    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address.startswith('never'): return '550 5.1.1 There is no such mailbox'
        if address.startswith('later'): return '451 4.3.0 Come back later'
        envelope.rcpt_tos.append(address)
        return '250 OK'

async def main():
    handler = Choosy(sys.argv[1])
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(lambda: SMTP(handler, enable_SMTPUTF8=True), '127.0.0.1', int(sys.argv[2]))
    print('listening', listening.sockets[0].getsockname()[1], flush=True)
    await listening.serve_forever()

asyncio.run(main())
`;

export interface ReceivedMail {
  /** By lower-cased name; unfolded. */
  readonly headers: ReadonlyMap<string, string>;
  readonly raw: string;
}

export class MailServer {
  private port = 0;
  private server: RunningServer | null = null;

  private constructor(private readonly folder: string) {}

  static async start(): Promise<MailServer> {
    const server = new MailServer(await mkdtemp(join(tmpdir(), 'parley-mail-')));
    await server.restart();
    return server;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async restart(): Promise<void> {
    await this.stop();
    const args = ['-c', program, join(this.folder, 'mails'), String(this.port)];
    const server = await startServer('/usr/bin/python3', args, /^listening (\d+)$/);
    this.server = server;
    this.port = server.port;
  }

  async stop(): Promise<void> {
    await this.server?.stop();
    this.server = null;
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true });
  }

  async received(): Promise<readonly ReceivedMail[]> {
    const folder = join(this.folder, 'mails', 'new');
    const names = await readdir(folder).catch(() => []);
    return Promise.all(names.sort().map(async (name) => read(await readFile(join(folder, name), 'utf8'))));
  }

  /** So many, come or to come. */
  async arrives(count: number): Promise<readonly ReceivedMail[]> {
    const folder = join(this.folder, 'mails', 'new');
    await mkdir(folder, { recursive: true });
    const changes = watch(folder);
    const signal = AbortSignal.timeout(patienceMs);
    try {
      for (;;) {
        // Listening begins before the look: what comes in between is heard.
        const change = once(changes, 'change', { signal });
        change.catch(() => undefined);
        const mails = await this.received();
        if (mails.length >= count) return mails;
        await change;
      }
    } finally {
      changes.close();
    }
  }

  async clear(): Promise<void> {
    const folder = join(this.folder, 'mails', 'new');
    const names = await readdir(folder).catch(() => []);
    await Promise.all(names.map((name) => rm(join(folder, name))));
  }
}

function read(raw: string): ReceivedMail {
  const [head = ''] = raw.replace(/\r\n/g, '\n').split('\n\n');
  const headers = new Map<string, string>();
  for (const line of head.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, raw };
}
