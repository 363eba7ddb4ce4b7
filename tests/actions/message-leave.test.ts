/** A message instead of a chat: while one waits, and where nobody took it. */
import { cardAnswer } from '../../src/actions/card-answer';
import { messageLeave, type MessageLeaveInput } from '../../src/actions/message-leave';
import type { VisitorActor } from '../../src/auth/actor';
import type { ConversationId } from '../../src/routing/terms';
import { messageLeftWords, systemLanguageOf, systemLanguages } from '../../src/streams/message-left-words';
import { db, stage } from '../support/empty-stage';
import { faultsOf } from '../support/staff';
import { accepts, codeOf, valueOf } from '../support/stage';
import {
  asksAsSomebody,
  getsPlaces,
  manyAsk,
  matches,
  opensLine,
  statesOf,
  toldPlaces,
  tells,
} from '../support/stage-queue';

function leaves(visitor: VisitorActor, conversationId: ConversationId, given: Partial<MessageLeaveInput> = {}) {
  const message = { text: 'Please call me', email: 'vera@example.com', name: 'Vera Maria Vik', clientMessageId: null };
  return messageLeave(stage.ports, visitor, { conversationId, ...message, ...given });
}

async function mails(subject: string): Promise<readonly { readonly subject: string; readonly text: string }[]> {
  return db.rows('SELECT subject, text FROM mail WHERE workspace_id = $1 AND subject LIKE $2', [
    stage.workspaceId,
    `${subject}%`,
  ]);
}

async function reasons(id: ConversationId): Promise<readonly unknown[]> {
  const rows = await db.rows(
    'SELECT fallback_reason FROM routing_decision WHERE conversation_id = $1 ORDER BY decided_at, routing_decision_id',
    [id],
  );
  return rows.map((row) => row.fallback_reason);
}

describe('while waiting', () => {
  test('it ends the wait, stands in the transcript and goes to those who manage agents', async () => {
    await stage.agent({ permissions: ['AGENTS_MANAGE'] });
    await opensLine(stage);
    const { id, visitor } = await asksAsSomebody(stage);
    valueOf(await leaves(visitor, id));
    expect(await stage.chat(id)).toMatchObject({ state: 'MISSED' });
    expect(await stage.conversation(id)).toMatchObject({ status: 'COMPLETED', liveChatState: 'MISSED' });
    const lines = (await stage.messages(id)).slice(-2).map(({ author, text }) => [author, text]);
    expect(lines).toEqual([
      ['VISITOR', 'Please call me'],
      ['BOT', messageLeftWords.en],
    ]);
    expect(await reasons(id)).toEqual(['NOBODY_ELIGIBLE', 'MESSAGE_LEFT']);
    const [mail, ...others] = await mails('Message from Vera Maria Vik <vera@example.com>');
    expect(mail?.text).toContain('Please call me');
    expect(others).toEqual([]);
    const types = stage.events.slice(-8).map(({ event }) => event.type);
    expect(types.filter((type) => type === 'LIVE_CHAT_MISSED')).toHaveLength(1);
    expect(types.at(-1)).toBe('CONVERSATION_ENDED');
  });

  test('it makes the visitor known by the address, as an answer to a card does', async () => {
    await opensLine(stage);
    const { id, visitor } = await asksAsSomebody(stage);
    valueOf(await leaves(visitor, id));
    const known = await stage.work((tx) => tx.visitors.find(visitor.visitorId));
    expect(known?.personId).not.toBeNull();
    expect(known?.attributes.map(({ name, value, source }) => [name, value, source])).toEqual([
      ['email', 'vera@example.com', 'VISITOR'],
      ['firstName', 'Vera', 'VISITOR'],
      ['lastName', 'Maria Vik', 'VISITOR'],
    ]);
  });

  test('it lets the others move up', async () => {
    await opensLine(stage);
    const { id, visitor } = await asksAsSomebody(stage);
    const [next] = await manyAsk(stage, 1);
    valueOf(await leaves(visitor, id));
    await db.moveClock(2_000);
    await tells(stage);
    expect(toldPlaces(stage).at(-1)).toEqual([next, 1]);
  });

  test('it takes back what has begun to ring meanwhile, and the place goes to the next', async () => {
    const agent = await stage.agent({ capacity: 1, available: false });
    await opensLine(stage);
    const { id, visitor } = await asksAsSomebody(stage);
    const [next] = await manyAsk(stage, 1);
    await stage.work(async (tx) => tx.agents.update(agent.agentId, { available: true }));
    await getsPlaces(stage, agent, 1);
    await matches(stage);
    const offer = await stage.ringing(id);
    valueOf(await leaves(visitor, id));
    expect(await stage.offer(offer.id)).toMatchObject({ state: 'WITHDRAWN' });
    await matches(stage);
    expect(await statesOf(stage, [next as ConversationId])).toEqual(['OFFERED']);
  });

  test('it or the accept: one of the two', async () => {
    const agent = await stage.agent({ capacity: 1, available: false });
    await opensLine(stage);
    const { id, visitor } = await asksAsSomebody(stage);
    await stage.work(async (tx) => tx.agents.update(agent.agentId, { available: true }));
    await matches(stage);
    const offer = await stage.ringing(id);
    const [left, taken] = await Promise.all([leaves(visitor, id), accepts(stage, offer)]);
    expect([codeOf(left), codeOf(taken)]).toEqual(
      taken.ok ? [expect.stringMatching(/CONFLICT/), 'OK'] : ['OK', 'OFFER_WITHDRAWN'],
    );
    expect(await stage.agentRecord(agent)).toMatchObject({ pendingOffers: 0, activeChats: taken.ok ? 1 : 0 });
  });
});

