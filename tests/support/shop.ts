/**
 * The demo shop with everything behind it, for tests that look at pages: the whole server on a database of its own, the built
 * clients, and people who sign in and chat through a real browser.
 *
 *   const shop = await openShop();
 *   const ann = await shop.agent('Ann');        // signed in to the inbox, available
 *   const vera = await shop.visitor('/demo');   // on a page of the shop
 *   await vera.open();
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Page } from 'playwright-core';
import type { LinkedTo } from '../../src/actions/meeting-link-ports';
import { readConfig } from '../../src/server/config';
import type { DemoPerson } from '../../src/server/demo-file';
import { createLog } from '../../src/server/log';
import { run, type Running } from '../../src/server/main';
import { openBrowser, type PageOptions, type TestBrowser } from './browser';
import { createTestDatabase, moveClock } from './database';
import { AgentAtInbox, VisitorOnPage } from './people';

const root = join(__dirname, '..', '..');

export interface Shop {
  readonly url: string;
  readonly browser: TestBrowser;
  readonly admin: DemoPerson;
  /** Signed in, with the inbox open: rings from now on. By first name: Ann, Bo, Cleo. */
  agent(firstName: string, options?: PageOptions): Promise<AgentAtInbox>;
  visitor(path: string, options?: PageOptions): Promise<VisitorOnPage>;
  page(path: string, options?: PageOptions): Promise<Page>;
  /** What the mail about the meeting that was booked last ends with. */
  linkOfLastMeeting(): Promise<string>;
  /** For everything that asks the database for the time. */
  passTime(seconds: number): Promise<void>;
  /** The server goes away and comes back on the same port, with the same database. */
  stop(): Promise<void>;
  startAgain(): Promise<void>;
  close(): Promise<void>;
}

/** Builds what changed: nothing at all for most runs. */
function buildClients(): void {
  const parts = ['inbox', 'demo', 'widget', 'viewer', 'graphiql', 'meeting'];
  execFileSync(process.execPath, [join(root, 'scripts', 'build.mjs'), ...parts], { cwd: root, stdio: 'ignore' });
}

interface Place {
  readonly dataDir: string;
  readonly databaseUrl: string;
}

function start({ dataDir, databaseUrl }: Place, port: number): Promise<Running> {
  const config = readConfig({
    PORT: String(port),
    HOST: '127.0.0.1',
    PARLEY_DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    PARLEY_DEMO: '1',
    LOG_LEVEL: 'silent',
  });
  return run(config, createLog({ level: 'silent' }));
}

async function lastMeeting(databaseUrl: string): Promise<LinkedTo> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<LinkedTo>(
      'SELECT workspace_id AS "workspaceId", meeting_id AS "meetingId" FROM meeting ORDER BY created_at DESC LIMIT 1',
    );
    if (rows[0] === undefined) throw new Error('No meeting was booked.');
    return rows[0];
  } finally {
    await client.end();
  }
}

export async function openShop(): Promise<Shop> {
  buildClients();
  const { url: databaseUrl, drop } = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-shop-'));
  const place = { dataDir, databaseUrl };
  let running: Running | null = await start(place, 0);
  const browser = await openBrowser();
  const { url, port } = running.parley;
  const { demo } = running;
  if (demo === null) throw new Error('The demo workspace was not made.');

  async function page(path: string, options?: PageOptions): Promise<Page> {
    const opened = await browser.page(options);
    await opened.goto(`${url}${path}`);
    return opened;
  }
  async function stop(): Promise<void> {
    await running?.stop();
    running = null;
  }

  return {
    url,
    browser,
    admin: demo.admin,
    page,
    stop,
    async agent(firstName, options) {
      const person = demo.agents.find(({ name }) => name.startsWith(firstName));
      if (person === undefined) throw new Error(`Nobody is called ${firstName}.`);
      const agent = new AgentAtInbox(await page('/inbox/', options));
      await agent.signIn(person);
      return agent;
    },
    async linkOfLastMeeting() {
      const linked = await lastMeeting(databaseUrl);
      if (running === null) throw new Error('The server is away.');
      return running.parley.ports.meetingLinks.urlOf(linked);
    },
    visitor: async (path, options) => new VisitorOnPage(await page(path, options)),
    passTime: (seconds) => moveClock(databaseUrl, seconds * 1_000),
    async startAgain() {
      running = await start(place, port);
    },
    async close() {
      await browser.close();
      await stop();
      await drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
