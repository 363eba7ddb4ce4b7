/** Requests that share a transaction with somebody who fails, who is held up, or who is killed: each is told its own fate alone. */
import { conversationEnd } from '../../src/actions/conversation-end';
import { conversationStart } from '../../src/actions/conversation-start';
import type { VisitorActor } from '../../src/auth/actor';
import type { ConversationId } from '../../src/routing/terms';
import { type Database, openDatabase } from '../../src/stores/database';
import { CommitInDoubt } from '../../src/stores/failures';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { reconcile } from '../support/reconcile';
import { roundRobin } from '../support/stage-dialogs';
import { createStage, type Stage, valueOf } from '../support/stage';
import { tapWire, type WireTap } from '../support/wire-tap';

let db: TestDatabase;
let wire: WireTap;
let wired: Database;
let stage: Stage;
let asking: readonly VisitorActor[];
beforeEach(async () => {
  db = await openTestDatabase();
  wire = await tapWire(db.url);
  wired = await openDatabase({ url: wire.url, poolSize: 4 });
  stage = await createStage({ ...db, database: wired });
  for (let count = 0; count < 3; count += 1) await stage.agent({ capacity: 2 });
  const card = { kind: 'LIVE_CHAT', key: 'agent', acceptWindowSeconds: null, next: null } as const;
  await stage.dialog({ cards: [{ ...card, routing: roundRobin }] });
  const made: VisitorActor[] = [];
  while (made.length < 4) made.push(await stage.visitor());
  asking = made;
});
afterEach(async () => {
  expect(await db.rows(reconcile)).toEqual([]);
  await wired.close();
  await wire.close();
  await db.close();
});

const visitorAt = (index: number): VisitorActor => asking[index] as VisitorActor;
async function begins(visitor: VisitorActor): Promise<ConversationId> {
  const started = valueOf(await conversationStart(stage.ports, visitor, { dialogId: null, pageUrl: null }));
  if (started === null) throw new Error('No dialog fits.');
  return started;
}
/** How often each of them rings. */
async function rings(ids: readonly ConversationId[]): Promise<readonly number[]> {
  const rows = await db.rows<{ id: ConversationId }>('SELECT conversation_id AS id FROM offer');
  return ids.map((id) => rows.filter((row) => row.id === id).length);
}

test('a bug in one is told to that one alone; the others ring once', async () => {
  const { workspaceId, ports } = stage;
  const breaks = ports.sharedRequests(workspaceId, visitorAt(0), async (tx) => {
    tx.visitors.setLastPage(visitorAt(0).visitorId, 'https://shop.example/never');
    await tx.routing.lock();
    throw new Error('a bug');
  });
  const [failed, ...others] = await Promise.allSettled([breaks, begins(visitorAt(1)), begins(visitorAt(2))]);
  expect(failed).toMatchObject({ reason: new Error('a bug') });
  const ids = others.map((other) => (other as PromiseFulfilledResult<ConversationId>).value);
  expect(await rings(ids)).toEqual([1, 1]);
  expect(await db.rows(`SELECT FROM visitor WHERE last_page_url LIKE '%never'`)).toEqual([]);
});

test('what the database refuses of one is refused to that one, and takes no place', async () => {
  const [agent] = await db.rows<{ id: never }>('SELECT agent_id AS id FROM agent LIMIT 1');
  const refused = stage.ports.sharedRequests(stage.workspaceId, visitorAt(0), async (tx) => {
    await Promise.all([tx.workspace.find(), tx.routing.lock()]);
    for (let place = 0; place < 3; place += 1) if (agent !== undefined) tx.agents.reserve(agent.id);
  });
  const [failed, ...others] = await Promise.allSettled([refused, begins(visitorAt(1)), begins(visitorAt(2))]);
  expect(failed).toMatchObject({ status: 'rejected', reason: { name: 'ConstraintViolation' } });
  const ids = others.map((other) => (other as PromiseFulfilledResult<ConversationId>).value);
  expect(await rings(ids)).toEqual([1, 1]);
});

