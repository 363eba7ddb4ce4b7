import type { AgentActor } from '../../src/auth/actor';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { accepts, createStage, declines, type Stage, valueOf } from '../support/stage';

let db: TestDatabase;
let stage: Stage;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  stage = await createStage(db);
});

interface DecisionRow {
  readonly outcome: string;
  readonly fallback_reason: string | null;
}
const decisionsOf = (id: string): Promise<readonly DecisionRow[]> =>
  db.rows<DecisionRow>('SELECT outcome, fallback_reason FROM routing_decision WHERE conversation_id = $1', [id]);
const ringOf = (agents: readonly AgentActor[], ids: readonly string[]): readonly number[] =>
  ids.map((id) => agents.findIndex((agent) => agent.agentId === id) + 1);

test('a request rings at one agent, whose place is reserved, until the window closes', async () => {
  const ann = await stage.agent();
  await stage.dialog({ acceptWindowSeconds: 42 });
  const id = await stage.asks(await stage.visitor());
  const offer = await stage.ringing(id);
  expect(offer).toMatchObject({ agentId: ann.agentId, attempt: 1, state: 'PENDING' });
  expect(offer.expiresAt.getTime() - offer.offeredAt.getTime()).toBe(42_000);
  expect(await stage.agentRecord(ann)).toMatchObject({ activeChats: 0, pendingOffers: 1 });
  expect(await stage.conversation(id)).toMatchObject({ liveChatState: 'OFFERED', waitingCard: null, agentId: null });
  expect(stage.wakes).toContainEqual(offer.expiresAt);
  expect(await decisionsOf(id)).toEqual([{ outcome: 'OFFERED', fallback_reason: null }]);
});

test('the visitor is told nothing of the offer, the agent nothing of the conversation', async () => {
  const ann = await stage.agent();
  await stage.dialog();
  const visitor = await stage.visitor();
  await stage.asks(visitor);
  const toVisitor = stage.events.filter(({ event }) => event.visitorId === visitor.visitorId);
  const toAnn = stage.events.filter(({ event }) => event.agentId === ann.agentId).map(({ event }) => event.type);
  expect(toVisitor.filter(({ event }) => event.type.startsWith('OFFER_'))).toEqual([]);
  expect(toAnn.filter((type) => type !== 'AGENT_CHANGED')).toEqual(['OFFER_CREATED']);
});

test('with nobody eligible the visitor gets the fallback message at once and the chat is missed', async () => {
  await stage.agent({ available: false });
  await stage.agent({ reachable: false });
  await stage.agent({ permissions: [] });
  await stage.dialog();
  const id = await stage.asks(await stage.visitor());
  expect(await stage.pending(id)).toBeNull();
  expect(await stage.conversation(id)).toMatchObject({ status: 'COMPLETED', liveChatState: 'MISSED' });
  expect(await decisionsOf(id)).toEqual([{ outcome: 'FALLBACK', fallback_reason: 'NOBODY_ELIGIBLE' }]);
  expect((await stage.work((tx) => tx.usage.find())).liveChatEngagements).toBe(0);
});

test('agents are asked strictly in turn, and the turn goes on behind the last', async () => {
  const agents = [await stage.agent(), await stage.agent(), await stage.agent()];
  await stage.dialog();
  const asked: string[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const offer = await stage.ringing(await stage.asks(await stage.visitor()));
    asked.push(offer.agentId);
  }
  expect(ringOf(agents, asked)).toEqual([1, 2, 3, 1, 2]);
});

test('a hundred requests at once for ten places: ten ring, in turn, and nobody is told a false "nobody"', async () => {
  const agents: AgentActor[] = [];
  for (let index = 0; index < 5; index += 1) agents.push(await stage.agent({ capacity: 2 }));
  await stage.dialog();
  const visitors = await Promise.all(Array.from({ length: 100 }, () => stage.visitor()));

  const ids = await Promise.all(visitors.map((visitor) => stage.asks(visitor)));

  const states = await Promise.all(ids.map(async (id) => (await stage.chat(id)).state));
  expect(states.filter((state) => state === 'OFFERED')).toHaveLength(10);
  expect(states.filter((state) => state === 'MISSED')).toHaveLength(90);
  for (const agent of agents) expect(await stage.agentRecord(agent)).toMatchObject({ pendingOffers: 2 });
  const created = stage.events.filter(({ event }) => event.type === 'OFFER_CREATED');
  const order = created.map(({ event }) => event.agentId ?? '');
  expect(ringOf(agents, order)).toEqual([1, 2, 3, 4, 5, 1, 2, 3, 4, 5]);
});

