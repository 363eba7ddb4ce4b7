/** Lines of several conversations in one transaction: what they share, and what they must not notice of each other. */
import { ConstraintViolation, type SharedTransaction } from '../../src/actions/ports';
import type { ConversationId, WorkspaceId } from '../../src/routing/terms';
import { type Database, openDatabase } from '../../src/stores/database';
import { CommitInDoubt } from '../../src/stores/failures';
import { newId } from '../../src/stores/ids';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { type Bench, insertConversation, newBench, newWorkspace } from '../support/rows';
import { tapWire, type WireTap } from '../support/wire-tap';

let db: TestDatabase;
let wire: WireTap;
let wired: Database;
let bench: Bench;
let workspaceId: WorkspaceId;
let ids: readonly ConversationId[];
const author = newId<'Visitor'>();
beforeEach(async () => {
  db = await openTestDatabase();
  wire = await tapWire(db.url);
  wired = await openDatabase({ url: wire.url, poolSize: 4 });
  bench = newBench(wired);
  workspaceId = await newWorkspace(db);
  ids = await newBench(db.database).work(workspaceId, async (tx) => {
    await tx.workspace.find();
    return Array.from({ length: 6 }, () => insertConversation(tx));
  });
});
afterEach(async () => {
  await wired.close();
  await wire.close();
  await db.close();
});

const idOf = (index: number): ConversationId => ids[index] ?? newId();

async function sayIn(tx: SharedTransaction, id: ConversationId, text: string): Promise<number> {
  const conversation = await tx.standing();
  if (conversation === null) throw new Error('There is no conversation.');
  const line = { id: newId<'Message'>(), conversationId: id, text, clientMessageId: text };
  const { sequence } = await tx.append({ ...line, author: 'VISITOR', authorId: author }, [
    { conversationId: id, visitorId: null, agentId: null, onlyAgent: false },
  ]);
  return sequence;
}

const say = (id: ConversationId, text: string): Promise<number> =>
  bench.sharedWork(workspaceId, id, (tx) => sayIn(tx, id, text));
/** Two lines that are under way: what is said behind them shares a round. */
const openers = (): readonly Promise<number>[] => [say(idOf(3), 'opens'), say(idOf(4), 'opens, too')];
/** Texts by the transaction that stored them. */
const rounds = async (): Promise<readonly (readonly string[])[]> => {
  const rows = await db.rows<{ texts: string[] }>(
    'SELECT array_agg(text ORDER BY text) AS texts FROM message GROUP BY xmin::text',
  );
  return rows.map(({ texts }) => texts);
};

test('what is said while two lines are under way is one transaction behind them, in one round trip', async () => {
  await Promise.all(ids.map((id) => say(id, 'prepared')));
  const before = wire.roundTrips();
  await Promise.all(ids.map((id, index) => say(id, `line ${index}`)));
  expect(wire.roundTrips() - before).toBe(3);
  const together = (await rounds()).filter(([text]) => text?.startsWith('line'));
  expect(together).toHaveLength(3);
  expect(together).toContainEqual(['line 2', 'line 3', 'line 4', 'line 5']);
  expect(bench.announced.map(({ position }) => position).sort((one, other) => one - other)).toEqual(
    bench.announced.map((_, index) => index + 1),
  );
});

test('the lines of one conversation keep their order, whoever else writes', async () => {
  const texts = Array.from({ length: 8 }, (_, index) => `line ${index}`);
  const said = await Promise.all(texts.flatMap((text) => [say(idOf(0), text), say(idOf(1), `other ${text}`)]));
  expect(said).toEqual(texts.flatMap((_, index) => [index + 1, index + 1]));
  const stored = await db.rows('SELECT text FROM message WHERE conversation_id = $1 ORDER BY sequence', [idOf(0)]);
  expect(stored).toEqual(texts.map((text) => ({ text })));
});

test('two processes that write into the same conversations at once give every number and every position once', async () => {
  const other = newBench(db.database);
  const lines = Array.from({ length: 48 }, (_, index) => ({ id: idOf(index % 6), text: `line ${index}` }));
  await Promise.all(
    [bench, other].flatMap(({ sharedWork }, process) =>
      lines.map(({ id, text }) => sharedWork(workspaceId, id, (tx) => sayIn(tx, id, `${text} of ${process}`))),
    ),
  );
  const counted = await db.rows(
    `SELECT count(*)::int AS lines, max(m.sequence) AS last, c.last_sequence AS counted FROM message m
    JOIN conversation c USING (workspace_id, conversation_id) GROUP BY c.conversation_id, c.last_sequence`,
  );
  expect(counted).toEqual(ids.map(() => ({ lines: 16, last: 16, counted: 16 })));
  const told = [...bench.announced, ...other.announced].map(({ position }) => position);
  expect(told.sort((one, another) => one - another)).toEqual(told.map((_, index) => index + 1));
  const early = await db.rows(
    `SELECT FROM message one JOIN message next USING (conversation_id) WHERE next.sequence = one.sequence + 1
      AND next.created_at < one.created_at`,
  );
  expect(early).toEqual([]);
});