test('whoever’s conversation somebody else holds waits alone; those beside do not', async () => {
  const held = await begins(visitorAt(0));
  const order: string[] = [];
  const waits = await stage.work(async (tx) => {
    await tx.conversations.lock(held);
    const ends = conversationEnd(stage.ports, visitorAt(0), { conversationId: held }).then(() => order.push('held'));
    await Promise.all([begins(visitorAt(1)), begins(visitorAt(2))]);
    order.push('beside');
    return { ends };
  });
  await waits.ends;
  expect(order).toEqual(['beside', 'held']);
  expect((await stage.chat(held)).state).toBe('ABANDONED');
});

test('whoever’s visitor somebody else holds begins alone; those beside do not wait', async () => {
  const order: string[] = [];
  const { workspaceId, visitorId } = visitorAt(0);
  const waits = await stage.work(async (tx) => {
    tx.visitors.setLastPage(visitorId, 'https://shop.example/held');
    await tx.visitors.find(visitorId);
    const pageUrl = 'https://shop.example/behind';
    const starts = conversationStart(stage.ports, visitorAt(0), { dialogId: null, pageUrl }).then(() =>
      order.push('held'),
    );
    await Promise.all([begins(visitorAt(1)), begins(visitorAt(2))]);
    order.push('beside');
    return { starts };
  });
  await waits.starts;
  expect(order).toEqual(['beside', 'held']);
  const pages = await db.rows('SELECT last_page_url AS page FROM visitor WHERE workspace_id = $1 AND visitor_id = $2', [
    workspaceId,
    visitorId,
  ]);
  expect(pages).toEqual([{ page: 'https://shop.example/behind' }]);
});

test('what must wait for others goes alone, and is done', async () => {
  const locks = stage.ports.sharedRequests(stage.workspaceId, visitorAt(0), async (tx) => {
    await tx.people.lockEmails(['ann@example.com']);
    return 'locked';
  });
  const [locked, ...ids] = await Promise.all([locks, begins(visitorAt(1)), begins(visitorAt(2))]);
  expect(locked).toBe('locked');
  expect(await rings(ids)).toEqual([1, 1]);
});

test('sessions that are killed under a round: no request is lost in silence, none rings twice', async () => {
  const said = Promise.allSettled(asking.map(begins));
  await db.rows(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'parley' AND pid <> pg_backend_pid()`);
  for (const answer of await said) {
    if (answer.status === 'fulfilled') expect(await rings([answer.value])).toEqual([1]);
    else expect(answer.reason).toBeInstanceOf(CommitInDoubt);
  }
  const doubled = await db.rows('SELECT FROM conversation GROUP BY visitor_id HAVING count(*) > 1');
  expect(doubled).toEqual([]);
});

test('an answer that is lost behind the commit is in doubt for everybody of the round, and nobody asks again', async () => {
  // The last to have its turn behind the routing lock: what follows is the commit.
  const loses = async (): Promise<void> =>
    stage.ports.sharedRequests(stage.workspaceId, visitorAt(0), async (tx) => {
      await tx.routing.lock();
      wire.loseCommit();
      tx.visitors.setLastPage(visitorAt(0).visitorId, 'https://shop.example/lost');
    });
  const told = await Promise.allSettled([begins(visitorAt(1)), begins(visitorAt(2)), catchesUp(loses)]);
  const inDoubt = { status: 'rejected', reason: expect.any(CommitInDoubt) as unknown };
  expect(told).toEqual([inDoubt, inDoubt, inDoubt]);
  expect(await db.rows('SELECT FROM offer')).toHaveLength(2);
  expect(await db.rows(`SELECT FROM visitor WHERE last_page_url LIKE '%lost'`)).toHaveLength(1);
});

/** A start looks at what is published before it asks for its transaction: whoever is to come last waits as long. */
async function catchesUp<T>(run: () => Promise<T>): Promise<T> {
  await stage.ports.catalog.find(stage.workspaceId);
  await Promise.resolve();
  return run();
}
