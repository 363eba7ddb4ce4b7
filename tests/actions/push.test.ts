import { pushRegister, pushUnregister } from '../../src/actions';
import { pushKeyFind } from '../../src/actions/push-key';
import { pushSend } from '../../src/actions/push-send';
import { reachabilityEnd } from '../../src/actions/reachability-end';
import { reachabilityRenew } from '../../src/actions/reachability-renew';
import type { AgentActor } from '../../src/auth/actor';
import type { OfferId } from '../../src/routing/terms';
import { globalId } from '../../src/schema/global-ids';
import { newId } from '../../src/stores/ids';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { PushService, type Subscription } from '../support/push-service';
import { codeOf, createStage, type Stage, valueOf } from '../support/stage';

let db: TestDatabase;
let stage: Stage;
let service: PushService;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  stage = await createStage(db);
  service = await PushService.start();
});
afterEach(() => service.close());

const away = { reachable: false } as const;
let browsers = 0;

async function registers(
  agent: AgentActor,
  given: Partial<Subscription> & { label?: string } = {},
): Promise<Subscription> {
  // A browser needs the key to subscribe at all.
  await pushKeyFind(stage.ports, stage.workspaceId);
  browsers += 1;
  const subscription = { ...service.subscribe(`browser-${browsers}`), ...given };
  valueOf(await pushRegister(stage.ports, agent, subscription));
  return subscription;
}

/** What is due in the slow lane of this workspace. */
async function planned(): Promise<readonly OfferId[]> {
  const rows = await db.rows<{ subject_id: OfferId }>(
    `SELECT subject_id FROM due_work WHERE kind = 'PUSH_SEND' AND workspace_id = $1`,
    [stage.workspaceId],
  );
  return rows.map(({ subject_id: id }) => id);
}

async function sendsWhatIsDue(): Promise<void> {
  for (const offerId of await planned()) await pushSend(stage.ports, { workspaceId: stage.workspaceId, offerId });
}

const connects = (agent: AgentActor, connected = true): Promise<unknown> =>
  reachabilityRenew(stage.ports, {
    workspaceId: stage.workspaceId,
    agentId: agent.agentId,
    processId: 'node',
    connected,
  });

test('who registers a browser is reachable without a socket, and is woken for an offer, once', async () => {
  const ann = await stage.agent(away);
  await stage.dialog();
  await stage.work(async (tx) => expect(await tx.reachability.isReachable(ann.agentId)).toBe(false));
  await registers(ann);
  expect((await stage.agentRecord(ann)).reachable).toBe(true);
  expect(stage.events.at(-1)?.event).toMatchObject({ type: 'AGENT_CHANGED', agentId: ann.agentId });

  const id = await stage.asks(await stage.visitor({ firstName: 'Vera', lastName: 'Visitor' }));
  const offer = await stage.ringing(id);
  expect(await planned()).toEqual([offer.id]);
  await Promise.all([sendsWhatIsDue(), sendsWhatIsDue()]);
  await sendsWhatIsDue();
  expect(service.pushed).toHaveLength(1);
  const [pushed] = service.pushed;
  expect(pushed?.message).toEqual({
    type: 'OFFER',
    offer: {
      id: globalId('Offer', offer.id),
      kind: 'REQUEST',
      visitorName: 'Vera Visitor',
      expiresAt: offer.expiresAt.toISOString(),
    },
  });
  expect(pushed?.headers).toMatchObject({ urgency: 'high', ttl: expect.stringMatching(/^(99|100)$/) });
  expect(pushed?.signedBy).toBe(await pushKeyFind(stage.ports, stage.workspaceId));
  expect(pushed?.claims).toMatchObject({
    aud: new URL((await stage.work((tx) => tx.push.findOf(ann.agentId)))[0]?.endpoint ?? '').origin,
    sub: 'mailto:parley@localhost',
  });
  expect(await planned()).toEqual([]);
});

test('an agent with a socket open is not woken, nor is one who has no browser', async () => {
  const ann = await stage.agent(away);
  await stage.dialog();
  await registers(ann);
  await connects(ann);
  await stage.asks(await stage.visitor());
  expect(await planned()).toEqual([]);

  stage = await createStage(db);
  await stage.agent();
  await stage.dialog();
  await stage.asks(await stage.visitor());
  expect(await planned()).toEqual([]);
});

