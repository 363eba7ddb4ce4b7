import { cardAnswer } from '../../src/actions/card-answer';
import { conversationEnd } from '../../src/actions/conversation-end';
import { conversationStart } from '../../src/actions/conversation-start';
import type { VisitorActor } from '../../src/auth/actor';
import type { ConversationId, DialogId } from '../../src/routing/terms';
import type { Script } from '../../src/streams/script';
import { newId } from '../../src/stores/ids';
import { db, stage } from '../support/empty-stage';
import { codeOf, roundRobin, valueOf } from '../support/stage';

let visitor: VisitorActor;
beforeEach(async () => {
  visitor = await stage.visitor();
});

const start = (dialogId: DialogId | null = null, pageUrl: string | null = null) =>
  conversationStart(stage.ports, visitor, { dialogId, pageUrl });
const started = async (dialogId: DialogId | null = null): Promise<ConversationId> =>
  valueOf(await start(dialogId)) as ConversationId;
const answers = (conversationId: ConversationId, responseKey: string) =>
  cardAnswer(stage.ports, visitor, {
    conversationId,
    cardKey: 'ask',
    responseKey,
    response: null,
    value: null,
    clientMessageId: null,
  });

test('the first cards are said and the first question waits', async () => {
  const cards: Script = [
    { kind: 'MESSAGE', key: 'hello', text: 'Hello!', next: 'mail' },
    { kind: 'INFO_CAPTURE', key: 'mail', text: 'Your e-mail?', attribute: 'email', next: null },
  ];
  await stage.dialog({ cards });
  const id = await started();
  expect(await stage.conversation(id)).toMatchObject({ status: 'OPEN', waitingCard: 'mail', engagedAt: null });
  const said = (await stage.messages(id)).map(({ sequence, author, text }) => [sequence, author, text]);
  expect(said).toEqual([
    [1, 'BOT', 'Hello!'],
    [2, 'BOT', 'Your e-mail?'],
  ]);
  const types = stage.events.map(({ event }) => event.type);
  expect(types).toEqual(['CONVERSATION_STARTED', 'MESSAGE_ADDED', 'MESSAGE_ADDED', 'PROMPT_CHANGED']);
});

test('with no dialog that fits there is no conversation', async () => {
  expect(await start()).toEqual({ ok: true, value: null });
});

test('twenty tabs that start at once have one conversation', async () => {
  await stage.dialog();
  const answered = await Promise.all(Array.from({ length: 20 }, () => start()));
  expect(new Set(answered.map((answer) => valueOf(answer))).size).toBe(1);
  expect(stage.events.filter(({ event }) => event.type === 'CONVERSATION_STARTED')).toHaveLength(1);
});

test('the highest priority wins, and of two alike the one published first', async () => {
  await stage.dialog({ priority: 1 });
  const older = await stage.dialog({ priority: 2 });
  await db.moveClock(1_000);
  await stage.dialog({ priority: 2 });
  expect((await stage.conversation(await started())).dialogId).toBe(older);
});

test('an engaged conversation is resumed before another dialog is begun', async () => {
  await stage.agent();
  const first = await stage.dialog();
  const id = await started(first);
  valueOf(await answers(id, 'Yes'));
  await stage.dialog({ priority: 100 });
  expect(await started()).toBe(id);
});

test('a completed dialog does not come back by itself, the next one comes instead', async () => {
  await stage.dialog({ priority: 2 });
  const next = await stage.dialog({ priority: 1 });
  const id = await started();
  valueOf(await answers(id, 'No'));
  expect(await stage.conversation(id)).toMatchObject({ status: 'COMPLETED' });
  const second = await started();
  expect((await stage.conversation(second)).dialogId).toBe(next);
  valueOf(await conversationEnd(stage.ports, visitor, { conversationId: second }));
  expect(await start()).toEqual({ ok: true, value: null });
});

test('one that is asked for by name must be published; one that is open goes on all the same', async () => {
  const dialogId = await stage.dialog();
  const id = await started(dialogId);
  await stage.work(async (tx) => tx.dialogs.unpublish(dialogId));
  expect(await started(dialogId)).toBe(id);
  visitor = await stage.visitor();
  expect(codeOf(await start(dialogId))).toBe('NOT_FOUND');
  expect(codeOf(await start(newId()))).toBe('NOT_FOUND');
});

test('who is engaged stays on the version that was begun', async () => {
  await stage.agent();
  const dialogId = await stage.dialog();
  const id = await started(dialogId);
  await stage.work(async (tx) => {
    await tx.dialogs.lock(dialogId);
    tx.dialogs.publish(dialogId, 2, [{ kind: 'MESSAGE', key: 'new', text: 'New', next: null }]);
  });
  valueOf(await answers(id, 'Yes'));
  expect(await stage.conversation(id)).toMatchObject({ dialogVersion: 1, liveChatState: 'OFFERED' });
});

test('a dialog that opens straight into a live chat rings, and counts as engaged', async () => {
  await stage.agent();
  const cards: Script = [
    { kind: 'LIVE_CHAT', key: 'agent', routing: roundRobin, acceptWindowSeconds: null, next: null },
  ];
  await stage.dialog({ cards });
  const id = await started();
  expect(await stage.conversation(id)).toMatchObject({ liveChatState: 'OFFERED' });
  expect((await stage.conversation(id)).engagedAt).not.toBeNull();
  expect((await stage.work((tx) => tx.usage.find())).engagedConversationsThisMonth).toBe(1);
});

test('the page is remembered, and what is no address of the web is refused', async () => {
  await stage.dialog();
  const id = valueOf(await start(null, 'https://shop.example/pricing')) as ConversationId;
  expect(await stage.conversation(id)).toMatchObject({ pageUrl: 'https://shop.example/pricing' });
  valueOf(await start(null, 'https://shop.example/about'));
  const seen = await stage.work((tx) => tx.visitors.find(visitor.visitorId));
  expect(seen?.lastPageUrl).toBe('https://shop.example/about');
  for (const url of [
    'javascript:alert(1)',
    'file:///etc/passwd',
    'pricing',
    `https://x.example/${'a'.repeat(2_048)}`,
  ]) {
    const refused = await start(null, url);
    expect([url.slice(0, 20), codeOf(refused)]).toEqual([url.slice(0, 20), 'INVALID']);
  }
});

test('only visitors start conversations', async () => {
  await stage.dialog();
  const agent = await stage.agent();
  const refused = await conversationStart(stage.ports, agent, { dialogId: null, pageUrl: null });
  expect(codeOf(refused)).toBe('FORBIDDEN');
});

test('a month that is used up starts nothing new, and says so to those who manage', async () => {
  await stage.agent({ permissions: ['LIVE_CHAT_TAKE', 'AGENTS_MANAGE'] });
  await stage.dialog();
  await stage.work(async (tx) => tx.usage.updateLimits({ engagedConversationMonthlyLimit: 1 }));
  const open = await started();
  valueOf(await answers(open, 'Yes'));
  expect(valueOf(await start())).toBe(open);
  visitor = await stage.visitor();
  expect(codeOf(await start())).toBe('LIMIT_REACHED');
  const mails = await db.rows<{ cause: string }>('SELECT cause FROM mail WHERE workspace_id = $1', [stage.workspaceId]);
  expect(mails).toHaveLength(1);
  expect(mails[0]?.cause).toMatch(/^usage-reached:CONVERSATIONS:1:\d{4}-\d{2}$/);
});
