/** Those who wait are served together: in their order, each place once, whatever becomes of one of them or of the process. */
import { queueMatch } from '../../src/actions/queue-match';
import { usageLimitsUpdate } from '../../src/actions/usage-limits-update';
import type { AgentActor } from '../../src/auth/actor';
import type { ConversationId } from '../../src/routing/terms';
import type { Database } from '../../src/stores/database';
import { createUnitOfWork } from '../../src/stores/unit-of-work';
import { db, stage } from '../support/empty-stage';
import { admin } from '../support/staff';
import { valueOf } from '../support/stage';
import { getsPlaces, manyAsk, matches, opensLine, rung, statesOf, team } from '../support/stage-queue';

/** So many agents with one place each, who come back together behind those who began to wait for them. */
async function wait(visitors: number, { agents = visitors, places = 1 } = {}) {
  const staff: AgentActor[] = [];
  for (let made = 0; made < agents; made += 1) {
    staff.push(await stage.agent({ capacity: places, available: false }));
  }
  await opensLine(stage, { maxLength: 500 });
  const ids = await manyAsk(stage, visitors);
  const comeBack = () =>
    stage.work(async (tx) => {
      for (const { agentId } of staff) tx.agents.update(agentId, { available: true });
    });
  return { staff, ids, comeBack };
}

const first = ([id]: readonly ConversationId[]): ConversationId => {
  if (id === undefined) throw new Error('Nobody waits.');
  return id;
};

function deferred(): { readonly settled: Promise<void>; settle(): void } {
  let settle: () => void = () => undefined;
  const settled = new Promise<void>((resolve) => (settle = resolve));
  return { settled, settle };
}

/** Each transaction by which offers were made, with how many it made. */
async function offersByCommit(): Promise<readonly number[]> {
  const rows = await db.rows<{ readonly made: number }>(
    `SELECT count(*)::integer AS made FROM offer WHERE workspace_id = $1 GROUP BY xmin ORDER BY min(offered_at)`,
    [stage.workspaceId],
  );
  return rows.map(({ made }) => made);
}

const indices = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

test('twenty places that come free at once are given in one commit', async () => {
  const { ids, comeBack } = await wait(24, { agents: 20 });
  await comeBack();
  await matches(stage);
  expect(await rung(stage, ids)).toEqual(indices(20));
  expect(await offersByCommit()).toEqual([20]);
});

test('what comes of each is what would have come of it alone: the ring turns with every offer, and stands where it stopped', async () => {
  const { staff, ids, comeBack } = await wait(7, { agents: 3, places: 3 });
  await comeBack();
  await matches(stage);
  const offers = await Promise.all(ids.map((id) => stage.ringing(id)));
  const turns = offers.map(({ agentId }) => staff.findIndex((one) => one.agentId === agentId));
  const [start = 0] = turns;
  expect(turns).toEqual(indices(7).map((index) => (start + index) % 3));
  const [next] = await manyAsk(stage, 1);
  const late = await stage.ringing(next as ConversationId);
  expect(staff.findIndex((one) => one.agentId === late.agentId)).toBe((start + 7) % 3);
});

test('whoever’s conversation somebody else holds keeps the place, and holds up nobody', async () => {
  const { ids, comeBack } = await wait(4, { agents: 2 });
  await comeBack();
  const [isHeld, letGo] = [deferred(), deferred()];
  const holding = stage.work(async (tx) => {
    await tx.conversations.lock(first(ids));
    isHeld.settle();
    await letGo.settled;
  });
  await isHeld.settled;
  const matching = matches(stage);
  await stage.happens('OFFER_CREATED');
  expect(await rung(stage, ids)).toEqual([1]);
  letGo.settle();
  await Promise.all([holding, matching]);
  expect(await rung(stage, ids)).toEqual([0, 1]);
});

test('one who cannot be served holds up nobody, keeps the place, and is served once that is mended', async () => {
  const { ids, comeBack } = await wait(5, { agents: 4 });
  await comeBack();
  await db.rows(`CREATE FUNCTION offer_breaks() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'planted'; END $$`);
  await db.rows(`CREATE TRIGGER offer_breaks BEFORE INSERT ON offer FOR EACH ROW
    WHEN (NEW.conversation_id = '${ids[1] ?? ''}') EXECUTE FUNCTION offer_breaks()`);
  await expect(matches(stage)).rejects.toThrow('could not be served');
  expect(await rung(stage, ids)).toEqual([0, 2, 3]);
  await db.rows('DROP FUNCTION offer_breaks CASCADE');
  await matches(stage);
  expect(await rung(stage, ids)).toEqual([0, 1, 2, 3]);
});

