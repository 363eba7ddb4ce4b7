/** Requests that arrive together: one transaction and one commit, and each decided as if it had come alone. */
import { cardAnswer } from '../../src/actions/card-answer';
import { conversationEnd } from '../../src/actions/conversation-end';
import { conversationStart } from '../../src/actions/conversation-start';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import type { ConversationId } from '../../src/routing/terms';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { reconcile } from '../support/reconcile';
import { roundRobin } from '../support/stage-dialogs';
import { asksAsSomebody, opensLine } from '../support/stage-queue';
import { createStage, type Stage, valueOf } from '../support/stage';

let db: TestDatabase;
let stage: Stage;
beforeEach(async () => {
  db = await openTestDatabase();
  stage = await createStage(db);
});
afterEach(async () => {
  // Whatever shared a transaction with what: counters are their rows, and whoever is asked for has somebody or a reason.
  expect(await db.rows(reconcile)).toEqual([]);
  await db.close();
});

async function staff(count: number, capacity: number): Promise<readonly AgentActor[]> {
  const agents: AgentActor[] = [];
  while (agents.length < count) agents.push(await stage.agent({ capacity }));
  return agents;
}

async function visitors(count: number): Promise<readonly VisitorActor[]> {
  const made: VisitorActor[] = [];
  while (made.length < count) made.push(await stage.visitor());
  return made;
}

/** A dialog whose first card asks for an agent: a start is a request. */
async function ringsAtOnce(): Promise<void> {
  const card = { kind: 'LIVE_CHAT', key: 'agent', acceptWindowSeconds: null, next: null } as const;
  await stage.dialog({ cards: [{ ...card, routing: roundRobin }] });
}

const pageUrl = 'https://shop.example/pricing';
async function begins(visitor: VisitorActor): Promise<ConversationId> {
  const started = valueOf(await conversationStart(stage.ports, visitor, { dialogId: null, pageUrl }));
  if (started === null) throw new Error('No dialog fits.');
  return started;
}

/** Whom each of these rings at, and the transaction that said so. */
async function told(ids: readonly ConversationId[]) {
  const rows = await db.rows<{ id: ConversationId; agent: string; round: string }>(
    `SELECT conversation_id AS id, agent_id AS agent, xmin::text AS round FROM offer WHERE state = 'PENDING'`,
  );
  const offers = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => offers.get(id) ?? null);
}

const roundsOf = (offers: Awaited<ReturnType<typeof told>>) => new Set(offers.map((offer) => offer?.round));

test('requests of one moment are one transaction, and the ring turns in the order of their arrival', async () => {
  const agents = await staff(3, 50);
  await ringsAtOnce();
  const ids = await Promise.all((await visitors(12)).map(begins));
  const offers = await told(ids);
  expect(roundsOf(offers).size).toBe(1);
  expect(offers.map((offer) => offer?.agent)).toEqual(ids.map((_, index) => agents[index % 3]?.agentId));
  // The ring goes on where it stands for whoever comes next.
  const [next] = await told([await begins(await stage.visitor())]);
  expect(next?.agent).toBe(agents[0]?.agentId);
  const { events } = stage;
  expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1));
});

test('whoever reads more behind the lock sees what those before took all the same', async () => {
  const [ann] = await staff(1, 5);
  await db.rows('UPDATE workspace SET ramp_seconds = 3600');
  await db.rows('UPDATE agent SET returned_at = parley_now() WHERE agent_id = $1', [ann?.agentId]);
  const card = { kind: 'LIVE_CHAT', key: 'agent', acceptWindowSeconds: null, next: null } as const;
  const queue = { maxLength: 10, maxWaitSeconds: 600 };
  await stage.dialog({ cards: [{ ...card, routing: roundRobin, queue }] });
  const offers = await told(await Promise.all((await visitors(4)).map(begins)));
  // Just back, one place counts of five: the lines that each of them reads were read when it was taken already.
  expect(offers.map((offer) => offer?.agent ?? null)).toEqual([ann?.agentId, null, null, null]);
});

