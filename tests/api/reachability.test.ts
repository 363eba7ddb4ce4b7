import { openDesk, talkToAPerson } from '../support/desk';

async function aRingingTeam() {
  const desk = await openDesk({ settings: { disconnectGraceSeconds: 20 } });
  const ann = await desk.agent({ name: 'Ann' });
  const bo = await desk.agent({ name: 'Bo' });
  const teamId = await desk.team('Sales', [ann, bo]);
  await desk.publishes(talkToAPerson({ strategy: 'TEAM', teamId }));
  const vera = await desk.visitor();
  await vera.asksForAnAgent();
  await ann.rings();
  return { desk, ann, bo, vera };
}

test('an offer to an agent whose line is gone goes on when the grace has passed', async () => {
  const { desk, ann, bo, vera } = await aRingingTeam();
  ann.lineDrops();
  await desk.misses(ann);

  await desk.timePasses(20_000);
  await bo.accepts();
  await vera.isTold('CONNECTED');
  expect(vera.standing.liveChat?.agentName).toBe('Bo');

  ann.lineReturns();
  await ann.hears('OfferExpired');
  expect(ann.ringing).toEqual([]);
});

test('an agent who is back within the grace keeps the offer', async () => {
  const { desk, ann, bo, vera } = await aRingingTeam();
  ann.lineDrops();
  await desk.misses(ann);
  await desk.timePasses(10_000);
  ann.lineReturns();
  await desk.hasBack(ann);

  await desk.timePasses(15_000);
  await desk.isDoneWithWhatIsDue();
  expect(bo.ringing).toEqual([]);
  await ann.accepts();
  await vera.isTold('CONNECTED');
});

test('nothing is offered to an agent whose grace has passed, and again once they are back', async () => {
  const desk = await openDesk({ settings: { disconnectGraceSeconds: 20 } });
  const ann = await desk.agent({ name: 'Ann' });
  ann.lineDrops();
  await desk.misses(ann);
  await desk.timePasses(20_000);

  const early = await desk.visitor();
  await early.asksForAnAgent();
  expect(early.standing.liveChat?.state).toBe('MISSED');

  ann.lineReturns();
  await desk.hasBack(ann);
  const late = await desk.visitor();
  await late.asksForAnAgent();
  await ann.accepts();
  await late.isTold('CONNECTED');
});

test('a second tab keeps an agent there when the first one closes', async () => {
  const { desk, ann, bo, vera } = await aRingingTeam();
  const tab = await desk.anotherTabOf(ann);
  await tab.sitsDown();
  ann.parley.close();
  await desk.holdsSockets(3);

  await desk.timePasses(60_000);
  await desk.isDoneWithWhatIsDue();
  expect(bo.ringing).toEqual([]);
  await tab.accepts();
  await vera.isTold('CONNECTED');
});