test('an offer never outlives the longest wait, and the wait covers all attempts', async () => {
  const agents = [await stage.agent(), await stage.agent(), await stage.agent()];
  const teamId = await stage.team('Sales', agents);
  await stage.work(async (tx) => tx.workspace.updateSettings({ maxWaitSeconds: 150, teamAttempts: 3 }));
  await stage.dialog({ routing: { strategy: 'TEAM', agentId: null, teamId } });
  const id = await stage.asks(await stage.visitor());
  const { requestedAt } = await stage.chat(id);
  const first = await stage.ringing(id);
  expect(first.expiresAt.getTime() - requestedAt.getTime()).toBe(100_000);
  await db.moveClock(90_000);
  valueOf(await declines(stage, first));
  const second = await stage.ringing(id);
  expect(second.expiresAt.getTime() - requestedAt.getTime()).toBe(150_000);
  await db.moveClock(60_000);
  expect((await accepts(stage, second)).ok).toBe(false);
  expect(await stage.chat(id)).toMatchObject({ state: 'MISSED', attempts: 2 });
  expect(await decisionsOf(id)).toContainEqual({ outcome: 'FALLBACK', fallback_reason: 'WAIT_EXCEEDED' });
});

describe('the package', () => {
  const limitTo = (limit: number): Promise<void> =>
    stage.work(async (tx) => tx.usage.updateLimits({ liveChatEngagementLimit: limit }));
  const mails = (): Promise<readonly { cause: string }[]> =>
    db.rows<{ cause: string }>('SELECT cause FROM mail WHERE workspace_id = $1 ORDER BY created_at', [
      stage.workspaceId,
    ]);

  beforeEach(async () => {
    stage = await createStage(db, { plan: 'SELECT' });
    await stage.agent({ capacity: 100, permissions: ['LIVE_CHAT_TAKE', 'AGENTS_MANAGE'] });
    await stage.dialog();
  });

  test('used up, it means the general fallback message, no offer, and a mail to those who manage', async () => {
    await limitTo(1);
    await stage.asks(await stage.visitor());
    const id = await stage.asks(await stage.visitor());
    expect(await stage.pending(id)).toBeNull();
    expect(await decisionsOf(id)).toEqual([{ outcome: 'LIMIT_REACHED', fallback_reason: null }]);
    const { settings } = await stage.work((tx) => tx.workspace.find());
    expect((await stage.messages(id)).at(-1)).toMatchObject({ author: 'BOT', text: settings.fallbackMessage });
    await stage.asks(await stage.visitor());
    expect((await mails()).map(({ cause }) => cause)).toEqual(['usage-reached:LIVE_CHATS:1']);
  });

  test('at nine tenths there is one mail', async () => {
    await limitTo(20);
    for (let chat = 0; chat < 19; chat += 1) await stage.asks(await stage.visitor());
    expect((await mails()).map(({ cause }) => cause)).toEqual(['usage-near:LIVE_CHATS:20']);
  });

  test('twenty requests at once for the last three never pass the limit', async () => {
    await limitTo(3);
    const visitors = await Promise.all(Array.from({ length: 20 }, () => stage.visitor()));
    const ids = await Promise.all(visitors.map((visitor) => stage.asks(visitor)));
    const states = await Promise.all(ids.map(async (id) => (await stage.chat(id)).state));
    expect(states.filter((state) => state === 'OFFERED')).toHaveLength(3);
    expect((await stage.work((tx) => tx.usage.find())).liveChatEngagements).toBe(3);
  });
});
