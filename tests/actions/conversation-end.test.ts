import { conversationEnd } from '../../src/actions/conversation-end';
import { conversationStart } from '../../src/actions/conversation-start';
import type { AgentActor } from '../../src/auth/actor';
import type { ConversationId } from '../../src/routing/terms';
import { db, stage } from '../support/empty-stage';
import { staff } from '../support/staff';
import { codeOf, valueOf } from '../support/stage';

let ann: AgentActor;
beforeEach(async () => {
  ann = await stage.agent({ name: 'Ann' });
  await stage.dialog();
});

const dueOf = (): Promise<readonly { kind: string }[]> =>
  // The figures of the reports are the workspace's, and always due.
  db.rows<{ kind: string }>(`SELECT kind FROM due_work WHERE workspace_id = $1 AND kind NOT IN ('ROLLUP', 'TIDY')`, [
    stage.workspaceId,
  ]);

test('the agent ends the chat: the place is free, both sides are told, nothing stays due', async () => {
  const { id } = await stage.isServed(await stage.visitor());
  valueOf(await conversationEnd(stage.ports, ann, { conversationId: id }));
  expect(await stage.chat(id)).toMatchObject({ state: 'ENDED', endReason: 'AGENT_ENDED' });
  expect(await stage.conversation(id)).toMatchObject({ status: 'COMPLETED', liveChatState: 'ENDED' });
  expect((await stage.messages(id)).at(-1)).toMatchObject({
    author: 'SYSTEM',
    systemCode: 'CHAT_ENDED',
    text: 'The chat has ended',
  });
  expect(await stage.agentRecord(ann)).toMatchObject({ activeChats: 0, pendingOffers: 0 });
  expect(await dueOf()).toEqual([]);
  const types = stage.events.slice(-4).map(({ event }) => event.type);
  expect(types).toEqual(['MESSAGE_ADDED', 'LIVE_CHAT_ENDED', 'CONVERSATION_ENDED', 'AGENT_CHANGED']);
});

test('the visitor ends it; ending it again, from either side, answers the same and changes nothing', async () => {
  const visitor = await stage.visitor();
  const { id } = await stage.isServed(visitor);
  const first = await conversationEnd(stage.ports, visitor, { conversationId: id });
  const count = stage.events.length;
  expect(await conversationEnd(stage.ports, visitor, { conversationId: id })).toEqual(first);
  expect(await conversationEnd(stage.ports, ann, { conversationId: id })).toEqual(first);
  expect(stage.events).toHaveLength(count);
  expect(await stage.chat(id)).toMatchObject({ endReason: 'VISITOR_ENDED' });
});

test('fifty ends at once from both sides are one end, and one place is freed', async () => {
  const visitor = await stage.visitor();
  const { id } = await stage.isServed(visitor);
  const other = await stage.isServed(await stage.visitor());
  await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      conversationEnd(stage.ports, index % 2 === 0 ? visitor : ann, { conversationId: id }),
    ),
  );
  expect(stage.events.filter(({ event }) => event.type === 'LIVE_CHAT_ENDED')).toHaveLength(1);
  expect(await stage.agentRecord(ann)).toMatchObject({ activeChats: 1 });
  expect(await stage.chat(other.id)).toMatchObject({ state: 'CONNECTED' });
});

test('a visitor who does not wait withdraws the offer: it rings no more and holds no place', async () => {
  const visitor = await stage.visitor();
  const id = await stage.asks(visitor);
  const offer = await stage.ringing(id);
  valueOf(await conversationEnd(stage.ports, visitor, { conversationId: id }));
  expect(await stage.offer(offer.id)).toMatchObject({ state: 'WITHDRAWN' });
  expect(await stage.chat(id)).toMatchObject({ state: 'ABANDONED' });
  expect(await stage.conversation(id)).toMatchObject({ status: 'DROPPED', liveChatState: 'ABANDONED' });
  expect(await stage.agentRecord(ann)).toMatchObject({ activeChats: 0, pendingOffers: 0 });
  expect(await dueOf()).toEqual([]);
});

test('a conversation without a live chat is complete when its visitor closes it', async () => {
  const visitor = await stage.visitor();
  const id = valueOf(await conversationStart(stage.ports, visitor, { dialogId: null, pageUrl: null }));
  valueOf(await conversationEnd(stage.ports, visitor, { conversationId: id as ConversationId }));
  expect(await stage.conversation(id as ConversationId)).toMatchObject({ status: 'COMPLETED', waitingCard: null });
  expect(stage.events.slice(-2).map(({ event }) => event.type)).toEqual(['PROMPT_CHANGED', 'CONVERSATION_ENDED']);
});

test('who manages agents may end any; a colleague or another visitor does not even find it', async () => {
  const { id } = await stage.isServed(await stage.visitor());
  const colleague = await stage.agent();
  const boss = await stage.agent({ permissions: ['AGENTS_MANAGE'] });
  expect(codeOf(await conversationEnd(stage.ports, colleague, { conversationId: id }))).toBe('NOT_FOUND');
  const other = await stage.visitor();
  expect(codeOf(await conversationEnd(stage.ports, other, { conversationId: id }))).toBe('NOT_FOUND');
  valueOf(await conversationEnd(stage.ports, boss, { conversationId: id }));
  expect(await stage.chat(id)).toMatchObject({ state: 'ENDED', endReason: 'AGENT_ENDED' });
});

test('neither the agent to whom it only rings nor who only looks on can end it', async () => {
  const id = await stage.asks(await stage.visitor());
  expect(codeOf(await conversationEnd(stage.ports, ann, { conversationId: id }))).toBe('FORBIDDEN');
  const observer = staff(stage, ['ALL_CONVERSATIONS_VIEW']);
  expect(codeOf(await conversationEnd(stage.ports, observer, { conversationId: id }))).toBe('FORBIDDEN');
  expect(await stage.chat(id)).toMatchObject({ state: 'OFFERED' });
});
