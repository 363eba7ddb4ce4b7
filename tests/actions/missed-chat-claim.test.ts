/** Chats that nobody took in time find somebody who looks after them: one, whoever asks, and nobody who was not asked. */
import { missedChatClaim } from '../../src/actions/missed-chat-claim';
import type { AgentActor } from '../../src/auth/actor';
import type { ConversationId } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import { db, stage } from '../support/empty-stage';
import { reconcile } from '../support/reconcile';
import { accepts, codeOf, createStage, declines, valueOf } from '../support/stage';

afterEach(async () => {
  expect(await db.rows(reconcile)).toEqual([]);
});

const claims = (actor: AgentActor, conversationId: ConversationId) =>
  missedChatClaim(stage.ports, actor, { conversationId });

/** It rang at every one of the team, one after the other, and each declined. */
async function missedBy(agents: readonly AgentActor[]): Promise<ConversationId> {
  const teamId = await stage.team('Sales', agents);
  await stage.work(async (tx) => tx.workspace.updateSettings({ teamAttempts: Math.max(1, agents.length) }));
  await stage.dialog({ routing: { strategy: 'TEAM', agentId: null, teamId } });
  const id = await stage.asks(await stage.visitor());
  for (const _ of agents) valueOf(await declines(stage, await stage.ringing(id)));
  expect(await stage.conversation(id)).toMatchObject({ liveChatState: 'MISSED', agentId: null });
  return id;
}

test('an agent at whom it rang looks after a missed chat, takes no place for it, and is answered the same again', async () => {
  const ann = await stage.agent({ capacity: 1 });
  const id = await missedBy([ann]);
  expect(valueOf(await claims(ann, id))).toBe(id);
  expect(valueOf(await claims(ann, id))).toBe(id);
  expect(await stage.conversation(id)).toMatchObject({ agentId: ann.agentId, liveChatState: 'MISSED' });
  expect(await stage.chat(id)).toMatchObject({ state: 'MISSED', agentId: null, connectedAt: null });
  expect(await stage.agentRecord(ann)).toMatchObject({ activeChats: 0, pendingOffers: 0 });
});

test('of 20 agents who claim it at once one gets it, and the others are told that a colleague has', async () => {
  const asked = [await stage.agent(), await stage.agent()];
  const id = await missedBy(asked);
  const others: AgentActor[] = [];
  while (others.length < 18) {
    others.push(await stage.agent({ permissions: ['LIVE_CHAT_TAKE', 'ALL_CONVERSATIONS_VIEW'] }));
  }
  const all = [...asked, ...others];
  const outcomes = await Promise.all(all.map((agent) => claims(agent, id)));
  expect(outcomes.map(codeOf).sort()).toEqual([...Array<string>(19).fill('OFFER_TAKEN'), 'OK'].sort());
  const winner = all[outcomes.findIndex(({ ok }) => ok)];
  expect((await stage.conversation(id)).agentId).toBe(winner?.agentId);
});

test('what is not missed is claimed by nobody', async () => {
  const ann = await stage.agent();
  await stage.dialog();
  const id = await stage.asks(await stage.visitor());
  expect(codeOf(await claims(ann, id))).toBe('CONFLICT');
  valueOf(await accepts(stage, await stage.ringing(id)));
  expect(codeOf(await claims(ann, id))).toBe('CONFLICT');
  expect(await stage.chat(id)).toMatchObject({ state: 'CONNECTED', agentId: ann.agentId });
});

test('whom it never rang at, another workspace and an unknown id are answered alike', async () => {
  const ann = await stage.agent();
  const id = await missedBy([ann]);
  const never = await stage.agent();
  const elsewhere = await createStage(db);
  const stranger = await elsewhere.agent({ permissions: ['LIVE_CHAT_TAKE', 'ALL_CONVERSATIONS_VIEW'] });
  const unknown = newId<'Conversation'>();
  const outcomes = [
    await claims(never, id),
    await missedChatClaim(elsewhere.ports, stranger, { conversationId: id }),
    await claims(ann, unknown),
  ];
  expect(outcomes.map(codeOf)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
  expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
});

test('who takes no live chats claims none, and neither does a visitor', async () => {
  const ann = await stage.agent();
  const id = await missedBy([ann]);
  const boss = await stage.agent({ permissions: ['ALL_CONVERSATIONS_VIEW'] });
  expect(codeOf(await claims(boss, id))).toBe('FORBIDDEN');
  const { visitorId } = await stage.conversation(id);
  const visitor = { kind: 'VISITOR', workspaceId: stage.workspaceId, visitorId } as const;
  expect(codeOf(await missedChatClaim(stage.ports, visitor, { conversationId: id }))).toBe('FORBIDDEN');
});
