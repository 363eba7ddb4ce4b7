import { ConversationsDocument } from '../../clients/sdk/generated/graphql';
import { type Desk, openDesk, talkToAPerson } from '../support/desk';

const fallback = /nobody|no one|unavailable|busy|sorry/i;

async function salesTeam(desk: Desk) {
  const ann = await desk.agent({ name: 'Ann' });
  const bo = await desk.agent({ name: 'Bo' });
  const teamId = await desk.team('Sales', [ann, bo]);
  await desk.publishes(talkToAPerson({ strategy: 'TEAM', teamId }));
  return { ann, bo };
}

test('a declined offer goes to the next of the team, and never back', async () => {
  const desk = await openDesk();
  const { ann, bo } = await salesTeam(desk);
  const vera = await desk.visitor();
  await vera.asksForAnAgent();

  await ann.declines();
  await bo.rings();
  expect(ann.ringing).toEqual([]);
  await bo.declines();

  await vera.isTold('MISSED');
  await vera.isThrough();
  expect(ann.ringing).toEqual([]);
  expect(ann.heard.all.filter(({ __typename }) => __typename === 'OfferCreated')).toHaveLength(1);
});

test('an offer that nobody answers goes on when its window has passed', async () => {
  const desk = await openDesk();
  const { ann, bo } = await salesTeam(desk);
  const vera = await desk.visitor();
  await vera.asksForAnAgent();
  await ann.rings();

  await desk.timePasses(100_000);
  await bo.accepts();
  await ann.stopsRinging();
  await ann.hears('OfferExpired');
  await vera.isTold('CONNECTED');
  expect(vera.standing.liveChat?.agentName).toBe('Bo');
});

test('a chat that nobody takes ends with the fallback message and stands among the missed ones at once', async () => {
  const desk = await openDesk({ settings: { fallbackMessage: 'Nobody is free just now. Leave us a line.' } });
  const ann = await desk.agent({ name: 'Ann' });
  const vera = await desk.visitor();
  await vera.asksForAnAgent();
  await ann.declines();

  await vera.isTold('MISSED');
  await vera.isThrough();
  expect(vera.standing).toMatchObject({ status: 'COMPLETED', liveChat: { state: 'MISSED' } });
  expect(vera.transcript.at(-1)).toBe('BOT: Nobody is free just now. Leave us a line.');

  const { conversations } = await desk.admin.asks(ConversationsDocument, { filter: { missed: true } });
  expect(conversations?.nodes.map(({ id, liveChat }) => [id, liveChat?.state])).toEqual([
    [vera.conversationId, 'MISSED'],
  ]);
});

test('where nobody could come, nobody is made to wait', async () => {
  const desk = await openDesk();
  await desk.agent({ name: 'Ann', available: false });
  const vera = await desk.visitor();
  await vera.asksForAnAgent();

  expect(vera.standing).toMatchObject({ status: 'COMPLETED', liveChat: { state: 'MISSED' } });
  await vera.isThrough();
  expect(vera.transcript.at(-1)).toMatch(fallback);
});

test('a visitor who leaves while it rings takes the offer along', async () => {
  const desk = await openDesk();
  const ann = await desk.agent({ name: 'Ann', capacity: 1 });
  const vera = await desk.visitor();
  await vera.asksForAnAgent();
  await ann.rings();

  await vera.leaves();
  await ann.stopsRinging();
  await ann.hears('OfferWithdrawn');
  expect(ann.ringing).toEqual([]);

  // The place is free again.
  const next = await desk.visitor();
  await next.asksForAnAgent();
  await ann.accepts();
});