test('of more requests than places those who came first have them, and nobody has one too many', async () => {
  const agents = await staff(3, 1);
  await ringsAtOnce();
  const ids = await Promise.all((await visitors(8)).map(begins));
  const chats = await Promise.all(ids.map((id) => stage.chat(id)));
  expect(chats.map(({ state }) => state)).toEqual([...agents.map(() => 'OFFERED'), ...Array(5).fill('MISSED')]);
  const seats = await db.rows('SELECT reserved, active_chats FROM agent WHERE workspace_id = $1', [stage.workspaceId]);
  expect(seats).toEqual(agents.map(() => ({ reserved: 1, active_chats: 0 })));
});

test('of more requests than the package has left, the first have them', async () => {
  await staff(3, 50);
  await ringsAtOnce();
  await stage.work(async (tx) => tx.usage.updateLimits({ liveChatEngagementLimit: 2 }));
  const ids = await Promise.all((await visitors(5)).map(begins));
  expect((await told(ids)).map((offer) => offer !== null)).toEqual([true, true, false, false, false]);
  const [used] = await db.rows('SELECT live_chat_engagements AS used FROM usage WHERE workspace_id = $1', [
    stage.workspaceId,
  ]);
  expect(used).toEqual({ used: 2 });
});

test('answers that lead to an agent share a transaction as well, with the ring of a rule', async () => {
  const agents = await staff(2, 50);
  await stage.rule({ name: 'Everybody', position: 1, agents });
  await stage.dialog({ routing: { strategy: 'CUSTOM_RULES', agentId: null, teamId: null } });
  const asking = await visitors(6);
  const ids = await Promise.all(asking.map(begins));
  const yes = { cardKey: 'ask', responseKey: 'Yes', response: null, value: null, clientMessageId: null };
  await Promise.all(
    asking.map(async (visitor, index) => {
      const conversationId = ids[index] as ConversationId;
      return valueOf(await cardAnswer(stage.ports, visitor, { conversationId, ...yes }));
    }),
  );
  const offers = await told(ids);
  expect(roundsOf(offers).size).toBe(1);
  expect(offers.map((offer) => offer?.agent)).toEqual(ids.map((_, index) => agents[index % 2]?.agentId));
});

test('a place that is given back is there for whoever comes behind in the same transaction', async () => {
  await staff(1, 2);
  await ringsAtOnce();
  const [first, second, third, fourth] = (await visitors(4)) as [
    VisitorActor,
    VisitorActor,
    VisitorActor,
    VisitorActor,
  ];
  const ids = [await begins(first), await begins(second)] as const;
  const [ended, asked, missed] = await Promise.all([
    conversationEnd(stage.ports, first, { conversationId: ids[0] }),
    begins(third),
    begins(fourth),
  ]);
  expect(ended.ok).toBe(true);
  expect((await stage.chat(asked)).state).toBe('OFFERED');
  expect((await stage.chat(missed)).state).toBe('MISSED');
  const [seats] = await db.rows('SELECT reserved, active_chats FROM agent WHERE workspace_id = $1', [
    stage.workspaceId,
  ]);
  expect(seats).toEqual({ reserved: 2, active_chats: 0 });
});

test('whoever finds nobody waits in the order of arrival, and a place that is freed beside is told to those who wait', async () => {
  await staff(1, 2);
  await opensLine(stage);
  const served = [await asksAsSomebody(stage), await asksAsSomebody(stage)];
  const waiting = await visitors(4);
  const ids = await Promise.all(waiting.map((visitor) => stage.asks(visitor)));
  const places = await db.rows<{ id: ConversationId }>(
    `SELECT conversation_id AS id FROM live_chat WHERE state = 'WAITING' ORDER BY told_place`,
  );
  expect(new Set(places.map(({ id }) => id))).toEqual(new Set(ids));
  await db.rows(`DELETE FROM due_work WHERE kind = 'QUEUE_MATCH'`);
  await Promise.all(served.map(({ visitor, id }) => conversationEnd(stage.ports, visitor, { conversationId: id })));
  expect(await db.rows(`SELECT FROM due_work WHERE kind = 'QUEUE_MATCH'`)).toHaveLength(1);
});

test('one visitor in two tabs begins one conversation, whoever else begins beside', async () => {
  await staff(2, 50);
  await ringsAtOnce();
  const [one, other] = (await visitors(2)) as [VisitorActor, VisitorActor];
  const [tab, beside, secondTab] = await Promise.all([begins(one), begins(other), begins(one)]);
  expect(secondTab).toBe(tab);
  expect(beside).not.toBe(tab);
  expect(await db.rows('SELECT FROM offer')).toHaveLength(2);
});
