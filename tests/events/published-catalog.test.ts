/** What two processes keep of the published dialogs, on one database and with hints over NOTIFY. */
import { EventEmitter, once } from 'node:events';
import { dialogMatch } from '../../src/actions/dialog-match';
import type { Ports, UnitOfWork } from '../../src/actions/ports';
import { createNotifyBus } from '../../src/events/notify-bus';
import type { Bus } from '../../src/events/bus';
import type { DialogId, Permission, WorkspaceId } from '../../src/routing/terms';
import { createCatalog, type PublishedCatalog } from '../../src/server/catalog';
import { type Database, openDatabase } from '../../src/stores/database';
import { newId } from '../../src/stores/ids';
import { createUnitOfWork } from '../../src/stores/unit-of-work';
import { becomes } from '../support/becomes';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { patienceMs } from '../support/happenings';

interface Node {
  readonly catalog: PublishedCatalog;
  readonly work: UnitOfWork;
  /** How often it has read what is published. */
  readings: number;
  /** Whether its hints are lost. */
  isDumb: boolean;
  /** Emits `hint` behind each that it has heard. */
  readonly news: EventEmitter;
  stop(): Promise<void>;
}

let store: TestDatabase;
let workspaceId: WorkspaceId;
let nodes: Node[] = [];
beforeAll(async () => {
  store = await openTestDatabase();
});
afterAll(() => store.close());
beforeEach(async () => {
  workspaceId = await newWorkspace();
});
afterEach(async () => {
  await Promise.all(nodes.map((node) => node.stop()));
  nodes = [];
});

async function newWorkspace(): Promise<WorkspaceId> {
  const id = newId<'Workspace'>();
  await store.createWorkspace({ id, key: `wk_${id}`, plan: 'PRIME' });
  return id;
}

async function node(settings: { sweepMs?: number; maxWorkspaces?: number } = {}): Promise<Node> {
  const database = await openDatabase({ url: store.url, poolSize: 4 });
  const bus = createNotifyBus({ connectionString: store.url });
  await bus.start();
  const counting: Database = {
    ...database,
    readAll: (...args) => {
      started.readings += 1;
      return database.readAll(...args);
    },
  };
  const spoken: Bus = { ...bus, publish: (hint) => (started.isDumb ? undefined : bus.publish(hint)) };
  const catalog = createCatalog({ database: counting, bus: spoken, sweepMs: 60_000, ...settings });
  const news = new EventEmitter();
  bus.subscribe({ onHint: ({ kind }) => void news.emit(kind), onReconnect: () => undefined });
  const started: Node = {
    catalog,
    work: createUnitOfWork({ database, announce: (events) => catalog.announce(events), wake: () => undefined }),
    readings: 0,
    isDumb: false,
    news,
    async stop() {
      catalog.close();
      await bus.stop();
      await database.close();
    },
  };
  nodes.push(started);
  return started;
}

async function publish({ work }: Node): Promise<DialogId> {
  const dialogId = newId<'Dialog'>();
  await work(workspaceId, async (tx) => {
    await tx.workspace.find();
    tx.dialogs.insert({ id: dialogId, name: 'Dialog', priority: 0 });
    tx.dialogs.publish(dialogId, 1, []);
    tx.emit({
      type: 'DIALOG_CHANGED',
      dialogId,
      conversationId: null,
      visitorId: null,
      agentId: null,
      onlyAgent: false,
    });
  });
  return dialogId;
}

const seen = async ({ catalog }: Node, workspace = workspaceId): Promise<readonly DialogId[]> =>
  (await catalog.find(workspace)).matcher.dialogs.map(({ id }) => id);

test('what one process publishes both see, before any sweep', async () => {
  const [a, b] = [await node(), await node()];
  expect([await seen(a), await seen(b)]).toEqual([[], []]);
  const heard = once(b.news, 'DIALOGS_CHANGED', { signal: AbortSignal.timeout(patienceMs) });
  const dialogId = await publish(a);
  expect(await seen(a)).toEqual([dialogId]);
  await heard;
  expect(await seen(b)).toEqual([dialogId]);
});

test('a hint that is lost is made up for by the sweep', async () => {
  const [a, b] = [await node(), await node({ sweepMs: 20 })];
  a.isDumb = true;
  expect(await seen(b)).toEqual([]);
  const dialogId = await publish(a);
  await becomes(() => b.catalog.size, 0);
  expect(await seen(b)).toEqual([dialogId]);
  // What is still as it was is not read again.
  const { readings, catalog } = b;
  const before = catalog.sweeps;
  await becomes(() => catalog.sweeps > before + 3, true);
  expect(await seen(b)).toEqual([dialogId]);
  expect(b.readings).toBe(readings);
});

test('what was published before anybody asked is there, and is read once for all who ask at once', async () => {
  const a = await node();
  const dialogId = await publish(a);
  const found = await Promise.all(Array.from({ length: 50 }, () => seen(a)));
  expect(new Set(found.flat())).toEqual(new Set([dialogId]));
  expect(a.readings).toBe(1);
});

test('what is read while somebody publishes is read again', async () => {
  const a = await node();
  const reading = seen(a);
  const dialogId = await publish(a);
  await reading;
  expect(await seen(a)).toEqual([dialogId]);
});

test('of many workspaces those asked for last are kept', async () => {
  const a = await node({ maxWorkspaces: 2 });
  const [one, two, three] = [await newWorkspace(), await newWorkspace(), await newWorkspace()];
  for (const workspace of [one, two, one, three]) await seen(a, workspace);
  expect([a.catalog.size, a.readings]).toEqual([2, 3]);
  await seen(a, one);
  expect(a.readings).toBe(3);
  await seen(a, two);
  expect(a.readings).toBe(4);
});

test('a workspace that is none fails for who asks, and is not kept', async () => {
  const a = await node();
  await expect(a.catalog.find(newId())).rejects.toThrow(/no workspace/);
  expect(a.catalog.size).toBe(0);
});

test('the match of an imagined visitor asks the database nothing', async () => {
  const a = await node();
  const dialogId = await publish(a);
  const work = () => Promise.reject(new Error('The database was asked.'));
  const ports = { catalog: a.catalog, work } as unknown as Ports;
  const actor = {
    kind: 'AGENT',
    workspaceId,
    agentId: newId<'Agent'>(),
    permissions: new Set<Permission>(['DIALOGS_VIEW']),
  } as const;
  const nobody = { attributes: [], listIds: [], visit: null, returning: null, at: null, agentsAvailable: null };
  for (let time = 0; time < 10; time += 1) {
    const pageUrl = `https://shop.example/${time}`;
    const match = await dialogMatch(ports, actor, { ...nobody, pageUrl, visitorId: null });
    expect(match).toMatchObject({ ok: true, value: { dialogId } });
  }
  expect(a.readings).toBe(1);
});
