/** What the database itself refuses, whatever raced past the earlier checks. */
import { ConstraintViolation, type Transaction } from '../../src/actions/ports';
import type { AgentId, WorkspaceId } from '../../src/routing/terms';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { insertAgent, insertConversation, insertLiveChat, insertOffer, newBench, newWorkspace } from '../support/rows';

let db: TestDatabase;
let workspaceId: WorkspaceId;
beforeAll(async () => {
  db = await openTestDatabase({ poolSize: 16 });
});
afterAll(() => db.close());
beforeEach(async () => {
  workspaceId = await newWorkspace(db);
});

const work = <T>(run: (tx: Transaction) => Promise<T>): Promise<T> => newBench(db.database).work(workspaceId, run);
const hire = (capacity: number | null) => work(async (tx) => insertAgent(tx, capacity));
const reserve = (agent: AgentId) => work(async (tx) => tx.agents.reserve(agent));
const seatsOf = async (agent: AgentId) => {
  const [seats] = await db.rows('SELECT taken, seat_limit, seat_ceiling FROM agent WHERE agent_id = $1', [agent]);
  return seats;
};

async function race(times: number, run: () => Promise<unknown>): Promise<{ won: number; refused: unknown[] }> {
  const outcome = await Promise.allSettled(Array.from({ length: times }, run));
  const refused = outcome.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  return { won: times - refused.length, refused };
}

test('fifty offers at once take the three places of an agent, and not one more', async () => {
  const agent = await hire(3);
  const { won, refused } = await race(50, () => reserve(agent));
  expect(won).toBe(3);
  expect(refused).toHaveLength(47);
  for (const reason of refused) {
    expect(reason).toBeInstanceOf(ConstraintViolation);
    expect(reason).toMatchObject({ constraint: 'agent_within_capacity' });
  }
  expect(await seatsOf(agent)).toEqual({ taken: 3, seat_limit: 3, seat_ceiling: 3 });
});

test('a limit may be lowered below the load: nothing breaks, nothing new comes in, and the ceiling falls with each end', async () => {
  const agent = await hire(3);
  for (let chat = 0; chat < 3; chat += 1) {
    await reserve(agent);
    await work(async (tx) => tx.agents.seat(agent));
  }
  await work(async (tx) => tx.agents.update(agent, { capacity: 1 }));
  expect(await seatsOf(agent)).toEqual({ taken: 3, seat_limit: 1, seat_ceiling: 3 });
  await work(async (tx) => tx.agents.releaseSeat(agent));
  await expect(reserve(agent)).rejects.toMatchObject({ constraint: 'agent_within_capacity' });
  await work(async (tx) => tx.agents.releaseSeat(agent));
  await expect(reserve(agent)).rejects.toMatchObject({ constraint: 'agent_within_capacity' });
  await work(async (tx) => tx.agents.releaseSeat(agent));
  await reserve(agent);
  expect(await seatsOf(agent)).toEqual({ taken: 1, seat_limit: 1, seat_ceiling: 1 });
  await work(async (tx) => tx.agents.releaseReservation(agent));
  expect(await seatsOf(agent)).toEqual({ taken: 0, seat_limit: 1, seat_ceiling: 1 });
});

test('a new default reaches everyone without a limit of their own, and nobody else', async () => {
  const [own, others] = [await hire(2), await hire(null)];
  await work(async (tx) => tx.workspace.updateSettings({ defaultCapacity: 5 }));
  const newcomer = await hire(null);
  const limits = await Promise.all([own, others, newcomer].map(seatsOf));
  expect(limits).toMatchObject([{ seat_limit: 2 }, { seat_limit: 5 }, { seat_limit: 5 }]);
  await work(async (tx) => tx.agents.update(own, { capacity: null }));
  expect(await seatsOf(own)).toMatchObject({ seat_limit: 5, seat_ceiling: 5 });
  expect((await work((tx) => tx.routing.findCandidates())).get(own)).toMatchObject({ capacity: 5, taken: 0 });
});

test('a place that is not taken cannot be freed', async () => {
  const agent = await hire(null);
  await expect(work(async (tx) => tx.agents.releaseSeat(agent))).rejects.toMatchObject({
    constraint: 'agent_seats_counted',
  });
});

test('twenty offers of one conversation at once: one is made', async () => {
  const agent = await hire(null);
  const [conversationId, liveChatId] = await work(async (tx) => {
    await tx.workspace.find();
    const id = insertConversation(tx);
    return [id, insertLiveChat(tx, id)] as const;
  });
  const { won, refused } = await race(20, () =>
    work(async (tx) => {
      await tx.workspace.find();
      insertOffer(tx, { conversationId, liveChatId, agentId: agent });
    }),
  );
  expect(won).toBe(1);
  expect(
    refused.every((reason) => reason instanceof ConstraintViolation && reason.constraint === 'offer_one_pending'),
  ).toBe(true);
});

test('one request at a time is routed in a workspace, and others do not wait for it', async () => {
  const order: string[] = [];
  let enter = (): void => undefined;
  const entered = new Promise<void>((resolve) => (enter = resolve));
  let leave = (): void => undefined;
  const left = new Promise<void>((resolve) => (leave = resolve));
  const first = work(async (tx) => {
    await tx.routing.lock();
    enter();
    await left;
    order.push('first');
  });
  await entered;
  const second = work(async (tx) => {
    await tx.routing.lock();
    order.push('second');
  });
  const elsewhere = await newWorkspace(db);
  await newBench(db.database).work(elsewhere, async (tx) => {
    await tx.routing.lock();
    order.push('elsewhere');
  });
  leave();
  await Promise.all([first, second]);
  expect(order).toEqual(['elsewhere', 'first', 'second']);
});
