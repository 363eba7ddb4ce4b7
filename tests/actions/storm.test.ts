/** Everything at once, many times: what must hold whatever happens to meet whatever. Seeded, so that a failure comes back. */
import { cardAnswer } from '../../src/actions/card-answer';
import { agentUpdate } from '../../src/actions/agent-update';
import { agentAvailabilitySet } from '../../src/actions/agent-availability-set';
import { conversationEnd } from '../../src/actions/conversation-end';
import { conversationStart } from '../../src/actions/conversation-start';
import { idleEnd } from '../../src/actions/idle-end';
import { idleWarn } from '../../src/actions/idle-warn';
import { offerAccept } from '../../src/actions/offer-accept';
import { offerDecline } from '../../src/actions/offer-decline';
import { offerExpire } from '../../src/actions/offer-expire';
import { offersRelease } from '../../src/actions/offers-release';
import { reachabilityEnd } from '../../src/actions/reachability-end';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import { dueActions } from '../../src/jobs/due-actions';
import type { ConversationId } from '../../src/routing/terms';
import { createDueQueue } from '../../src/stores/due-queue.store';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { admin } from '../support/staff';
import { createStage, says, type Stage } from '../support/stage';

let db: TestDatabase;
let stage: Stage;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

/** mulberry32: small, and the same on every machine. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Cast {
  readonly agents: readonly AgentActor[];
  readonly visitors: VisitorActor[];
}

/** One random thing that somebody, or time, does to one of the conversations: mostly what its state invites, not always. */
async function act(roll: () => number, { agents, visitors }: Cast): Promise<void> {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)] as T;
  const [visitor, agent, kind, dice] = [pick(visitors), pick(agents), roll(), roll()];
  const { ports, workspaceId } = stage;
  if (kind < 0.04) return void (await agentAvailabilitySet(ports, agent, { available: dice < 0.8 }));
  if (kind < 0.05) {
    const capacity = 1 + Math.floor(dice * 3);
    return void (await agentUpdate(ports, admin(stage), { agentId: agent.agentId, capacity }));
  }
  if (kind < 0.06) return reachabilityEnd(ports, { workspaceId, agentId: agent.agentId });
  if (kind < 0.08) return offersRelease(ports, { workspaceId, agentId: agent.agentId, as: 'EXPIRED' });
  const started = await conversationStart(ports, visitor, { dialogId: null, pageUrl: null });
  if (!started.ok) return;
  // Has seen both dialogs to their end: somebody new comes in.
  if (started.value === null) return void visitors.splice(visitors.indexOf(visitor), 1, await stage.visitor());
  const conversationId: ConversationId = started.value;
  if (kind < 0.14) return void (await conversationEnd(ports, visitor, { conversationId }));
  if (kind < 0.24) return void (await says(stage, visitor, { conversationId, text: 'hello' }));
  const { waitingCard, liveChatId, agentId } = await stage.conversation(conversationId);
  if (waitingCard !== null) {
    const answer = { conversationId, cardKey: waitingCard, responseKey: 'Yes', response: null, value: null };
    await cardAnswer(ports, visitor, { ...answer, clientMessageId: null });
    return;
  }
  const offer = await stage.pending(conversationId);
  if (offer !== null) {
    const its = stage.actorOf(offer.agentId);
    if (dice < 0.6) return void (await offerAccept(ports, its, { offerId: offer.id }));
    if (dice < 0.8) return void (await offerDecline(ports, its, { offerId: offer.id, reason: null }));
    return offerExpire(ports, { workspaceId, offerId: offer.id });
  }
  if (liveChatId === null || agentId === null) return;
  if (dice < 0.4) return idleEnd(ports, { workspaceId, liveChatId });
  if (dice < 0.5) return idleWarn(ports, { workspaceId, liveChatId });
  if (dice < 0.75) return void (await says(stage, stage.actorOf(agentId), { conversationId, text: 'hi' }));
  await conversationEnd(ports, stage.actorOf(agentId), { conversationId });
}

/** What is due is done in the middle of it all, by two processes that know nothing of each other. */
async function timePasses(): Promise<void> {
  const { work } = await createDueQueue(db.database).claim(100);
  await Promise.all(work.map((one) => dueActions[one.kind](stage.ports, one)));
}

