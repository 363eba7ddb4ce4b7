import { conversationEnd } from '../../src/actions/conversation-end';
import { conversationStart } from '../../src/actions/conversation-start';
import { messageSend } from '../../src/actions/message-send';
import type { AgentActor, IntegrationActor, VisitorActor } from '../../src/auth/actor';
import type { ConversationId } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import { db, stage } from '../support/empty-stage';
import { codeOf, createStage, says, valueOf } from '../support/stage';

let ann: AgentActor;
let visitor: VisitorActor;
let conversationId: ConversationId;
beforeEach(async () => {
  ann = await stage.agent({ name: 'Ann', permissions: ['LIVE_CHAT_TAKE', 'MY_CONVERSATIONS_VIEW'] });
  await stage.dialog();
  visitor = await stage.visitor();
  conversationId = (await stage.isServed(visitor)).id;
});

test('both sides write, every line has the next number, and the author is told', async () => {
  const first = valueOf(await says(stage, visitor, { conversationId, text: 'hello' }));
  const second = valueOf(await says(stage, ann, { conversationId, text: 'hi\nthere' }));
  expect(first).toMatchObject({ sequence: 4, author: 'VISITOR', authorId: visitor.visitorId, authorName: null });
  expect(second).toMatchObject({ sequence: 5, author: 'AGENT', authorName: 'Ann', text: 'hi\nthere' });
  expect(await stage.conversation(conversationId)).toMatchObject({ lastSequence: 5 });
});

test('the event carries the message and goes to the visitor and to the agent', async () => {
  const message = valueOf(await says(stage, visitor, { conversationId, text: 'hello' }));
  expect(stage.events.at(-1)?.event).toEqual({
    type: 'MESSAGE_ADDED',
    sequence: 4,
    message,
    conversationId,
    visitorId: visitor.visitorId,
    agentId: ann.agentId,
    onlyAgent: false,
  });
});

test('fifty sends with one clientMessageId are one message and fifty equal answers', async () => {
  const line = { conversationId, text: 'once', clientMessageId: '7f3a' };
  const answers = await Promise.all(Array.from({ length: 50 }, () => messageSend(stage.ports, visitor, line)));
  expect(new Set(answers.map((answer) => valueOf(answer).id)).size).toBe(1);
  expect(answers.every((answer) => valueOf(answer).sequence === 4)).toBe(true);
  expect((await stage.messages(conversationId)).filter(({ text }) => text === 'once')).toHaveLength(1);
});

test('the same clientMessageId with another text is a conflict; of another author it is another message', async () => {
  valueOf(await says(stage, visitor, { conversationId, text: 'one', clientMessageId: 'k' }));
  expect(codeOf(await says(stage, visitor, { conversationId, text: 'two', clientMessageId: 'k' }))).toBe('CONFLICT');
  expect(codeOf(await says(stage, ann, { conversationId, text: 'two', clientMessageId: 'k' }))).toBe('OK');
});

test('a hundred messages at once from both sides are numbered without a gap', async () => {
  const sent = await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      says(stage, index % 2 === 0 ? visitor : ann, { conversationId, text: `line ${index}` }),
    ),
  );
  const sequences = sent.map((answer) => valueOf(answer).sequence).sort((one, other) => one - other);
  expect(sequences).toEqual(Array.from({ length: 100 }, (_, index) => index + 4));
  const announced = stage.events.flatMap(({ event }) => (event.type === 'MESSAGE_ADDED' ? [event.sequence] : []));
  expect(announced).toEqual(Array.from({ length: 103 }, (_, index) => index + 1));
});

test('after the end nobody writes, but a lost answer is still given again', async () => {
  const line = { conversationId, text: 'last words', clientMessageId: 'last' };
  const sent = await says(stage, visitor, line);
  valueOf(await conversationEnd(stage.ports, ann, { conversationId }));
  expect(await says(stage, visitor, line)).toEqual(sent);
  const refused = await says(stage, visitor, { conversationId, text: 'more' });
  expect(refused).toEqual({
    ok: false,
    refusals: [
      {
        code: 'CONVERSATION_CLOSED',
        message: 'This chat has ended. Start a new one to go on.',
        field: ['conversationId'],
      },
    ],
  });
  expect(codeOf(await says(stage, ann, { conversationId, text: 'more' }))).toBe('CONVERSATION_CLOSED');
});

test('to those who may not see the conversation it does not exist; those who only see it may not write', async () => {
  const line = { conversationId, text: 'hello', clientMessageId: null };
  const colleague = await stage.agent();
  const observer: AgentActor = { ...colleague, permissions: new Set(['ALL_CONVERSATIONS_VIEW']) };
  const { workspaceId } = stage;
  const integration: IntegrationActor = {
    kind: 'INTEGRATION',
    workspaceId,
    apiTokenId: newId(),
    permissions: new Set(['ALL_CONVERSATIONS_VIEW']),
  };
  const elsewhere = await (await createStage(db)).visitor();
  expect(codeOf(await messageSend(stage.ports, await stage.visitor(), line))).toBe('NOT_FOUND');
  expect(codeOf(await messageSend(stage.ports, colleague, line))).toBe('NOT_FOUND');
  expect(codeOf(await messageSend(stage.ports, elsewhere, line))).toBe('NOT_FOUND');
  expect(codeOf(await messageSend(stage.ports, observer, line))).toBe('FORBIDDEN');
  expect(codeOf(await messageSend(stage.ports, integration, line))).toBe('FORBIDDEN');
  expect(codeOf(await messageSend(stage.ports, visitor, { ...line, conversationId: newId() }))).toBe('NOT_FOUND');
  expect(await stage.messages(conversationId)).toHaveLength(3);
});

test('while a card waits for an answer the visitor is asked to answer it', async () => {
  const other = await stage.visitor();
  const id = valueOf(await conversationStart(stage.ports, other, { dialogId: null, pageUrl: null }));
  const refused = await says(stage, other, { conversationId: id as ConversationId, text: 'hello' });
  expect(codeOf(refused)).toBe('CONFLICT');
});

test('text is cleaned and measured, and nothing is stored of what is refused', async () => {
  const send = (text: string) => says(stage, visitor, { conversationId, text });
  expect(valueOf(await send('a\u0000b\r\nc')).text).toBe('ab\nc');
  expect(codeOf(await send(' \n '))).toBe('INVALID');
  expect(codeOf(await send('x'.repeat(4_001)))).toBe('INVALID');
  expect(codeOf(await send('😀'.repeat(4_000)))).toBe('OK');
  expect(await stage.messages(conversationId)).toHaveLength(5);
});

test('only people break a silence', async () => {
  const before = (await stage.conversation(conversationId)).lastActivityAt;
  await db.moveClock(5_000);
  valueOf(await says(stage, visitor, { conversationId, text: 'hello' }));
  const after = (await stage.conversation(conversationId)).lastActivityAt;
  expect(after.getTime() - before.getTime()).toBeGreaterThanOrEqual(5_000);
});