describe('where nobody took the chat', () => {
  const asking = { isQueue: false, leaveMessage: true } as const;

  test('the card asks for it, and the conversation waits there', async () => {
    await opensLine(stage, asking);
    const { id, visitor } = await asksAsSomebody(stage);
    expect(await stage.conversation(id)).toMatchObject({
      status: 'OPEN',
      waitingCard: 'chat',
      liveChatState: 'MISSED',
    });
    valueOf(await leaves(visitor, id));
    expect(await stage.conversation(id)).toMatchObject({ status: 'COMPLETED', waitingCard: null });
    expect(await reasons(id)).toEqual(['NOBODY_ELIGIBLE', 'MESSAGE_LEFT']);
    expect(stage.events.filter(({ event }) => event.type === 'LIVE_CHAT_MISSED')).toHaveLength(1);
  });

  test('the visitor may pass on it', async () => {
    await opensLine(stage, asking);
    const { id: conversationId, visitor } = await asksAsSomebody(stage);
    const pass = { conversationId, cardKey: 'chat', responseKey: 'pass', response: null, value: null };
    valueOf(await cardAnswer(stage.ports, visitor, { ...pass, clientMessageId: null }));
    expect(await stage.conversation(conversationId)).toMatchObject({ status: 'COMPLETED', waitingCard: null });
    expect(codeOf(await leaves(visitor, conversationId))).toBe('CONVERSATION_CLOSED');
  });

  test('also behind a wait that took too long', async () => {
    await opensLine(stage, { leaveMessage: true, maxWaitSeconds: 10 });
    const { id, visitor } = await asksAsSomebody(stage);
    await db.moveClock(11_000);
    await matches(stage);
    expect(await stage.conversation(id)).toMatchObject({ status: 'OPEN', waitingCard: 'chat' });
    valueOf(await leaves(visitor, id));
    expect(await reasons(id)).toEqual(['NOBODY_ELIGIBLE', 'WAIT_EXCEEDED', 'MESSAGE_LEFT']);
  });
});

describe('bad input', () => {
  test('is told all at once, each at its field', async () => {
    await opensLine(stage);
    const { id, visitor } = await asksAsSomebody(stage);
    const bad = { text: ' ', email: 'nobody', name: 'x'.repeat(201), clientMessageId: '' };
    expect(faultsOf(await leaves(visitor, id, bad))).toEqual([
      'INVALID text',
      'INVALID clientMessageId',
      'INVALID email',
      'INVALID name',
    ]);
    expect(await statesOf(stage, [id])).toEqual(['WAITING']);
  });

  test('is a message without an address, unless one is known', async () => {
    await opensLine(stage);
    const { id, visitor } = await asksAsSomebody(stage);
    expect(faultsOf(await leaves(visitor, id, { email: null }))).toEqual(['INVALID email']);
    const known = await stage.visitor({ email: 'known@example.com' });
    const other = await stage.asks(known);
    expect(codeOf(await leaves(known, other, { email: ' ', name: null }))).toBe('OK');
  });

  test('is a message to somebody else’s conversation, to a dialog that goes on, or by nobody', async () => {
    await stage.agent();
    await opensLine(stage);
    const { id, visitor } = await asksAsSomebody(stage);
    expect(codeOf(await leaves(await stage.visitor(), id))).toBe('NOT_FOUND');
    expect(codeOf(await leaves(visitor, id))).toBe('CONFLICT');
    const agent = await stage.agent();
    expect(codeOf(await messageLeave(stage.ports, agent, { ...(await leftBy(id)), conversationId: id }))).toBe(
      'FORBIDDEN',
    );
  });

  async function leftBy(conversationId: ConversationId): Promise<MessageLeaveInput> {
    return { conversationId, text: 'Hi', email: 'a@b.example', name: null, clientMessageId: null };
  }

  test('is not the same message again, after an answer that was lost', async () => {
    await opensLine(stage);
    const { id, visitor } = await asksAsSomebody(stage);
    const again = () => leaves(visitor, id, { clientMessageId: 'once' });
    expect([codeOf(await again()), codeOf(await again())]).toEqual(['OK', 'OK']);
    const lines = (await stage.messages(id)).filter(({ text }) => text === 'Please call me');
    expect(lines).toHaveLength(1);
  });
});

test.each([
  [null, 'en'],
  ['en-GB', 'en'],
  ['zh', 'zh-Hans'],
  ['zh-CN', 'zh-Hans'],
  ['zh-TW', 'zh-Hant'],
  ['zh-Hant-HK', 'zh-Hant'],
  ['sv-FI', 'sv'],
  ['nl', 'nl'],
  ['it-CH', 'it'],
  ['pl', 'en'],
])('whoever speaks %s is thanked in %s', (language, expected) => {
  expect(systemLanguageOf(language)).toBe(expected);
});

test('thanks are there in every language, each in its own words', () => {
  expect(Object.keys(messageLeftWords).sort()).toEqual([...systemLanguages].sort());
  expect(new Set(Object.values(messageLeftWords)).size).toBe(systemLanguages.length);
});