/** Places, offers, sequences and positions are what the rows of the conversations say they are. */
async function expectAllInOrder(): Promise<void> {
  const seats = await db.rows(
    `SELECT a.agent_id, a.active_chats, a.reserved, a.seat_ceiling,
       (SELECT count(*)::int FROM live_chat l WHERE l.agent_id = a.agent_id AND l.state = 'CONNECTED') AS chats,
       (SELECT count(*)::int FROM offer o WHERE o.agent_id = a.agent_id AND o.state = 'PENDING') AS offers
     FROM agent a WHERE a.workspace_id = $1`,
    [stage.workspaceId],
  );
  for (const seat of seats) {
    expect(seat).toMatchObject({ active_chats: seat.chats, reserved: seat.offers });
    expect(Number(seat.active_chats) + Number(seat.reserved)).toBeLessThanOrEqual(Number(seat.seat_ceiling));
  }
  const broken = await db.rows(
    `SELECT c.conversation_id, c.status, c.live_chat_state, l.state,
       (SELECT count(*) FROM offer o WHERE o.conversation_id = c.conversation_id AND o.state = 'PENDING') AS pending,
       (SELECT count(*) FROM message m WHERE m.conversation_id = c.conversation_id) AS messages, c.last_sequence
     FROM conversation c LEFT JOIN live_chat l ON l.live_chat_id = c.live_chat_id
     WHERE c.workspace_id = $1 AND NOT (
       c.live_chat_state IS NOT DISTINCT FROM l.state
       AND (SELECT count(*) FROM offer o WHERE o.conversation_id = c.conversation_id AND o.state = 'PENDING')
         = CASE WHEN l.state = 'OFFERED' THEN 1 ELSE 0 END
       AND (l.state IS NULL OR (c.status = 'OPEN') = (l.state IN ('OFFERED', 'CONNECTED')))
       AND (SELECT count(*) FROM message m WHERE m.conversation_id = c.conversation_id) = c.last_sequence)`,
    [stage.workspaceId],
  );
  expect(broken).toEqual([]);
  const orphans = await db.rows(
    `SELECT w.kind, w.subject_id FROM due_work w WHERE w.workspace_id = $1
       AND w.kind IN ('OFFER_EXPIRE', 'IDLE_WARN', 'IDLE_END')
       AND NOT EXISTS (SELECT FROM offer o WHERE o.offer_id = w.subject_id AND o.state = 'PENDING')
       AND NOT EXISTS (SELECT FROM live_chat l WHERE l.live_chat_id = w.subject_id AND l.state = 'CONNECTED')`,
    [stage.workspaceId],
  );
  expect(orphans).toEqual([]);
  const untimed = await db.rows(
    `SELECT o.offer_id FROM offer o WHERE o.workspace_id = $1 AND o.state = 'PENDING'
       AND NOT EXISTS (SELECT FROM due_work w WHERE w.kind = 'OFFER_EXPIRE' AND w.subject_id = o.offer_id)`,
    [stage.workspaceId],
  );
  expect(untimed).toEqual([]);
  const positions = stage.events.map(({ position }) => position);
  expect(positions).toEqual(Array.from({ length: positions.length }, (_, index) => index + (positions[0] ?? 0)));
}

/** A storm in which something never blew proves nothing about it. */
const everything = [
  ...['offer ACCEPTED', 'offer DECLINED', 'offer EXPIRED', 'offer WITHDRAWN'],
  ...['chat ENDED', 'chat MISSED', 'chat ABANDONED'],
  ...['end AGENT_ENDED', 'end VISITOR_ENDED', 'end IDLE_TIMEOUT'],
];

async function neverHappened(): Promise<readonly string[]> {
  const rows = await db.rows<{ seen: string }>(
    `SELECT 'offer ' || state AS seen FROM offer WHERE workspace_id = $1
     UNION SELECT 'chat ' || state FROM live_chat WHERE workspace_id = $1
     UNION SELECT 'end ' || end_reason FROM live_chat WHERE workspace_id = $1`,
    [stage.workspaceId],
  );
  const seen = new Set(rows.map((row) => row.seen));
  return everything.filter((one) => !seen.has(one));
}

test.each([1, 2])('whatever meets whatever, places, offers and order hold (seed %i)', async (seed) => {
  stage = await createStage(db);
  const roll = chance(seed);
  const agents: AgentActor[] = [];
  for (let count = 0; count < 4; count += 1) agents.push(await stage.agent({ capacity: 2 }));
  const teamId = await stage.team('All', agents);
  await stage.work(async (tx) => tx.workspace.updateSettings({ teamAttempts: 3, acceptWindowSeconds: 20 }));
  const dialogs = [await stage.dialog({ routing: { strategy: 'TEAM', agentId: null, teamId } }), await stage.dialog()];
  expect(dialogs).toHaveLength(2);
  const visitors = await Promise.all(Array.from({ length: 12 }, () => stage.visitor()));
  // What meets what is up to the machine: the storm goes on until all that can happen has, within bounds.
  for (let round = 0; round < 12 || (round < 48 && (await neverHappened()).length > 0); round += 1) {
    const acting = Array.from({ length: 30 }, () => act(roll, { agents, visitors }));
    await Promise.all([...acting, timePasses(), timePasses()]);
    await expectAllInOrder();
    // Mostly seconds pass; every fifth round windows close, and every fifth silences end.
    await db.moveClock(round % 5 === 2 ? 21_000 : round % 5 === 4 ? 601_000 : 2_000);
    for (const agent of agents) await agentAvailabilitySet(stage.ports, agent, { available: true });
  }
  expect(await neverHappened()).toEqual([]);
  // The unit of work would try a deadlocked action again; there must be none to begin with.
  const [found] = await db.rows('SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()');
  expect(found?.deadlocks).toBe('0');
});
