import { createHash, randomBytes } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import type { Ports } from '../../src/actions/ports';
import type { StoredEvent } from '../../src/events/topics';
import { createCatalog } from '../../src/server/catalog';
import { cleanHtml } from '../../src/server/clean-html';
import { readCsv } from '../../src/server/csv';
import { createReplays } from '../../src/server/replays';
import { createDoorstep } from '../../src/stores/doorstep.store';
import { createOutward } from '../../src/server/outward';
import {
  askBehindCommit,
  askBehindSharedCommit,
  createRouterCalls,
  type RouterCalls,
} from '../../src/server/router-calls';
import { noOutward } from '../../src/server/outward-config';
import { newId } from '../../src/stores/ids';
import { createScriptCache } from '../../src/stores/script-cache';
import { createSharedRequests } from '../../src/stores/shared-requests';
import { createSharedWork } from '../../src/stores/shared-work';
import { createUnitOfWork, keptRouting } from '../../src/stores/unit-of-work';
import type { TestDatabase } from './database';
import { createMemoryBus } from './memory-bus';

/** No mail server, and calendars on this machine. */
const outwardOfTests = createOutward({
  ...noOutward,
  secretKey: randomBytes(32),
  dataDir: '',
  production: false,
  baseUrl: () => 'https://parley.example',
});

/** What was announced behind the commits of one stage. */
export interface Heard {
  readonly events: StoredEvent[];
  readonly wakes: Date[];
  readonly news: EventEmitter;
  /** Told as the relay is told: behind each commit, in its order. */
  readonly announce?: ((events: readonly StoredEvent[]) => void) | undefined;
  /** What customers' servers are to be asked; absent: they are asked. */
  readonly asks?: RouterCalls['send'];
}

/** With what goes on behind commits: a test that is over waits for it. */
export interface StagePorts extends Ports {
  readonly routerCalls: RouterCalls;
}

export function portsOf(db: TestDatabase, heard: Heard): StagePorts {
  const hash = (token: string): Uint8Array => createHash('sha256').update(token).digest();
  const { database } = db;
  // What is published on a stage is announced here: nothing is left for a sweep to find.
  const catalog = createCatalog({ database, bus: createMemoryBus(), sweepMs: 3_600_000 });
  const announce = (events: readonly StoredEvent[]): void => {
    heard.events.push(...events);
    catalog.announce(events);
    heard.announce?.(events);
    heard.news.emit('event');
  };
  const kept = keptRouting();
  const wake = (at: Date): void => void heard.wakes.push(at);
  const committed = createUnitOfWork({ database, kept, announce, wake });
  const routerCalls = createRouterCalls(() => ports);
  const calls = heard.asks === undefined ? routerCalls : { send: heard.asks };
  const work = askBehindCommit(committed, calls);
  const ports: StagePorts = {
    routerCalls,
    catalog,
    work,
    sharedWork: createSharedWork({ database, work, announce }),
    sharedRequests: askBehindSharedCommit(
      createSharedRequests({ database, kept, work: committed, announce, wake }),
      calls,
    ),
    doorstep: createDoorstep(db.database),
    secrets: {
      hashPassword: async (password) => `plain:${password}`,
      verifyPassword: async (stored, password) => stored === `plain:${password}`,
      newToken: (prefix) => {
        const token = `${prefix}_${randomBytes(32).toString('hex')}`;
        return { token, hash: hash(token) };
      },
      hashToken: hash,
      hashContent: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    },
    scripts: createScriptCache(),
    replays: createReplays(),
    ...outwardOfTests,
    typing: { announce: () => undefined },
    cleanHtml,
    readCsv,
    conversationUrl: (id) => `https://parley.example/inbox/${id}`,
    newId,
  };
  return ports;
}
