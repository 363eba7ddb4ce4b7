/** What the process keeps of its agents is what the database holds, whoever changed it, and whatever was taken back. */
import type { Transaction } from '../../src/actions/ports';
import type { AgentId, WorkspaceId } from '../../src/routing/terms';
import { createRosters } from '../../src/stores/roster';
import { rosterFind, type RosterRow } from '../../src/stores/sql/roster-find.sql';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { type Bench, insertAgent, newBench, newWorkspace } from '../support/rows';

let db: TestDatabase;
let workspaceId: WorkspaceId;
/** One process: what it keeps is kept over all its transactions. */
let bench: Bench;
let ann: AgentId;
let bob: AgentId;
beforeAll(async () => {
  db = await openTestDatabase({ poolSize: 12 });
});
afterAll(() => db.close());
beforeEach(async () => {
  workspaceId = await newWorkspace(db);
  bench = newBench(db.database);
  [ann, bob] = await work(async (tx) => [insertAgent(tx, 5), insertAgent(tx, 5)] as const);
});

const work = <T>(run: (tx: Transaction) => Promise<T>): Promise<T> => bench.work(workspaceId, run);
const look = (id: AgentId) => work(async (tx) => (await tx.routing.findCandidates()).get(id));

async function takenBack(run: (tx: Transaction) => Promise<void>): Promise<void> {
  const reason = new Error('taken back');
  await expect(
    work(async (tx) => {
      await run(tx);
      throw reason;
    }),
  ).rejects.toBe(reason);
}

test('what somebody else changed is seen at the next look', async () => {
  expect(await look(ann)).toMatchObject({ available: false, capacity: 5 });
  await db.rows('UPDATE agent SET available = true WHERE agent_id = $1', [ann]);
  expect(await look(ann)).toMatchObject({ available: true, capacity: 5 });
  expect(await look(bob)).toMatchObject({ available: false });
  const cleo = await newBench(db.database).work(workspaceId, async (tx) => insertAgent(tx, 7));
  expect(await look(cleo)).toMatchObject({ capacity: 7 });
});

test('a transaction sees what it has changed itself, and nobody sees it once it is taken back', async () => {
  await look(ann);
  await takenBack(async (tx) => {
    tx.agents.update(ann, { capacity: 3 });
    const dan = insertAgent(tx, 9);
    const candidates = await tx.routing.findCandidates();
    expect(candidates.get(ann)).toMatchObject({ capacity: 3 });
    expect(candidates.get(bob)).toMatchObject({ capacity: 5 });
    expect(candidates.get(dan)).toMatchObject({ capacity: 9 });
  });
  expect(await look(ann)).toMatchObject({ capacity: 5 });
});

test('a change that was hidden by one that was taken back is seen', async () => {
  await look(ann);
  await db.rows('UPDATE agent SET available = true WHERE agent_id = $1', [ann]);
  await takenBack(async (tx) => {
    tx.agents.update(ann, { capacity: 3 });
    await tx.routing.findCandidates();
  });
  await look(bob);
  expect(await look(ann)).toMatchObject({ available: true, capacity: 5 });
});

test('a change that was under way at one look is seen at the next', async () => {
  await look(ann);
  await work(async (tx) => {
    tx.agents.update(ann, { capacity: 3 });
    await tx.agents.find(ann);
    expect(await look(ann)).toMatchObject({ capacity: 5 });
    await db.rows('UPDATE agent SET available = true WHERE agent_id = $1', [bob]);
    expect(await look(bob)).toMatchObject({ available: true });
  });
  expect(await look(ann)).toMatchObject({ capacity: 3 });
});

