/** A place that comes free, and whom it goes to: the oldest for whom it will do, at once, and nobody else. */
import { agentAvailabilitySet } from '../../src/actions/agent-availability-set';
import { conversationEnd } from '../../src/actions/conversation-end';
import { offerExpire } from '../../src/actions/offer-expire';
import type { AgentActor } from '../../src/auth/actor';
import type { ConversationId } from '../../src/routing/terms';
import { createDueQueue } from '../../src/stores/due-queue.store';
import { anotherProcess } from '../support/another-process';
import { db, stage } from '../support/empty-stage';
import { admin } from '../support/staff';
import { valueOf } from '../support/stage';
import {
  asksAsSomebody,
  getsPlaces,
  isAccepted,
  manyAsk,
  matches,
  onlyOf,
  opensLine,
  rung,
  statesOf,
  team,
} from '../support/stage-queue';

describe('a place that comes free', () => {
  test('goes to whoever has waited longest', async () => {
    const agent = await stage.agent({ capacity: 1, available: false });
    await opensLine(stage);
    const ids = await manyAsk(stage, 5);
    await stage.work(async (tx) => tx.agents.update(agent.agentId, { available: true }));
    for (const places of [1, 2, 3]) {
      await getsPlaces(stage, agent, places);
      await matches(stage);
      expect(await rung(stage, ids)).toEqual(Array.from({ length: places }, (_, index) => index));
    }
  });

  test('goes past a visitor for whom it will not do, who loses nothing', async () => {
    const [ann, bo] = [await stage.agent({ available: false }), await stage.agent({ available: false })];
    const [annas, bos] = [await stage.team('A', [ann]), await stage.team('B', [bo])];
    await opensLine(stage, { routing: team(annas) });
    const ahead = await manyAsk(stage, 3);
    await opensLine(stage, { routing: team(bos) });
    const behind = await manyAsk(stage, 2);
    valueOf(await agentAvailabilitySet(stage.ports, bo, { available: true }));
    await matches(stage);
    expect(await rung(stage, ahead)).toEqual([]);
    expect(await rung(stage, behind)).toEqual([0, 1]);
    valueOf(await agentAvailabilitySet(stage.ports, ann, { available: true }));
    await matches(stage);
    expect(await rung(stage, ahead)).toEqual([0, 1, 2]);
  });

  test('is not taken by a request that comes meanwhile', async () => {
    const agent = await stage.agent({ capacity: 1 });
    await opensLine(stage);
    const [served, first] = await manyAsk(stage, 2);
    await isAccepted(stage, served as ConversationId);
    valueOf(await conversationEnd(stage.ports, admin(stage), { conversationId: served as ConversationId }));
    // Before anybody has looked: the place is free, and the next one asks.
    const late = onlyOf(await manyAsk(stage, 1));
    await opensLine(stage, { isQueue: false });
    const impatient = onlyOf(await manyAsk(stage, 1));
    expect(await statesOf(stage, [first as ConversationId, late, impatient])).toEqual(['WAITING', 'WAITING', 'MISSED']);
    await matches(stage);
    expect(await stage.ringing(first as ConversationId)).toMatchObject({ agentId: agent.agentId });
  });

  test('is given at once to a request behind those who wait for somebody else', async () => {
    const [ann, bo] = [await stage.agent({ available: false }), await stage.agent()];
    const annas = await stage.team('A', [ann]);
    await opensLine(stage, { routing: team(annas) });
    const ahead = await manyAsk(stage, 2);
    await opensLine(stage, { routing: team(await stage.team('B', [bo])) });
    const late = onlyOf(await manyAsk(stage, 1));
    expect(await stage.ringing(late)).toMatchObject({ agentId: bo.agentId });
    expect(await statesOf(stage, ahead)).toEqual(['WAITING', 'WAITING']);
  });

  test('is not taken by a request that is passed on and came later', async () => {
    const [ann, bo] = [await stage.agent({ capacity: 1 }), await stage.agent({ capacity: 1, available: false })];
    const both = await stage.team('Both', [ann, bo]);
    const bos = await stage.team('B', [bo]);
    await opensLine(stage, { routing: team(bos) });
    const first = onlyOf(await manyAsk(stage, 1));
    await opensLine(stage, { routing: team(both) });
    const late = onlyOf(await manyAsk(stage, 1));
    await db.moveClock(1);
    valueOf(await agentAvailabilitySet(stage.ports, bo, { available: true }));
    const offer = await stage.ringing(late);
    await db.moveClock(101_000);
    await offerExpire(stage.ports, { workspaceId: stage.workspaceId, offerId: offer.id });
    await matches(stage);
    expect(await stage.ringing(first)).toMatchObject({ agentId: bo.agentId });
    expect(await statesOf(stage, [late])).toEqual(['WAITING']);
  });
});

