import { messageSend } from '../../src/actions/message-send';
import { offerAccept } from '../../src/actions/offer-accept';
import { offerExpire } from '../../src/actions/offer-expire';
import type { AgentActor } from '../../src/auth/actor';
import { db, stage } from '../support/empty-stage';
import { accepts, codeOf, createStage, declines, valueOf } from '../support/stage';

test('an accepted chat is connected, and both sides are told who joined', async () => {
  const ann = await stage.agent({ name: 'Ann' });
  await stage.dialog();
  const visitor = await stage.visitor();
  const id = await stage.asks(visitor);
  const offer = await stage.ringing(id);

  const answer = valueOf(await accepts(stage, offer));

  expect(answer).toEqual({ offerId: offer.id, conversationId: id });
  expect(await stage.conversation(id)).toMatchObject({
    agentId: ann.agentId,
    liveChatState: 'CONNECTED',
    status: 'OPEN',
    lastSequence: 3,
  });
  const chat = await stage.chat(id);
  expect(chat).toMatchObject({ state: 'CONNECTED', agentId: ann.agentId, agentName: 'Ann', endedAt: null });
  expect((await stage.messages(id)).map(({ sequence, author, text }) => [sequence, author, text])).toEqual([
    [1, 'BOT', 'Talk to a person?'],
    [2, 'VISITOR', 'Yes'],
    [3, 'SYSTEM', 'Ann joined'],
  ]);
  expect(await stage.agentRecord(ann)).toMatchObject({ activeChats: 1, pendingOffers: 0 });
  expect((await stage.conversation(id)).lastActivityAt).toEqual(chat.connectedAt);
});

test('the accept is announced to the agent and to the visitor, each what is theirs', async () => {
  const ann = await stage.agent();
  await stage.dialog();
  const visitor = await stage.visitor();
  const id = await stage.asks(visitor);
  const before = stage.events.length;
  valueOf(await accepts(stage, await stage.ringing(id)));
  const told = stage.events.slice(before).map(({ event }) => [event.type, event.visitorId, event.agentId]);
  expect(told).toEqual([
    ['OFFER_ACCEPTED', null, ann.agentId],
    ['AGENT_CHANGED', null, ann.agentId],
    ['LIVE_CHAT_CONNECTED', visitor.visitorId, ann.agentId],
    ['MESSAGE_ADDED', visitor.visitorId, ann.agentId],
  ]);
});

test('the name and the picture of the accept stay until the chat ends', async () => {
  const ann = await stage.agent({ name: 'Ann' });
  await stage.work(async (tx) => tx.agents.update(ann.agentId, { avatarHash: 'first' }));
  await stage.dialog();
  const { id } = await stage.isServed(await stage.visitor());
  await stage.work(async (tx) => tx.agents.update(ann.agentId, { name: 'Anna', avatarHash: 'second' }));
  expect(await stage.chat(id)).toMatchObject({ agentName: 'Ann', agentAvatarHash: 'first' });
});

test('two hundred tabs accept at once: one transition, two hundred equal answers', async () => {
  const ann = await stage.agent();
  await stage.dialog();
  const id = await stage.asks(await stage.visitor());
  const offer = await stage.ringing(id);

  const answers = await Promise.all(Array.from({ length: 200 }, () => accepts(stage, offer)));

  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(valueOf(answers[0] as (typeof answers)[number])).toEqual({ offerId: offer.id, conversationId: id });
  expect(stage.events.filter(({ event }) => event.type === 'OFFER_ACCEPTED')).toHaveLength(1);
  expect((await stage.messages(id)).filter(({ systemCode }) => systemCode === 'AGENT_JOINED')).toHaveLength(1);
  expect(await stage.agentRecord(ann)).toMatchObject({ activeChats: 1, pendingOffers: 0 });
});

test('behind the window the expiry wins, even where the accept comes to the lock first', async () => {
  const ann = await stage.agent();
  await stage.dialog();
  const id = await stage.asks(await stage.visitor());
  const offer = await stage.ringing(id);
  await db.moveClock(100_000);

  expect(codeOf(await accepts(stage, offer))).toBe('OFFER_EXPIRED');
  // The timer has not come yet, and nobody has to wait for it.
  expect(await stage.offer(offer.id)).toMatchObject({ state: 'EXPIRED' });
  expect(await stage.chat(id)).toMatchObject({ state: 'MISSED' });
  expect(await stage.agentRecord(ann)).toMatchObject({ activeChats: 0, pendingOffers: 0 });
});