test('whoever writes into a conversation that somebody else holds waits alone', async () => {
  const order: string[] = [];
  const held = bench.work(workspaceId, async (tx) => {
    await tx.conversations.lock(idOf(0));
    const waits = Promise.all([
      say(idOf(0), 'first of the held').then(() => order.push('held 1')),
      say(idOf(0), 'second of the held').then(() => order.push('held 2')),
    ]);
    await Promise.all([say(idOf(1), 'free'), say(idOf(2), 'free, too')]);
    order.push('free');
    return { waits };
  });
  await (
    await held
  ).waits;
  expect(order).toEqual(['free', 'held 1', 'held 2']);
  const stored = await db.rows('SELECT text FROM message WHERE conversation_id = $1 ORDER BY sequence', [idOf(0)]);
  expect(stored).toEqual([{ text: 'first of the held' }, { text: 'second of the held' }]);
});

test('what the database refuses of one is refused to that one; the others are stored once', async () => {
  await say(idOf(0), 'once');
  const [, , repeated, ...others] = await Promise.allSettled([
    ...openers(),
    say(idOf(0), 'once'),
    say(idOf(1), 'b'),
    say(idOf(2), 'c'),
  ]);
  expect(repeated).toMatchObject({ reason: new ConstraintViolation('message_client_id_unique') });
  expect(others).toEqual([
    { status: 'fulfilled', value: 1 },
    { status: 'fulfilled', value: 1 },
  ]);
  expect((await rounds()).flat().sort()).toEqual(['b', 'c', 'once', 'opens', 'opens, too']);
  expect(bench.announced).toHaveLength(5);
});

test('a bug in one is told to that one alone', async () => {
  const breaks = (): Promise<number> =>
    bench.sharedWork(workspaceId, idOf(1), async (tx) => {
      await tx.standing();
      throw new Error('a bug');
    });
  const [, , failed, other] = await Promise.allSettled([...openers(), breaks(), say(idOf(2), 'c')]);
  expect(failed).toMatchObject({ reason: new Error('a bug') });
  expect(other).toEqual({ status: 'fulfilled', value: 1 });
  expect((await rounds()).flat().sort()).toEqual(['c', 'opens', 'opens, too']);
});

test('a conversation that is not there is answered as if it were asked for alone', async () => {
  const nowhere = newId<'Conversation'>();
  const asks = () => bench.sharedWork(workspaceId, nowhere, (tx) => tx.standing());
  expect(await Promise.all([...openers(), asks(), say(idOf(1), 'b')])).toEqual([1, 1, null, 1]);
});

test('sessions that are killed under a round: no line is lost in silence, none is there twice', async () => {
  await Promise.all(ids.map((id) => say(id, 'before')));
  const said = Promise.allSettled(ids.map((id) => say(id, 'behind')));
  await db.rows(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'parley' AND pid <> pg_backend_pid()`);
  const told = await said;
  const stored = await db.rows<{ id: ConversationId }>(
    `SELECT conversation_id AS id FROM message WHERE text = 'behind'`,
  );
  for (const [index, answer] of told.entries()) {
    const times = stored.filter(({ id }) => id === ids[index]).length;
    // Killed at the very commit nobody knows, and that is what is told.
    if (answer.status === 'rejected') expect([answer.reason, times <= 1]).toEqual([expect.any(CommitInDoubt), true]);
    else expect([answer.value, times]).toEqual([2, 1]);
  }
});

test('an answer that is lost behind the commit is in doubt for everybody of the round, and nobody says it again', async () => {
  const opened = Promise.all(openers());
  const loses = (): Promise<number> =>
    bench.sharedWork(workspaceId, idOf(2), async (tx) => {
      await opened;
      wire.loseCommit();
      return sayIn(tx, idOf(2), 'c');
    });
  const told = await Promise.allSettled([say(idOf(1), 'b'), loses()]);
  expect(told).toEqual([
    { status: 'rejected', reason: expect.any(CommitInDoubt) },
    { status: 'rejected', reason: expect.any(CommitInDoubt) },
  ]);
  expect(await rounds()).toContainEqual(['b', 'c']);
  expect(bench.announced).toHaveLength(2);
});
