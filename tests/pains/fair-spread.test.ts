/** Equal availability gives equal shares, over every stretch of time, and whoever asks why is told. */
import fc from 'fast-check';
import { agentAvailabilitySet } from '../../src/actions/agent-availability-set';
import { conversationEnd } from '../../src/actions/conversation-end';
import { offerExpire } from '../../src/actions/offer-expire';
import type { AgentActor } from '../../src/auth/actor';
import type { ConversationId } from '../../src/routing/terms';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { accepts, createStage, declines, type Stage, valueOf } from '../support/stage';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

/** Most turns less fewest, in the worst of all stretches of that many offers. */
function worstSpread(turns: readonly string[], members: number): number {
  let worst = 0;
  for (let from = 0; from < turns.length; from += 1) {
    const counts = new Map<string, number>();
    for (let to = from; to < turns.length; to += 1) {
      const turn = turns[to] ?? '';
      counts.set(turn, (counts.get(turn) ?? 0) + 1);
      const all = [...counts.values(), ...(counts.size < members ? [0] : [])];
      worst = Math.max(worst, Math.max(...all) - Math.min(...all));
    }
  }
  return worst;
}

async function turnsOf(stage: Stage): Promise<readonly string[]> {
  const rows = await db.rows<{ agent: string }>(
    'SELECT agent_id AS agent FROM offer WHERE workspace_id = $1 ORDER BY offered_at, offer_id',
    [stage.workspaceId],
  );
  return rows.map(({ agent }) => agent);
}

type Answer = 'accept' | 'accept and end' | 'decline' | 'let pass';

async function answers(stage: Stage, id: ConversationId, answer: Answer): Promise<void> {
  const offer = await stage.ringing(id);
  switch (answer) {
    case 'decline':
      valueOf(await declines(stage, offer));
      return;
    case 'let pass':
      await db.moveClock(101_000);
      return offerExpire(stage.ports, { workspaceId: stage.workspaceId, offerId: offer.id });
    case 'accept':
    case 'accept and end':
      valueOf(await accepts(stage, offer));
      if (answer === 'accept') return;
      valueOf(await conversationEnd(stage.ports, stage.actorOf(offer.agentId), { conversationId: id }));
  }
}

const anyAnswers = fc.array(fc.constantFrom<Answer[]>('accept', 'accept', 'accept and end', 'decline', 'let pass'), {
  minLength: 12,
  maxLength: 30,
});

test('whatever agents answer, over any stretch of requests nobody has had two turns more than another', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 5 }), anyAnswers, async (members, wanted) => {
      const stage = await createStage(db);
      for (let index = 0; index < members; index += 1) await stage.agent({ capacity: 50 });
      await stage.dialog();
      for (const answer of wanted) await answers(stage, await stage.asks(await stage.visitor()), answer);
      const turns = await turnsOf(stage);
      expect(turns).toHaveLength(wanted.length);
      expect(worstSpread(turns, members)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 12 },
  );
});

test('requests at once are spread as well as requests one after the other', async () => {
  const stage = await createStage(db);
  for (let index = 0; index < 5; index += 1) await stage.agent({ capacity: 50 });
  await stage.dialog();
  const visitors = [];
  for (let index = 0; index < 50; index += 1) visitors.push(await stage.visitor());
  await Promise.all(visitors.map((visitor) => stage.asks(visitor)));
  expect(worstSpread(await turnsOf(stage), 5)).toBeLessThanOrEqual(1);
});

test('whoever comes first in the morning is offered what comes from then on, and nothing of the night', async () => {
  const stage = await createStage(db);
  const early: AgentActor = await stage.agent({ capacity: 2, available: false });
  const late: AgentActor = await stage.agent({ capacity: 2, available: false });
  await stage.dialog();
  const night = [];
  for (let index = 0; index < 6; index += 1) night.push(await stage.asks(await stage.visitor()));
  valueOf(await agentAvailabilitySet(stage.ports, early, { available: true }));
  for (const id of night) {
    expect(await stage.chat(id)).toMatchObject({ state: 'MISSED' });
    expect(await stage.pending(id)).toBeNull();
  }
  const first = await stage.ringing(await stage.asks(await stage.visitor()));
  expect(first.agentId).toBe(early.agentId);
  valueOf(await agentAvailabilitySet(stage.ports, late, { available: true }));
  const second = await stage.ringing(await stage.asks(await stage.visitor()));
  expect(second.agentId).toBe(late.agentId);
});

test('why somebody was not asked stands in the decision: each candidate with the first reason', async () => {
  const stage = await createStage(db);
  const away = await stage.agent({ available: false });
  const gone = await stage.agent({ reachable: false });
  const full = await stage.agent({ capacity: 1 });
  await stage.dialog();
  const busy = await stage.isServed(await stage.visitor());
  expect(busy.agent.agentId).toBe(full.agentId);
  const id = await stage.asks(await stage.visitor());
  expect(await stage.chat(id)).toMatchObject({ state: 'MISSED' });
  const [decision] = await db.rows<{ candidates: readonly { agentId: string; reason: string }[] }>(
    'SELECT candidates FROM routing_decision WHERE conversation_id = $1',
    [id],
  );
  const reasons = new Map(decision?.candidates.map(({ agentId, reason }) => [agentId, reason]));
  expect([away, gone, full].map(({ agentId }) => reasons.get(agentId))).toEqual([
    'UNAVAILABLE',
    'UNREACHABLE',
    'AT_CAPACITY',
  ]);
});