describe('fifty who wait', () => {
  async function fifty(places: number) {
    const agents: AgentActor[] = [];
    for (let made = 0; made < places; made += 1) agents.push(await stage.agent({ capacity: 1 }));
    await opensLine(stage);
    const served = await manyAsk(stage, places);
    for (const id of served) await isAccepted(stage, id);
    return { agents, served, ids: await manyAsk(stage, 50) };
  }

  test('get places that many give back at once: the oldest, each place once, nobody forgotten', async () => {
    const { served, ids } = await fifty(10);
    await Promise.all([
      ...served.map((conversationId) => conversationEnd(stage.ports, admin(stage), { conversationId })),
      // Several processes look at the same time, before, between and after.
      ...Array.from({ length: 4 }, () => matches(stage)),
    ]);
    await Promise.all(Array.from({ length: 4 }, () => matches(stage)));
    expect(await rung(stage, ids)).toEqual(Array.from({ length: 10 }, (_, index) => index));
    const offers = await Promise.all(ids.slice(0, 10).map((id) => stage.ringing(id)));
    expect(new Set(offers.map(({ agentId }) => agentId)).size).toBe(10);
  });

  test('are all served in their order, whoever declines, ends or leaves meanwhile', async () => {
    const { served, ids } = await fifty(5);
    await anotherProcess();
    await anotherProcess();
    await Promise.all(served.map((id) => conversationEnd(stage.ports, admin(stage), { conversationId: id })));
    const order: ConversationId[] = [];
    const seen = new Set<string>();
    while (order.length < 50) {
      const made = stage.events.filter(({ event }) => event.type === 'OFFER_CREATED' && !seen.has(event.offerId));
      const fresh = made.filter(({ event }) => event.conversationId !== null && ids.includes(event.conversationId));
      for (const { event } of made) if (event.type === 'OFFER_CREATED') seen.add(event.offerId);
      order.push(...fresh.flatMap(({ event }) => event.conversationId ?? []));
      for (const { event } of fresh) {
        const id = event.conversationId;
        if (id === null) continue;
        await isAccepted(stage, id);
        await conversationEnd(stage.ports, admin(stage), { conversationId: id });
      }
      if (fresh.length === 0 && order.length < 50) await stage.happensNext();
    }
    expect(order).toEqual(ids);
  });
});

test('whoever comes free while another begins to wait is not missed, in whatever order they commit', async () => {
  const agents: AgentActor[] = [];
  for (let made = 0; made < 12; made += 1) agents.push(await stage.agent({ capacity: 1, available: false }));
  await opensLine(stage);
  const visitors = await Promise.all(agents.map(() => stage.visitor()));
  const [ids] = await Promise.all([
    Promise.all(visitors.map((visitor) => stage.asks(visitor))),
    Promise.all(agents.map((agent) => agentAvailabilitySet(stage.ports, agent, { available: true }))),
  ]);
  // Exactly what the log of due work says is done; nobody looks just in case.
  for (let looks = 0; looks < 5; looks += 1) {
    const { work } = await createDueQueue(db.database).claim(50);
    if (work.some(({ kind, workspaceId }) => kind === 'QUEUE_MATCH' && workspaceId === stage.workspaceId)) {
      await matches(stage);
    }
  }
  expect(await statesOf(stage, ids)).toEqual(ids.map(() => 'OFFERED'));
});

test('where nobody waits any more nobody is woken by agents who come free', async () => {
  const agent = await stage.agent({ available: false });
  await opensLine(stage);
  const { id, visitor } = await asksAsSomebody(stage);
  valueOf(await conversationEnd(stage.ports, visitor, { conversationId: id }));
  await matches(stage);
  valueOf(await agentAvailabilitySet(stage.ports, agent, { available: true }));
  const rows = await db.rows(`SELECT FROM due_work WHERE workspace_id = $1 AND kind = 'QUEUE_MATCH'`, [
    stage.workspaceId,
  ]);
  expect(rows).toEqual([]);
});