test('an agent is reachable while the latest lease of any process holds', async () => {
  const [soon, later] = [new Date(Date.now() + 60_000), new Date(Date.now() + 120_000)];
  await work(async (tx) => {
    tx.reachability.renew(ann, 'one', soon, true);
    tx.reachability.renew(ann, 'two', later, true);
    expect((await tx.routing.findCandidates()).get(ann)).toMatchObject({ reachable: true });
  });
  expect(await look(ann)).toMatchObject({ reachable: true });
  expect(await look(bob)).toMatchObject({ reachable: false });
  await work(async (tx) => tx.reachability.renew(ann, 'two', new Date(0), false));
  expect(await look(ann)).toMatchObject({ reachable: true });
  await db.moveClock(61_000);
  expect(await look(ann)).toMatchObject({ reachable: false });
});

test('a look that is answered late sets nothing back', async () => {
  const rosters = createRosters();
  const ask = async (horizon: string | null): Promise<RosterRow> => {
    const [row] = await db.database.read(workspaceId, rosterFind(workspaceId, horizon));
    if (row === undefined) throw new Error('Nothing was answered.');
    return row;
  };
  await rosters.look(workspaceId, ask);
  await db.rows('UPDATE agent SET available = false WHERE agent_id = $1', [ann]);
  let answerLate = (): void => undefined;
  let answerLater = (): void => undefined;
  const asked: Promise<RosterRow>[] = [];
  const late = (horizon: string | null, until: Promise<void>) => {
    const answer = ask(horizon);
    asked.push(answer);
    return until.then(() => answer);
  };
  const first = new Promise<void>((resolve) => (answerLate = resolve));
  const second = new Promise<void>((resolve) => (answerLater = resolve));
  let asks = 0;
  const before = rosters.look(workspaceId, (horizon) => (asks++ === 0 ? late(horizon, first) : ask(horizon)));
  await asked[0];
  await db.rows('UPDATE agent SET available = true WHERE agent_id = $1', [ann]);
  expect((await rosters.look(workspaceId, ask)).get(ann)).toMatchObject({ available: true });
  const after = rosters.look(workspaceId, (horizon) => late(horizon, second));
  await asked[1];
  answerLate();
  await before;
  answerLater();
  expect((await after).get(ann)).toMatchObject({ available: true });
});

test('a ring is as it was last written, whoever wrote it', async () => {
  const ring = () => work((tx) => tx.routing.findWorkspacePool());
  await work(async (tx) => tx.routing.updatePool((await ring()).id, { order: [ann, bob] }));
  expect(await ring()).toMatchObject({ order: [ann, bob], lastOffered: null });
  await db.rows('UPDATE round_robin_pool SET agent_ids = $2, last_offered = $3 WHERE workspace_id = $1', [
    workspaceId,
    [bob, ann],
    ann,
  ]);
  expect(await ring()).toMatchObject({ order: [bob, ann], lastOffered: ann });
});

test('in a storm of changes, of some taken back, and of looks with and without the lock, every locked look is true', async () => {
  const ids = await work(async (tx) => Array.from({ length: 20 }, () => insertAgent(tx, 50)));
  const storm = Array.from({ length: 300 }, async (_, turn) => {
    const [one, other] = [ids[turn % 20] ?? ann, ids[(turn * 7) % 20] ?? ann];
    if (turn % 3 === 0) return look(one);
    const run = async (tx: Transaction): Promise<void> => {
      const [, candidates] = await Promise.all([tx.routing.lock(), tx.routing.findCandidates()]);
      const stored = await tx.agents.findMany(ids);
      expect(ids.map((id) => candidates.get(id)?.capacity)).toEqual(
        ids.map((id) => stored.find((agent) => agent.id === id)?.capacity),
      );
      tx.agents.update(one, { capacity: 1 + (turn % 100) });
      if (turn % 5 === 0) tx.agents.update(other, { capacity: 1 + ((turn * 3) % 100) });
      if (turn % 4 === 0) expect((await tx.routing.findCandidates()).get(one)).toBeDefined();
    };
    return turn % 7 === 0 ? takenBack(run) : work(run);
  });
  await Promise.all(storm);
});
