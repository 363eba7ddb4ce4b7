import { cardAnswer } from '../../src/actions/card-answer';
import { offerDecline } from '../../src/actions/offer-decline';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import type { ConversationId, LiveChatRouting } from '../../src/routing/terms';
import type { Script } from '../../src/streams/script';
import { at, bookable, books, meetingOf, oneAgent, slotsOf, team } from '../support/bookable';
import { db, stage } from '../support/empty-stage';
import { roundRobin, talkToAPerson, valueOf } from '../support/stage';

let vera: VisitorActor;
beforeEach(async () => {
  vera = await stage.visitor();
});

function withBooking(routing: LiveChatRouting): Script {
  return talkToAPerson(routing).map((card) => (card.kind === 'LIVE_CHAT' ? { ...card, fallbackBooking: true } : card));
}

/** Takes chats, can be booked, or both. */
async function agent(name: string, does: { readonly chats: boolean; readonly meets: boolean }): Promise<AgentActor> {
  const actor = does.meets ? await bookable(stage, name) : await stage.agent({ name });
  const permissions = [...(does.chats ? ['LIVE_CHAT_TAKE'] : []), ...(does.meets ? ['CALENDAR_CONNECT'] : [])];
  await db.rows('UPDATE agent SET permissions = $2 WHERE agent_id = $1', [actor.agentId, permissions]);
  return actor;
}
const both = { chats: true, meets: true };

async function isDeclined(id: ConversationId): Promise<string> {
  const offer = await stage.ringing(id);
  const actor = stage.actorOf(offer.agentId);
  valueOf(await offerDecline(stage.ports, actor, { offerId: offer.id, reason: null }));
  return (await stage.agentRecord(actor)).name;
}
const booksAtTen = async (id: ConversationId): Promise<string> => {
  const booked = valueOf(await books(stage, vera, { conversationId: id, startsAt: await at(stage, '10:00') }));
  const meeting = await meetingOf(stage, booked.meetingId);
  return (await stage.agentRecord(stage.actorOf(meeting.agentId))).name;
};

test('whoever was asked first shows the own calendar, though others of the team are free, too', async () => {
  const [ann, bob] = [await agent('Ann', both), await agent('Bob', both)];
  const teamId = await stage.team('Sales', [bob, ann]);
  await stage.dialog({ cards: withBooking(team(teamId)) });
  const id = await stage.asks(vera);
  expect([await isDeclined(id), await isDeclined(id)]).toEqual(['Bob', 'Ann']);
  expect(await stage.conversation(id)).toMatchObject({ status: 'OPEN', waitingCard: 'agent', liveChatState: 'MISSED' });
  expect(new Set((await slotsOf(stage, vera, id)).flatMap(({ agentIds }) => agentIds))).toEqual(new Set([bob.agentId]));
  expect(await booksAtTen(id)).toBe('Bob');
  expect(await stage.conversation(id)).toMatchObject({ status: 'COMPLETED', waitingCard: null });
});

test('where the one asked first cannot be booked, it is the next who was asked', async () => {
  const [ann, bob] = [await agent('Ann', both), await agent('Bob', { chats: true, meets: false })];
  await stage.dialog({ cards: withBooking(team(await stage.team('Sales', [bob, ann]))) });
  const id = await stage.asks(vera);
  expect([await isDeclined(id), await isDeclined(id)]).toEqual(['Bob', 'Ann']);
  expect(await booksAtTen(id)).toBe('Ann');
});

test('behind a round robin it is the first of the list, whoever was asked', async () => {
  await agent('Ann', both);
  await agent('Bob', both);
  await stage.dialog({ cards: withBooking(roundRobin) });
  const first = await stage.visitor();
  await isDeclined(await stage.asks(first));
  const id = await stage.asks(vera);
  expect(await isDeclined(id)).toBe('Bob');
  expect(await booksAtTen(id)).toBe('Ann');
});

test('a named agent who is away shows the own calendar at once', async () => {
  const ann = await agent('Ann', both);
  await agent('Bob', both);
  await stage.work(async (tx) => tx.agents.update(ann.agentId, { available: false }));
  await stage.dialog({ cards: withBooking(oneAgent(ann)) });
  expect(await booksAtTen(await stage.asks(vera))).toBe('Ann');
});

test('who passes, and who cannot book anybody, has come to the end', async () => {
  const ann = await agent('Ann', both);
  await stage.work(async (tx) => tx.agents.update(ann.agentId, { available: false }));
  await stage.dialog({ cards: withBooking(oneAgent(ann)) });
  const id = await stage.asks(vera);
  const pass = { cardKey: 'agent', responseKey: 'pass', response: null, value: null, clientMessageId: null };
  valueOf(await cardAnswer(stage.ports, vera, { conversationId: id, ...pass }));
  expect(await stage.conversation(id)).toMatchObject({ status: 'COMPLETED' });

  const bob = await stage.agent({ name: 'Bob', available: false });
  await stage.dialog({ cards: withBooking(oneAgent(bob)), priority: 9 });
  expect(await stage.conversation(await stage.asks(await stage.visitor()))).toMatchObject({ status: 'COMPLETED' });
});

test('a card that does not offer it ends as before', async () => {
  const ann = await agent('Ann', both);
  await stage.work(async (tx) => tx.agents.update(ann.agentId, { available: false }));
  await stage.dialog({ cards: talkToAPerson(oneAgent(ann)) });
  expect(await stage.conversation(await stage.asks(vera))).toMatchObject({ status: 'COMPLETED', waitingCard: null });
});