test('the push leaves behind the commit of its offer: whoever commits looks at once, and for nobody who is awake', async () => {
  const ann = await stage.agent(away);
  await stage.dialog();
  await registers(ann);
  const soon = ({ offeredAt }: { readonly offeredAt: Date }): readonly Date[] =>
    stage.wakes.filter((at) => Math.abs(at.getTime() - offeredAt.getTime()) < 50_000);
  const asleep = await stage.ringing(await stage.asks(await stage.visitor()));
  // Not with the next look at the queue: the offer's own end, a minute and more away, is all that it would be woken for else.
  expect(soon(asleep)).not.toEqual([]);
  expect(soon(asleep).every((at) => at >= asleep.offeredAt)).toBe(true);
  await sendsWhatIsDue();

  stage.forgetWakes();
  await connects(ann);
  stage.forgetWakes();
  const awake = await stage.ringing(await stage.asks(await stage.visitor()));
  expect(soon(awake)).toEqual([]);
  expect(stage.wakes).toContainEqual(awake.expiresAt);
});

test('while the grace runs behind the last socket an offer wakes at once', async () => {
  const ann = await stage.agent(away);
  await stage.dialog();
  await registers(ann);
  await connects(ann);
  await connects(ann, false);
  const id = await stage.asks(await stage.visitor());
  expect(await planned()).toEqual([(await stage.ringing(id)).id]);
});

test('what rings at a socket that goes stays with whoever can be woken, and wakes when the grace is over', async () => {
  const [ann] = [await stage.agent(away), await stage.agent({ available: false })];
  await stage.dialog();
  await registers(ann);
  await connects(ann);
  const id = await stage.asks(await stage.visitor());
  const offer = await stage.ringing(id);
  await connects(ann, false);
  await db.moveClock(30_000);
  await reachabilityEnd(stage.ports, { workspaceId: stage.workspaceId, agentId: ann.agentId });
  expect((await stage.offer(offer.id)).state).toBe('PENDING');
  expect(await planned()).toEqual([offer.id]);
  await sendsWhatIsDue();
  expect(service.pushed).toHaveLength(1);
  expect(
    await db.rows(`SELECT 1 FROM due_work WHERE kind = 'REACHABILITY_END' AND subject_id = $1`, [ann.agentId]),
  ).toEqual([]);
});

test('nobody is woken for an offer that is settled, has expired, or whose agent is back', async () => {
  const ann = await stage.agent(away);
  await stage.dialog();
  await registers(ann);
  const expired = await stage.ringing(await stage.asks(await stage.visitor()));
  await db.moveClock(101_000);
  await sendsWhatIsDue();
  expect((await stage.offer(expired.id)).state).toBe('PENDING');
  const back = await stage.ringing(await stage.asks(await stage.visitor()));
  await connects(ann);
  expect(await planned()).toEqual([back.id]);
  await sendsWhatIsDue();
  expect(service.pushed).toEqual([]);
});

test('all browsers of an agent are woken; one that took its registration back is forgotten, the last one with a grace', async () => {
  const [ann, bo] = [await stage.agent(away), await stage.agent(away)];
  const teamId = await stage.team('Both', [ann, bo]);
  await stage.dialog({ routing: { strategy: 'TEAM', agentId: null, teamId } });
  await registers(ann);
  await registers(ann);
  await registers(bo);
  service.status = 410;
  const id = await stage.asks(await stage.visitor());
  const offer = await stage.ringing(id);
  expect(offer.agentId).toBe(ann.agentId);
  await sendsWhatIsDue();
  expect(service.pushed).toHaveLength(2);
  expect(await stage.work((tx) => tx.push.findOf(ann.agentId))).toEqual([]);
  expect((await stage.agentRecord(ann)).reachable).toBe(true);

  await db.moveClock(20_000);
  await reachabilityEnd(stage.ports, { workspaceId: stage.workspaceId, agentId: ann.agentId });
  expect((await stage.agentRecord(ann)).reachable).toBe(false);
  expect((await stage.offer(offer.id)).state).toBe('EXPIRED');
  expect((await stage.ringing(id)).agentId).toBe(bo.agentId);
});

test('a push service that is away, slow or cross changes nothing', async () => {
  const ann = await stage.agent(away);
  await stage.dialog();
  await registers(ann);
  service.status = 503;
  const id = await stage.asks(await stage.visitor());
  await sendsWhatIsDue();
  expect(await stage.work((tx) => tx.push.findOf(ann.agentId))).toMatchObject([{ sentAt: null }]);
  expect((await stage.ringing(id)).state).toBe('PENDING');
  await sendsWhatIsDue();
  expect(service.pushed).toHaveLength(1);
});

