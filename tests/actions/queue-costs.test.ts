/** What waiting costs where nobody waits: nothing. Counted on the wire, and by the statements that were sent. */
import { conversationEnd } from '../../src/actions/conversation-end';
import { offerAccept } from '../../src/actions/offer-accept';
import { offerDecline } from '../../src/actions/offer-decline';
import type { AgentId } from '../../src/routing/terms';
import type { Database } from '../../src/stores/database';
import { Counted } from '../support/counted';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { createStage, type Stage, valueOf } from '../support/stage';
import { asksAsSomebody, opensLine, waitingCards } from '../support/stage-queue';

/** The names of all statements that a transaction sends. */
function listening(database: Database, heard: string[]): Database {
  const connect = async () => {
    const client = await database.connect();
    return new Proxy(client, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        if (name !== 'query') return value.bind(target) as unknown;
        return (...given: readonly unknown[]) => {
          const [first] = given as readonly [{ readonly name?: string } | string];
          heard.push(typeof first === 'string' ? first : (first.name ?? '?'));
          return (value as (...args: unknown[]) => unknown).apply(target, [...given]);
        };
      },
    });
  };
  return Object.create(database, { connect: { value: connect } }) as Database;
}

describe('by its statements', () => {
  let db: TestDatabase;
  let stage: Stage;
  const heard: string[] = [];
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    stage = await createStage({ ...db, database: listening(db.database, heard) });
  });

  async function sent(run: () => Promise<unknown>): Promise<readonly string[]> {
    heard.length = 0;
    await run();
    return [...heard].sort();
  }

  test('a request, an accept, a decline and an end send nothing for the queue, whatever other cards have', async () => {
    await stage.agent();
    await stage.agent();
    await opensLine(stage, { isQueue: false });
    const [one, two] = [await stage.visitor(), await stage.visitor()];
    const statements = [
      ...(await sent(() => stage.asks(one))),
      ...(await sent(async () => {
        const { id } = await asksAsSomebody(stage);
        const offer = await stage.ringing(id);
        valueOf(await offerAccept(stage.ports, stage.actorOf(offer.agentId), { offerId: offer.id }));
        valueOf(await conversationEnd(stage.ports, stage.actorOf(offer.agentId), { conversationId: id }));
      })),
      ...(await sent(async () => {
        const offer = await stage.ringing(await stage.asks(two));
        const declined = { offerId: offer.id, reason: null };
        valueOf(await offerDecline(stage.ports, stage.actorOf(offer.agentId), declined));
      })),
    ];
    expect(statements).toContain('roster_find');
    expect(statements.filter((name) => name.startsWith('queue_'))).toEqual([]);
  });

  test('a card with a queue reads who waits in the breath that it has anyway', async () => {
    await stage.agent();
    await opensLine(stage, { isQueue: false });
    const without = await sent(() => asksAsSomebody(stage));
    await opensLine(stage);
    const with_ = await sent(() => asksAsSomebody(stage));
    const more = with_.filter((name) => name.startsWith('queue_'));
    expect(more).toEqual(['queue_find_paces', 'queue_find_turns']);
    expect(with_.length - more.length).toBe(without.length);
  });
});

describe('by its round trips', () => {
  let counted: Counted;
  beforeAll(async () => {
    counted = await Counted.open();
  });
  afterAll(() => counted.close());

  test('a request that finds somebody costs as many with a queue as without', async () => {
    const stage = await counted.stage();
    await stage.agent({ capacity: 100 });
    const without = await counted.costsOf(stage, waitingCards({ isQueue: false }), [['ask', 'Yes']]);
    const withQueue = await counted.costsOf(stage, waitingCards(), [['ask', 'Yes']]);
    expect(withQueue).toEqual(without);
    expect(withQueue[0]).toBeLessThanOrEqual(3);
  });

  test('while others wait and nobody is free, one more costs no more: who comes before it is asked for a free place alone', async () => {
    const stage = await counted.stage();
    await stage.agent({ capacity: 1 });
    for (const isQueue of [true, false]) {
      await counted.publish(stage, waitingCards());
      for (let nth = 0; nth < 3; nth += 1) await stage.asks(await stage.visitor());
      expect(await counted.costsOf(stage, waitingCards({ isQueue }), [['ask', 'Yes']])).toEqual([3]);
    }
  });

  test('nor while others wait for whom the free place is not: they come with the roster', async () => {
    const stage = await counted.stage();
    const [ann, ben] = [await stage.agent({ capacity: 1 }), await stage.agent({ capacity: 100 })];
    const to = (agentId: AgentId) => ({ strategy: 'AGENT' as const, agentId, teamId: null });
    await counted.publish(stage, waitingCards({ routing: to(ann.agentId) }));
    for (let nth = 0; nth < 3; nth += 1) await stage.asks(await stage.visitor());
    for (const isQueue of [true, false]) {
      const cards = waitingCards({ isQueue, routing: to(ben.agentId) });
      expect(await counted.costsOf(stage, cards, [['ask', 'Yes']])).toEqual([3]);
    }
  });

  test('so does one that begins to wait', async () => {
    const stage = await counted.stage();
    // The first to wait: the one that warms the process is served at its end.
    const missed = await counted.costsOf(stage, waitingCards({ isQueue: false }), [['ask', 'Yes']]);
    const other = await counted.stage();
    await counted.publish(other, waitingCards());
    const { visitor } = { visitor: await other.visitor() };
    const waits = await counted.cost(() => other.asks(visitor));
    const second = await counted.stage();
    await counted.publish(second, waitingCards({ isQueue: false }));
    const misses = await counted.cost(async () => second.asks(await second.visitor()));
    expect(missed[0]).toBeLessThanOrEqual(3);
    expect(waits).toBeLessThanOrEqual(misses);
  });
});
