/** Connections that break: before a commit the action runs again, during one it is told that nobody knows. */
import type { Transaction } from '../../src/actions/ports';
import type { AgentId, WorkspaceId } from '../../src/routing/terms';
import { type Database, openDatabase } from '../../src/stores/database';
import { CommitInDoubt } from '../../src/stores/failures';
import { define } from '../../src/stores/statement';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { type Bench, emitSomething, insertAgent, insertConversation, newBench, newWorkspace } from '../support/rows';
import { tapWire, type WireTap } from '../support/wire-tap';

let db: TestDatabase;
let wire: WireTap;
let wired: Database;
let bench: Bench;
let workspaceId: WorkspaceId;
let ann: AgentId;
beforeEach(async () => {
  db = await openTestDatabase({ poolSize: 2 });
  workspaceId = await newWorkspace(db);
  await newBench(db.database).work(workspaceId, async (tx) => void (ann = insertAgent(tx)));
  wire = await tapWire(db.url);
  wired = await openDatabase({ url: wire.url, poolSize: 1 });
  bench = newBench(wired);
});
afterEach(async () => {
  await wired.close();
  await wire.close();
  await db.close();
});

const work = <T>(run: (tx: Transaction) => Promise<T>): Promise<T> => bench.work(workspaceId, run);
const names = () => db.rows('SELECT name FROM agent WHERE workspace_id = $1', [workspaceId]);
/** Ends every session of the application, as a crash of the database does. */
const killBackends = () =>
  db.rows(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'parley' AND pid <> pg_backend_pid()`);

test('a message costs two round trips: the lock with the beginning, the writes with the commit', async () => {
  const id = await work(async (tx) => insertConversation(tx));
  const send = () =>
    work(async (tx) => {
      const conversation = await tx.conversations.lock(id);
      if (conversation === null) throw new Error('There is no conversation.');
      tx.conversations.save({ ...conversation, lastActivityAt: tx.now });
      emitSomething(tx, ann);
    });
  await send();
  const before = wire.roundTrips();
  await send();
  expect(wire.roundTrips() - before).toBe(2);
});

test('a read is one round trip, however many questions it asks', async () => {
  const question = define<[], { name: string }>('names', 'SELECT name FROM agent');
  const ask = () => wired.readAll<[{ name: string }, { name: string }]>(workspaceId, [question(), question()]);
  await ask();
  const before = wire.roundTrips();
  expect(await ask()).toEqual([[{ name: 'Ann' }], [{ name: 'Ann' }]]);
  expect(wire.roundTrips() - before).toBe(1);
});

test('an action whose session is killed before it commits runs again, and happens once', async () => {
  let runs = 0;
  await work(async (tx) => {
    runs += 1;
    await tx.agents.lock(ann);
    tx.agents.update(ann, { name: `Run ${runs}` });
    await tx.agents.find(ann);
    if (runs === 1) await killBackends();
    emitSomething(tx, ann);
  });
  expect(runs).toBe(2);
  expect(await names()).toEqual([{ name: 'Run 2' }]);
  expect(bench.announced.map(({ position }) => position)).toEqual([1]);
});

test('an answer that is lost behind a commit is told as in doubt: it is not run again, and it did happen', async () => {
  let runs = 0;
  const lost = work(async (tx) => {
    runs += 1;
    await tx.agents.lock(ann);
    tx.agents.update(ann, { name: 'Eve' });
    emitSomething(tx, ann);
    wire.loseCommit();
  });
  await expect(lost).rejects.toBeInstanceOf(CommitInDoubt);
  expect(runs).toBe(1);
  expect(await names()).toEqual([{ name: 'Eve' }]);
  expect(bench.announced).toEqual([]);
});

test('a session that is killed while it commits is in doubt, and its connection never comes back', async () => {
  const gate = 424_242;
  await db.rows(`CREATE FUNCTION wait_at_the_gate() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_advisory_xact_lock(${gate}); RETURN NULL; END $$`);
  await db.rows(`CREATE CONSTRAINT TRIGGER gate AFTER INSERT ON mail DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION wait_at_the_gate()`);
  await db.rows('SELECT pg_advisory_lock($1)', [gate]);
  let runs = 0;
  const sending = work(async (tx) => {
    runs += 1;
    // What is sent at once needs the time, and the time comes with the first answer.
    await tx.agents.find(ann);
    tx.storeMail({ to: 'ann@example.com', subject: 'S', text: 'T', cause: 'C' });
    emitSomething(tx, ann);
  });
  const outcome = expect(sending).rejects.toBeInstanceOf(CommitInDoubt);
  const isAtTheGate = async () =>
    (await db.rows(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND NOT granted`, [gate])).length >
    0;
  while (!(await isAtTheGate()));
  await killBackends();
  await outcome;
  await db.rows('SELECT pg_advisory_unlock($1)', [gate]);
  expect(runs).toBe(1);
  expect(await db.rows('SELECT FROM mail')).toEqual([]);
  await work(async (tx) => tx.agents.update(ann, { name: 'After' }));
  expect(await names()).toEqual([{ name: 'After' }]);
});

test('connections that die while nobody uses them are replaced without anybody noticing', async () => {
  await work(async (tx) => void (await tx.agents.find(ann)));
  await killBackends();
  expect((await work((tx) => tx.agents.find(ann)))?.name).toBe('Ann');
  await killBackends();
  expect(await wired.read(workspaceId, define<[], { name: string }>('names', 'SELECT name FROM agent')())).toHaveLength(
    1,
  );
});