describe('registering', () => {
  test('the same browser twice is one; a colleague who uses it next has it', async () => {
    const [ann, bo] = [await stage.agent(away), await stage.agent(away)];
    const subscription = await registers(ann, { label: 'Desk' });
    valueOf(await pushRegister(stage.ports, ann, { ...subscription, label: 'Desk by the window' }));
    expect(await stage.work((tx) => tx.push.findOf(ann.agentId))).toMatchObject([{ label: 'Desk by the window' }]);
    valueOf(await pushRegister(stage.ports, bo, subscription));
    expect(await stage.work((tx) => tx.push.findOf(ann.agentId))).toEqual([]);
    expect((await stage.agentRecord(bo)).reachable).toBe(true);
    await db.moveClock(20_000);
    expect((await stage.agentRecord(ann)).reachable).toBe(false);
  });

  test('ten browsers are enough, even when they come at once', async () => {
    const ann = await stage.agent(away);
    const twelve = Array.from({ length: 12 }, (_, index) => service.subscribe(`many-${index}`));
    const outcomes = await Promise.all(twelve.map((one) => pushRegister(stage.ports, ann, one)));
    expect(outcomes.map(codeOf).filter((code) => code === 'OK')).toHaveLength(10);
    expect(outcomes.map(codeOf).filter((code) => code === 'LIMIT_REACHED')).toHaveLength(2);
    const [first] = await stage.work((tx) => tx.push.findOf(ann.agentId));
    valueOf(await pushUnregister(stage.ports, ann, { endpoint: null, registrationId: first?.id ?? null }));
    await registers(ann);
  });

  test('unregistering ends it behind a grace; of somebody else’s browser it changes nothing', async () => {
    const [ann, bo] = [await stage.agent(away), await stage.agent(away)];
    const { endpoint } = await registers(ann);
    valueOf(await pushUnregister(stage.ports, bo, { endpoint, registrationId: null }));
    expect(await stage.work((tx) => tx.push.findOf(ann.agentId))).toHaveLength(1);
    valueOf(await pushUnregister(stage.ports, ann, { endpoint, registrationId: null }));
    valueOf(await pushUnregister(stage.ports, ann, { endpoint, registrationId: null }));
    await db.moveClock(20_000);
    expect((await stage.agentRecord(ann)).reachable).toBe(false);
    const both = { endpoint, registrationId: newId<'PushRegistration'>() };
    expect(codeOf(await pushUnregister(stage.ports, ann, both))).toBe('INVALID');
    expect(codeOf(await pushUnregister(stage.ports, ann, { endpoint: null, registrationId: null }))).toBe('INVALID');
  });

  test.each([
    ['endpoint', { endpoint: 'http://push.example.com/a' }],
    ['endpoint', { endpoint: 'nonsense' }],
    ['p256dh', { p256dh: 'AAAA' }],
    ['p256dh', { p256dh: 'no base64!' }],
    ['auth', { auth: 'AAAA' }],
    ['label', { label: 'x'.repeat(201) }],
  ])('%s of %j is refused', async (field, given) => {
    const ann = await stage.agent(away);
    const outcome = await pushRegister(stage.ports, ann, { ...service.subscribe('bad'), ...given });
    expect(outcome).toMatchObject({ ok: false, refusals: [{ code: 'INVALID', field: [field] }] });
  });

  test('only agents have browsers, and an address inside is not called', async () => {
    const visitor = await stage.visitor();
    expect(codeOf(await pushRegister(stage.ports, visitor, service.subscribe('v')))).toBe('FORBIDDEN');
    expect(codeOf(await pushUnregister(stage.ports, visitor, { endpoint: 'x', registrationId: null }))).toBe(
      'FORBIDDEN',
    );
    const ann = await stage.agent(away);
    await stage.dialog();
    await registers(ann, { endpoint: 'https://169.254.169.254/latest' });
    await stage.asks(await stage.visitor());
    await sendsWhatIsDue();
    expect(await stage.work((tx) => tx.push.findOf(ann.agentId))).toMatchObject([{ sentAt: null }]);
  });

  test('the key is made once, whoever asks first, and its private half is sealed', async () => {
    const keys = await Promise.all(Array.from({ length: 5 }, () => pushKeyFind(stage.ports, stage.workspaceId)));
    expect(new Set(keys).size).toBe(1);
    expect(Buffer.from(keys[0] ?? '', 'base64url')).toHaveLength(65);
    const [row] = await db.rows<{ private_key: Buffer }>('SELECT private_key FROM push_key WHERE workspace_id = $1', [
      stage.workspaceId,
    ]);
    expect(row?.private_key.length).toBe(1 + 12 + 16 + 43);
  });
});
