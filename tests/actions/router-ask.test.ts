import { createHmac, timingSafeEqual } from 'node:crypto';
import { externalRouterUpdate } from '../../src/actions';
import { queueMatch } from '../../src/actions/queue-match';
import { stepOf } from '../../src/routing/steps';
import type { TeamId } from '../../src/routing/terms';
import { globalId } from '../../src/schema/global-ids';
import { newId } from '../../src/stores/ids';
import { db, external, on, routerId, stage } from '../support/asked-router';
import { CustomerRouter } from '../support/customer-router';
import { globalIdOf, ringStep, routerSecret, RouterStage } from '../support/router-stage';
import { createStage, declines, valueOf } from '../support/stage';

test('whom the server names is offered the chat, and what was asked stands in the log', async () => {
  const [ann, bo] = [await stage.agent({ name: 'Ann' }), await stage.agent({ name: 'Bo' })];
  on.customer.saysAgents(globalIdOf(bo), globalIdOf(ann));
  await on.routes(external(), ringStep);
  const id = await stage.asks(await stage.visitor({ country: 'SE' }));
  await on.isDecided(id);
  expect(await stage.ringing(id)).toMatchObject({ agentId: bo.agentId, attempt: 1 });
  expect(await on.findingsOf(id)).toEqual(['ASKED: ASKED', 'OFFERED: CHOSE']);
  expect(await db.rows('SELECT kind FROM due_work WHERE kind = $1', ['ROUTER_LATE'])).toEqual([]);
});

test('the question says what routing may trust, and is signed', async () => {
  const ann = await stage.agent({ name: 'Ann' });
  const bo = await stage.agent({ name: 'Bo', available: false });
  await on.routes(external());
  const visitor = await stage.visitor({ company: 'What the page claims' });
  await stage.work((tx) =>
    Promise.resolve(
      tx.visitors.setAttributes(visitor.visitorId, [{ name: 'email', value: 'vera@example.com', source: 'VISITOR' }]),
    ),
  );
  const id = await stage.asks(visitor);
  await on.isDecided(id);
  const [asked] = on.customer.asked;
  if (asked === undefined) throw new Error('It was not asked.');
  const chat = await stage.chat(id);
  expect(asked.question).toMatchObject({
    version: 1,
    conversationId: globalId('Conversation', id),
    liveChatId: globalId('LiveChat', chat.id),
    attempt: 1,
    page: null,
    visitor: { attributes: { email: 'vera@example.com' } },
    moreCandidates: false,
    tried: [],
  });
  expect(asked.question.candidates).toEqual([
    { id: globalIdOf(ann), eligible: true, reason: null },
    { id: globalIdOf(on.admin), eligible: false, reason: 'NO_LIVE_CHAT_PERMISSION' },
    { id: globalIdOf(bo), eligible: false, reason: 'UNAVAILABLE' },
  ]);
  const { 'parley-timestamp': timestamp, 'parley-signature': signature } = asked.headers;
  const mac = createHmac('sha256', routerSecret)
    .update(`${String(timestamp)}.${asked.body}`)
    .digest('hex');
  expect(timingSafeEqual(Buffer.from(String(signature)), Buffer.from(`v1=${mac}`))).toBe(true);
  expect(asked.headers['parley-request-id']).toBe(asked.question.requestId);
});

test('a team that is named is asked in its own turns', async () => {
  const [ann, bo] = [await stage.agent(), await stage.agent()];
  const teamId: TeamId = await stage.team('Sales', [ann, bo]);
  on.customer.says({ teamId: globalId('Team', teamId) });
  await on.routes(external());
  const offered = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const id = await stage.asks(await stage.visitor());
    await on.isDecided(id);
    offered.push((await stage.ringing(id)).agentId);
  }
  expect(offered).toEqual([ann.agentId, bo.agentId, ann.agentId]);
});

test('a refusal goes on with the same answer, and the server is not asked again', async () => {
  const [ann, bo, cy] = [await stage.agent(), await stage.agent(), await stage.agent()];
  on.customer.saysAgents(globalIdOf(cy), globalIdOf(ann));
  await on.routes(external({ attempts: 2 }), stepOf('AGENT', { agentId: bo.agentId }));
  const id = await stage.asks(await stage.visitor());
  await on.isDecided(id);
  const asked = [];
  for (let offer = await stage.pending(id); offer !== null; offer = await stage.pending(id)) {
    asked.push(offer.agentId);
    valueOf(await declines(stage, offer));
  }
  expect(asked).toEqual([cy.agentId, ann.agentId, bo.agentId]);
  expect(on.customer.asked).toHaveLength(1);
});

test('who waits is served by the answer that was given at the request', async () => {
  const ann = await stage.agent({ capacity: 1 });
  on.customer.saysAgents(globalIdOf(ann));
  await on.routes(external());
  const first = await stage.asks(await stage.visitor());
  await on.isDecided(first);
  const queue = { maxLength: 5, maxWaitSeconds: 600 };
  await on.routesWith({ queue }, external());
  const id = await stage.asks(await stage.visitor());
  await on.isDecided(id);
  expect((await stage.chat(id)).state).toBe('WAITING');

  valueOf(await declines(stage, await stage.ringing(first)));
  await queueMatch(stage.ports, { workspaceId: stage.workspaceId });
  expect((await stage.ringing(id)).agentId).toBe(ann.agentId);
  expect(on.customer.asked).toHaveLength(2);
});