test('accept against expiry: exactly one of the two, whoever comes first', async () => {
  await stage.agent({ capacity: 100 });
  await stage.dialog();
  const outcomes = new Set<string>();
  for (let round = 0; round < 12; round += 1) {
    const id = await stage.asks(await stage.visitor());
    const offer = await stage.ringing(id);
    const now = await stage.work((tx) => tx.workspace.find().then(() => tx.now));
    await db.moveClock(offer.expiresAt.getTime() - now.getTime() - 8);
    const expiries = Array.from({ length: 4 }, () =>
      offerExpire(stage.ports, { workspaceId: stage.workspaceId, offerId: offer.id }),
    );
    const accepting = Array.from({ length: 4 }, () => accepts(stage, offer));
    const codes = new Set((await Promise.all(accepting)).map(codeOf));
    await Promise.all(expiries);
    const { state, decidedAt } = await stage.offer(offer.id);
    if (state === 'PENDING') {
      await offerExpire(stage.ports, { workspaceId: stage.workspaceId, offerId: offer.id });
      continue;
    }
    outcomes.add(state);
    expect([...codes]).toEqual([state === 'ACCEPTED' ? 'OK' : 'OFFER_EXPIRED']);
    const decidedIn = (decidedAt ?? offer.expiresAt).getTime() < offer.expiresAt.getTime();
    expect(decidedIn).toBe(state === 'ACCEPTED');
    expect((await stage.chat(id)).state).toBe(state === 'ACCEPTED' ? 'CONNECTED' : 'MISSED');
  }
  expect(outcomes.size).toBeGreaterThan(0);
});

describe('who may accept what', () => {
  let ann: AgentActor;
  let bob: AgentActor;
  beforeEach(async () => {
    ann = await stage.agent({ name: 'Ann' });
    bob = await stage.agent({ name: 'Bob', available: false });
    await stage.dialog();
  });

  test('to anybody else the offer does not exist', async () => {
    const visitor = await stage.visitor();
    const offer = await stage.ringing(await stage.asks(visitor));
    expect(codeOf(await offerAccept(stage.ports, bob, { offerId: offer.id }))).toBe('NOT_FOUND');
    expect(codeOf(await offerAccept(stage.ports, visitor, { offerId: offer.id }))).toBe('NOT_FOUND');
    const stranger = await (await createStage(db)).agent();
    expect(codeOf(await offerAccept(stage.ports, stranger, { offerId: offer.id }))).toBe('NOT_FOUND');
    expect(await stage.offer(offer.id)).toMatchObject({ state: 'PENDING' });
  });

  test('a declined offer cannot be accepted any more', async () => {
    const offer = await stage.ringing(await stage.asks(await stage.visitor()));
    valueOf(await declines(stage, offer));
    expect(codeOf(await accepts(stage, offer))).toBe('OFFER_EXPIRED');
  });

  test('an accepted one is accepted again with the same answer, also after the chat', async () => {
    const offer = await stage.ringing(await stage.asks(await stage.visitor()));
    const first = await accepts(stage, offer);
    expect(await accepts(stage, offer)).toEqual(first);
  });

  test('the agent reads what the visitor wrote while waiting, and writes only now', async () => {
    const visitor = await stage.visitor();
    const id = await stage.asks(visitor);
    const offer = await stage.ringing(id);
    const line = { conversationId: id, text: 'hello?', clientMessageId: null };
    expect(codeOf(await messageSend(stage.ports, ann, line))).toBe('FORBIDDEN');
    valueOf(await messageSend(stage.ports, visitor, line));
    valueOf(await accepts(stage, offer));
    valueOf(await messageSend(stage.ports, ann, { ...line, text: 'here I am' }));
    const texts = (await stage.messages(id)).map(({ text }) => text);
    expect(texts.slice(2)).toEqual(['hello?', 'Ann joined', 'here I am']);
  });
});
