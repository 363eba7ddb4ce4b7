import type { Ports } from '../../src/actions/ports';
import type { AgentId } from '../../src/routing/terms';
import { createReachability, type ReachabilityHolder } from '../../src/server/reachability';
import { createReads } from '../../src/stores/reads/reads';
import { createUnitOfWork } from '../../src/stores/unit-of-work';
import { within } from './reading';
import { Seed } from './seed';
import { openTestDatabase, type TestDatabase } from '../support/database';

let store: TestDatabase;
let seed: Seed;
let ann: AgentId;
let holder: ReachabilityHolder;
/** Told of every lease that was written. */
let onWritten: () => unknown;
beforeAll(async () => {
  store = await openTestDatabase();
});
afterAll(() => store.close());
beforeEach(async () => {
  seed = await Seed.workspace(store);
  ann = await seed.agent();
  onWritten = () => undefined;
  const work = createUnitOfWork({ database: store.database, announce: () => undefined, wake: () => undefined });
  const ports: Pick<Ports, 'work'> = {
    work: async (workspaceId, run) => {
      const value = await work(workspaceId, run);
      onWritten();
      return value;
    },
  };
  holder = createReachability({ ports: ports as Ports, processId: 'node-1' });
});
afterEach(() => holder.close());

async function lease(agentId = ann): Promise<{ connected: boolean; seconds: number } | null> {
  const rows = await store.rows<{ connected: boolean; seconds: number }>(
    `SELECT connected, extract(epoch FROM lease_until - parley_now())::float AS seconds
     FROM reachability WHERE agent_id = $1 AND process_id = 'node-1'`,
    [agentId],
  );
  return rows[0] ?? null;
}

async function isReachable(): Promise<boolean | undefined> {
  const [agent] = await createReads(store.database, seed.workspaceId).agents([ann]);
  return agent?.reachable;
}

test('an agent is reachable before the first socket is told that it listens', async () => {
  expect(await isReachable()).toBe(false);
  await holder.hold(seed.workspaceId, ann);
  expect(await isReachable()).toBe(true);
});

test('a release counts once, and only the first socket and the last one write', async () => {
  let writes = 0;
  onWritten = () => (writes += 1);
  const sockets = [await holder.hold(seed.workspaceId, ann), await holder.hold(seed.workspaceId, ann)];
  sockets[0]?.release();
  sockets[0]?.release();
  await holder.close();
  expect(writes).toBe(2);
});

test('the grace begins when the last socket of several is gone', async () => {
  const sockets = await Promise.all([1, 2, 3].map(() => holder.hold(seed.workspaceId, ann)));
  sockets[0]?.release();
  sockets[1]?.release();
  expect(await lease()).toMatchObject({ connected: true });
  const written = new Promise<void>((resolve) => (onWritten = resolve));
  sockets[2]?.release();
  await within(written, 'The release');
  const left = await lease();
  expect(left?.connected).toBe(false);
  expect(left?.seconds).toBeGreaterThan(15);
  expect(left?.seconds).toBeLessThanOrEqual(20);
  expect(await isReachable()).toBe(true);
});

test('however sockets come and go, what is written last is true', async () => {
  const sockets: { release(): void }[] = [];
  for (let round = 0; round < 40; round += 1) {
    if (Math.random() < 0.5 || sockets.length === 0) {
      void holder.hold(seed.workspaceId, ann).then((socket) => sockets.push(socket));
    } else sockets.splice(Math.floor(Math.random() * sockets.length), 1)[0]?.release();
    if (Math.random() < 0.3) await new Promise(setImmediate);
  }
  const last = await holder.hold(seed.workspaceId, ann);
  expect(await lease()).toMatchObject({ connected: true });
  for (const socket of sockets) socket.release();
  last.release();
  await holder.close();
  expect(await lease()).toMatchObject({ connected: false });
});

/** Only `setTimeout` is moved by hand. */
function fakeTimeouts(): void {
  const real = ['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'Date'] as const;
  jest.useFakeTimers({ doNotFake: [...real, 'setInterval', 'clearInterval', 'clearImmediate'] });
}

/** Runs with timers that are moved by hand: `kept` resolves when the next `writes` transactions have been committed. */
async function afterRenewal(writes: number, run: () => Promise<void>): Promise<void> {
  fakeTimeouts();
  try {
    await run();
    let left = writes;
    const written = new Promise<void>((resolve) => (onWritten = () => (--left === 0 ? resolve() : undefined)));
    jest.advanceTimersByTime(10_000);
    await written;
  } finally {
    jest.useRealTimers();
  }
}

test('the leases of a workspace are kept together while the sockets are there, and their timers move along', async () => {
  const bo = await seed.agent();
  await afterRenewal(1, async () => {
    await Promise.all([ann, bo].map((agent) => holder.hold(seed.workspaceId, agent)));
    await store.rows(`UPDATE reachability SET lease_until = parley_now() + interval '5 seconds'`);
  });
  for (const agent of [ann, bo]) {
    expect((await lease(agent))?.seconds).toBeGreaterThan(15);
    const [timer] = await store.rows<{ seconds: number }>(
      `SELECT extract(epoch FROM due_at - parley_now())::float AS seconds FROM due_work WHERE subject_id = $1`,
      [agent],
    );
    expect(timer?.seconds).toBeGreaterThan(15);
  }
});

test('of a crowd some are kept at a time, in turn, and each as often as somebody alone', async () => {
  const crowd = await Promise.all(Array.from({ length: 230 }, () => seed.agent()));
  const kept = async () => {
    const [row] = await store.rows<{ count: number }>(
      `SELECT count(*)::int FROM reachability WHERE workspace_id = $1 AND lease_until > parley_now() + interval '10 seconds'`,
      [seed.workspaceId],
    );
    return row?.count;
  };
  fakeTimeouts();
  try {
    await Promise.all(crowd.map((agent) => holder.hold(seed.workspaceId, agent)));
    await store.rows(`UPDATE reachability SET lease_until = parley_now() + interval '5 seconds'`);
    const counts: unknown[] = [];
    for (const seconds of [10, 4]) {
      const written = new Promise<void>((resolve) => (onWritten = resolve));
      jest.advanceTimersByTime(seconds * 1_000);
      await written;
      counts.push(await kept());
    }
    expect(counts).toEqual([200, 230]);
  } finally {
    jest.useRealTimers();
  }
});

test('a lease that lapsed although the socket is there is brought back, and an event says so', async () => {
  await afterRenewal(2, async () => {
    await holder.hold(seed.workspaceId, ann);
    await store.rows(`UPDATE reachability SET lease_until = parley_now() WHERE agent_id = $1`, [ann]);
  });
  expect((await lease())?.seconds).toBeGreaterThan(15);
  const changes = await store.rows(`SELECT 1 FROM event WHERE type = 'AGENT_CHANGED' AND agent_id = $1`, [ann]);
  expect(changes).toHaveLength(2);
});

test('a process that stops lets go of everyone, and holds nobody afterwards', async () => {
  const agents = [ann, await seed.agent(), await seed.agent()];
  const sockets = await Promise.all(agents.map((agent) => holder.hold(seed.workspaceId, agent)));
  await holder.close();
  for (const agent of agents) expect(await lease(agent)).toMatchObject({ connected: false });
  for (const socket of sockets) socket.release();
  await expect(holder.hold(seed.workspaceId, ann)).rejects.toThrow('stopping');
});