test('a refusal may lead to the server, too', async () => {
  const [ann, bo] = [await stage.agent(), await stage.agent()];
  on.customer.saysAgents(globalIdOf(bo));
  await on.routes(stepOf('AGENT', { agentId: ann.agentId }), external());
  const id = await stage.asks(await stage.visitor());
  const first = await stage.ringing(id);
  expect(first.agentId).toBe(ann.agentId);
  valueOf(await declines(stage, first));
  while ((await stage.pending(id)) === null) await stage.happensNext();
  expect((await stage.ringing(id)).agentId).toBe(bo.agentId);
  expect(on.customer.asked[0]?.question).toMatchObject({ attempt: 2, tried: [globalIdOf(ann)] });
});

describe('whom the server may not choose', () => {
  test.each([
    ['full', 'AT_CAPACITY', { capacity: 1 }],
    ['away', 'UNAVAILABLE', { available: false }],
    ['not there', 'UNREACHABLE', { reachable: false }],
    ['without the permission', 'NO_LIVE_CHAT_PERMISSION', { permissions: [] }],
  ] as const)('an agent who is %s is passed, and the decision says why', async (_what, reason, options) => {
    const busy = await stage.agent({ name: 'Busy', ...options });
    on.customer.saysAgents(globalIdOf(busy));
    await on.routes(external());
    if (reason === 'AT_CAPACITY') {
      const first = await stage.asks(await stage.visitor());
      await on.isDecided(first);
      expect((await stage.ringing(first)).agentId).toBe(busy.agentId);
    }
    const id = await stage.asks(await stage.visitor());
    await on.isDecided(id);
    expect(await stage.pending(id)).toBeNull();
    expect(await on.findingsOf(id)).toEqual(['ASKED: ASKED', 'FALLBACK: NOBODY_ELIGIBLE']);
    const [, told] = await on.decisionsOf(id);
    expect(told?.candidates).toEqual([{ agentId: busy.agentId, eligible: false, reason }]);
  });

  test('of those whom it names, whoever is not of this workspace is nobody', async () => {
    const ann = await stage.agent();
    const elsewhere = await (await createStage(db)).agent();
    on.customer.saysAgents('nonsense', globalId('Agent', newId()), globalIdOf(elsewhere), globalIdOf(ann));
    await on.routes(external());
    const id = await stage.asks(await stage.visitor());
    await on.isDecided(id);
    expect((await stage.ringing(id)).agentId).toBe(ann.agentId);
  });
});

test('a server that cannot be reached is passed at once', async () => {
  const ann = await stage.agent();
  await on.routes(external(), ringStep);
  await on.customer.close();
  const id = await stage.asks(await stage.visitor());
  await on.isDecided(id);
  expect((await stage.ringing(id)).agentId).toBe(ann.agentId);
  on.customer = await CustomerRouter.start();
});

test('one that is switched off, or gone, is passed without being asked', async () => {
  const ann = await stage.agent();
  await on.routes(external(), ringStep);
  valueOf(await externalRouterUpdate(stage.ports, on.admin, { routerId, enabled: false }));
  const id = await stage.asks(await stage.visitor());
  expect((await stage.ringing(id)).agentId).toBe(ann.agentId);
  expect(await on.findingsOf(id)).toEqual(['OFFERED: NOT_ASKED CHOSE']);
  await stage.work((tx) => Promise.resolve(tx.routers.delete(routerId)));
  const next = await stage.asks(await stage.visitor());
  expect(await on.findingsOf(next)).toEqual(['OFFERED: NOT_ASKED CHOSE']);
  expect(on.customer.asked).toEqual([]);
});

test('five faults in a row leave it alone; once it is changed it is asked again', async () => {
  await stage.agent({ capacity: 100 });
  on.customer.says('garbage');
  await on.routes(external(), ringStep);
  for (let time = 0; time < 6; time += 1) {
    const id = await stage.asks(await stage.visitor());
    await on.isDecided(id);
  }
  expect(on.customer.asked).toHaveLength(5);
  expect(stage.ports.routers.circuitOf(routerId)).toMatchObject({ state: 'OPEN', faultsInARow: 5 });
  valueOf(await externalRouterUpdate(stage.ports, on.admin, { routerId, url: on.customer.url }));
  expect(stage.ports.routers.circuitOf(routerId).state).toBe('CLOSED');
  await on.isDecided(await stage.asks(await stage.visitor()));
  expect(on.customer.asked).toHaveLength(6);
});

test('fifty requests for whom one agent of three places is named ring there three times, whoever is first', async () => {
  const ann = await stage.agent({ capacity: 3 });
  on.customer.saysAgents(globalIdOf(ann));
  await on.routes(external());
  const visitors = await Promise.all(Array.from({ length: 50 }, () => stage.visitor()));
  const ids = await Promise.all(visitors.map((visitor) => stage.asks(visitor)));
  await stage.ports.routerCalls.settled();
  const states = await Promise.all(ids.map(async (id) => (await stage.chat(id)).state));
  expect(states.filter((state) => state === 'OFFERED')).toHaveLength(3);
  expect(states.filter((state) => state === 'MISSED')).toHaveLength(47);
  expect(await stage.agentRecord(ann)).toMatchObject({ pendingOffers: 3, activeChats: 0 });
});

test('a request is counted when it is offered, not when it is asked', async () => {
  const small = await RouterStage.open(db, { plan: 'SELECT' });
  try {
    const ann = await small.stage.agent();
    await small.routes(external({ routerId: await small.router() }));
    const asks = async () => small.isDecided(await small.stage.asks(await small.stage.visitor()));
    const counted = async () => (await small.stage.work((tx) => tx.usage.find())).liveChatEngagements;
    await asks();
    expect(await counted()).toBe(0);
    small.customer.saysAgents(globalIdOf(ann));
    await asks();
    expect(await counted()).toBe(1);
  } finally {
    await small.close();
  }
});