test('a package that is used up in the middle ends the wait of those behind, and of nobody before', async () => {
  const { ids, comeBack } = await wait(5);
  valueOf(await usageLimitsUpdate(stage.ports, admin(stage), { liveChatEngagementLimit: 3 }));
  await comeBack();
  await matches(stage);
  expect(await statesOf(stage, ids)).toEqual(['OFFERED', 'OFFERED', 'OFFERED', 'MISSED', 'MISSED']);
  const reasons = await db.rows(
    `SELECT count(*)::integer AS count FROM routing_decision WHERE workspace_id = $1 AND outcome = 'LIMIT_REACHED'`,
    [stage.workspaceId],
  );
  expect(reasons).toEqual([{ count: 2 }]);
  const usage = await stage.work((tx) => tx.usage.find());
  expect(usage.liveChatEngagements).toBe(3);
});

test('more than fit into one round are served as well, the oldest first', async () => {
  const { ids, comeBack } = await wait(120, { agents: 10, places: 11 });
  await comeBack();
  await matches(stage);
  expect(await rung(stage, ids)).toEqual(indices(110));
  expect(await offersByCommit()).toEqual([50, 50, 10]);
});

test('rounds of two processes and agents who change meanwhile end in no deadlock', async () => {
  const ann = await stage.agent({ capacity: 30, available: false });
  const bo = await stage.agent({ capacity: 30, available: false });
  const both = await stage.team('Both', [ann, bo]);
  await opensLine(stage, { routing: team(both) });
  const ids = await manyAsk(stage, 40);
  await stage.work(async (tx) => {
    for (const { agentId } of [ann, bo]) tx.agents.update(agentId, { available: true });
  });
  await Promise.all([
    ...indices(3).map(() => matches(stage)),
    // Takes both rows in the order of their ids, as whoever changes several agents does.
    ...indices(10).map((round) =>
      stage.work(async (tx) => {
        for (const id of [ann.agentId, bo.agentId].sort()) await tx.agents.lock(id);
        tx.agents.update(ann.agentId, { capacity: 30 + round });
      }),
    ),
    ...indices(3).map((round) => getsPlaces(stage, bo, 30 + round)),
  ]);
  expect(await rung(stage, ids)).toEqual(indices(40));
  expect(await db.rows(`SELECT deadlocks::integer FROM pg_stat_database WHERE datname = current_database()`)).toEqual([
    { deadlocks: 0 },
  ]);
});

describe('a process that loses the database while it commits a round', () => {
  const lost = () => Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' });

  /** Breaks the first commit that makes an offer: before the server has heard of it, or before the process hears of it. */
  function breaking(database: Database, when: 'AHEAD' | 'BEHIND'): Database {
    let isArmed = true;
    const connect = async () => {
      const client = await database.connect();
      let makesOffers = false;
      const query = client.query.bind(client) as (...given: readonly unknown[]) => Promise<unknown>;
      const broken = async (...given: readonly unknown[]): Promise<unknown> => {
        const [what] = given as readonly [{ readonly name?: string } | string];
        if (typeof what !== 'string' && what.name === 'offer_insert') makesOffers = true;
        if (what !== 'COMMIT' || !makesOffers || !isArmed) return query(...given);
        isArmed = false;
        if (when === 'BEHIND') await query(...given);
        else await query('ROLLBACK');
        throw lost();
      };
      return new Proxy(client, {
        get: (target, name) => {
          const value: unknown = Reflect.get(target, name);
          if (name === 'query') return broken;
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      });
    };
    return Object.create(database, { connect: { value: connect } }) as Database;
  }

  test.each(['AHEAD', 'BEHIND'] as const)('%s of it offers each place once, and forgets nobody', async (when) => {
    const { ids, comeBack } = await wait(6, { agents: 4 });
    await comeBack();
    const database = breaking(db.database, when);
    const work = createUnitOfWork({ database, announce: () => undefined, wake: () => undefined });
    await queueMatch({ ...stage.ports, work }, stage);
    expect(await rung(stage, ids)).toEqual(indices(4));
    const offers = await Promise.all(ids.slice(0, 4).map((id) => stage.offers(id)));
    expect(offers.map(({ length }) => length)).toEqual([1, 1, 1, 1]);
  });
});
