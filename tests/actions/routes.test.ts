/** Requests along routes of several steps, on the real database. */
import { agentUpdate } from '../../src/actions/agent-update';
import { cardAnswer } from '../../src/actions/card-answer';
import { conversationEnd } from '../../src/actions/conversation-end';
import { conversationStart } from '../../src/actions/conversation-start';
import { agentAvailabilitySet } from '../../src/actions/agent-availability-set';
import { offerExpire } from '../../src/actions/offer-expire';
import { routingSettingsUpdate } from '../../src/actions/routing-settings-update';
import { routingSimulate } from '../../src/actions/routing-simulate';
import { visitorIdentify } from '../../src/actions/visitor-identify';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import { stepOf } from '../../src/routing/steps';
import {
  permissions,
  type AttributeSource,
  type ConversationId,
  type LiveChatRouting,
  type RouteStep,
} from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { accepts, createStage, declines, roundRobin, type Stage, valueOf } from '../support/stage';
import { along } from '../support/stage-dialogs';

let db: TestDatabase;
let stage: Stage;
let ann: AgentActor;
let bob: AgentActor;
let eve: AgentActor;
beforeAll(async () => {
  db = await openTestDatabase({ poolSize: 4 });
});
afterAll(() => db.close());
beforeEach(async () => {
  stage = await createStage(db);
  ann = await stage.agent({ name: 'Ann' });
  bob = await stage.agent({ name: 'Bob' });
  eve = await stage.agent({ name: 'Eve' });
});

const to = ({ agentId }: AgentActor, given: Partial<RouteStep> = {}): RouteStep =>
  stepOf('AGENT', { agentId, ...given });
const admin = () => stage.agent({ name: 'Ada', permissions, available: false, reachable: false });
const name = (id: ConversationId): Promise<string> =>
  stage
    .ringing(id)
    .then(({ agentId }) => stage.agentRecord(stage.actorOf(agentId)))
    .then((agent) => agent.name);

/** The newest is met. */
let published = 0;

async function asks(routing: LiveChatRouting, visitor?: VisitorActor): Promise<ConversationId> {
  await stage.dialog({ routing, priority: (published += 1) });
  return stage.asks(visitor ?? (await stage.visitor()));
}

async function decisionsOf(id: ConversationId) {
  const chat = await stage.chat(id);
  return db.rows<{
    outcome: string;
    steps: { finding: string }[];
    step_index: number | null;
    next_agent_id: string | null;
  }>(
    'SELECT outcome, steps, step_index, next_agent_id FROM routing_decision WHERE live_chat_id = $1 ORDER BY decided_at, routing_decision_id',
    [chat.id],
  );
}

test('a declined step goes on to the next, each with its own window and attempts, and ends in the fallback', async () => {
  const sales = await stage.team('Sales', [bob, eve]);
  const id = await asks(along(to(ann, { acceptWindowSeconds: 20 }), stepOf('TEAM', { teamId: sales, attempts: 2 })));
  const first = await stage.ringing(id);
  expect(first.agentId).toBe(ann.agentId);
  expect(first.expiresAt.getTime() - first.offeredAt.getTime()).toBe(20_000);
  await declines(stage, first);
  expect(await name(id)).toBe('Bob');
  const second = await stage.ringing(id);
  expect(second.expiresAt.getTime() - second.offeredAt.getTime()).toBe(100_000);
  await declines(stage, second);
  expect(await name(id)).toBe('Eve');
  await declines(stage, await stage.ringing(id));
  expect(await stage.chat(id)).toMatchObject({ state: 'MISSED', attempts: 3, step: 1, stepAttempts: 2 });
  const decisions = await decisionsOf(id);
  expect(decisions.map(({ outcome, step_index }) => [outcome, step_index])).toEqual([
    ['OFFERED', 0],
    ['OFFERED', 1],
    ['OFFERED', 1],
    ['FALLBACK', null],
  ]);
  expect(decisions[0]?.next_agent_id).toBe(bob.agentId);
});

test('a card that allows fewer offers than its route ends earlier', async () => {
  await stage.dialog({
    priority: 1,
    cards: [
      {
        kind: 'QUESTION',
        key: 'ask',
        text: '?',
        attribute: null,
        responses: [{ key: 'Yes', label: 'Yes', storedValue: null, next: 'chat' }],
      },
      {
        kind: 'LIVE_CHAT',
        key: 'chat',
        routing: along(to(ann), to(bob), to(eve)),
        acceptWindowSeconds: null,
        attempts: 2,
        next: null,
      },
    ],
  });
  const id = await stage.asks(await stage.visitor());
  await declines(stage, await stage.ringing(id));
  expect(await name(id)).toBe('Bob');
  await declines(stage, await stage.ringing(id));
  expect(await stage.chat(id)).toMatchObject({ state: 'MISSED', attempts: 2 });
});

test('whoever missed it may be asked again behind the cool-down', async () => {
  const id = await asks(along(to(ann, { attempts: 2, coolDownSeconds: 60, acceptWindowSeconds: 100 })));
  const first = await stage.ringing(id);
  await db.moveClock(100_001);
  await offerExpire(stage.ports, { workspaceId: stage.workspaceId, offerId: first.id });
  const second = await stage.ringing(id);
  expect(second).toMatchObject({ agentId: ann.agentId, attempt: 2 });
  await accepts(stage, second);
  expect((await stage.chat(id)).state).toBe('CONNECTED');
});

test('the least busy is asked, then whoever has been without a chat for longest', async () => {
  const first = await asks(along(stepOf('LEAST_BUSY')));
  await accepts(stage, await stage.ringing(first));
  const busy = await stage.ringing(await stage.asks(await stage.visitor()));
  expect(busy.agentId).toBe(bob.agentId);
  await declines(stage, busy);
  // Ann has a chat, Bob has just said no; the turn is Eve's either way, and then Bob's.
  const idle = await asks(along(stepOf('LONGEST_IDLE')));
  expect(await name(idle)).toBe('Eve');
  await accepts(stage, await stage.ringing(idle));
  expect(await name(await stage.asks(await stage.visitor()))).toBe('Ann');
});

test('a skill is asked for as the agents have it now', async () => {
  const ada = await admin();
  const skills = [{ name: 'Swedish', level: 3 }];
  valueOf(await agentUpdate(stage.ports, ada, { agentId: eve.agentId, skills }));
  const wanted = along(stepOf('SKILLS', { skills: [{ name: 'swedish', level: 3, relaxAfterSeconds: null }] }));
  expect(await name(await asks(wanted))).toBe('Eve');
  valueOf(await agentUpdate(stage.ports, ada, { agentId: eve.agentId, skills: [{ name: 'swedish', level: 2 }] }));
  expect((await stage.chat(await stage.asks(await stage.visitor()))).state).toBe('MISSED');
  const twice = await agentUpdate(stage.ports, ada, {
    agentId: eve.agentId,
    skills: [...skills, { name: 'SWEDISH ', level: 9 }],
  });
  expect(twice).toMatchObject({
    ok: false,
    refusals: [
      { code: 'INVALID', field: ['skills', '1', 'level'] },
      { code: 'INVALID', field: ['skills', '1', 'name'] },
    ],
  });
  expect(await agentUpdate(stage.ports, eve, { agentId: eve.agentId, skills })).toMatchObject({ ok: false });
});

test('a visitor comes back to the agent of the last time, another browser of the same person too', async () => {
  const attributes = [{ name: 'email', value: 'vera@acme.example', source: 'VISITOR' }] as const;
  const vera = await stage.visitor();
  await stage.work((tx) =>
    visitorIdentify(stage.ports, tx, { visitorId: vera.visitorId, conversation: null, attributes }),
  );
  const id = await asks(along(to(eve)), vera);
  await accepts(stage, await stage.ringing(id));
  valueOf(await conversationEnd(stage.ports, eve, { conversationId: id }));
  const route = along(stepOf('LAST_AGENT'), to(ann));
  expect(await name(await asks(route))).toBe('Ann');
  const phone = await stage.visitor();
  await stage.work((tx) =>
    visitorIdentify(stage.ports, tx, { visitorId: phone.visitorId, conversation: null, attributes }),
  );
  expect(await name(await asks(route, phone))).toBe('Eve');
});

describe('the owner of an account', () => {
  async function owns(agent: AgentActor, domain: string): Promise<void> {
    await db.rows('INSERT INTO account_route (workspace_id, domain, agent_id) VALUES ($1, $2, $3)', [
      stage.workspaceId,
      domain,
      agent.agentId,
    ]);
  }
  async function from(email: string, source: AttributeSource = 'VISITOR'): Promise<VisitorActor> {
    const visitor = await stage.visitor(source === 'PAGE' ? { email } : {});
    if (source !== 'PAGE') {
      const { visitorId } = visitor;
      const attributes = [{ name: 'email', value: email, source }] as const;
      await stage.work((tx) => visitorIdentify(stage.ports, tx, { visitorId, conversation: null, attributes }));
    }
    return visitor;
  }

  test('comes before every routing, by the nearest domain, and never by the word of the page', async () => {
    await owns(bob, 'acme.example');
    await owns(eve, 'se.acme.example');
    await stage.dialog({ routing: { strategy: 'AGENT', agentId: ann.agentId, teamId: null } });
    const ringsAt = async (visitor: Promise<VisitorActor>) => name(await stage.asks(await visitor));
    expect(await ringsAt(from('v@ACME.example'))).toBe('Bob');
    expect(await ringsAt(from('v@office.se.acme.example'))).toBe('Eve');
    expect(await ringsAt(from('v@acme.example', 'PAGE'))).toBe('Ann');
    expect(await ringsAt(from('v@notacme.example'))).toBe('Ann');
  });

  test('who is away leaves it to the routing of the card, or to nobody where the workspace says so', async () => {
    await owns(bob, 'acme.example');
    valueOf(await agentAvailabilitySet(stage.ports, bob, { available: false }));
    await stage.dialog({ routing: roundRobin });
    expect(await name(await stage.asks(await from('v@acme.example')))).toBe('Ann');
    valueOf(await routingSettingsUpdate(stage.ports, await admin(), { accountUnavailable: 'FALLBACK' }));
    const alone = await stage.asks(await from('w@acme.example'));
    expect((await stage.chat(alone)).state).toBe('MISSED');
    const [last] = await db.rows<{ fallback_reason: string }>(
      'SELECT fallback_reason FROM routing_decision WHERE conversation_id = $1',
      [alone],
    );
    expect(last?.fallback_reason).toBe('OWNER_UNAVAILABLE');
  });

  test('is known by an address that the visitor gives on the way to the chat', async () => {
    await owns(eve, 'acme.example');
    await stage.dialog({
      cards: [
        { kind: 'INFO_CAPTURE', key: 'mail', text: 'E-mail?', attribute: 'email', next: 'chat' },
        { kind: 'LIVE_CHAT', key: 'chat', routing: roundRobin, acceptWindowSeconds: null, next: null },
      ],
    });
    const visitor = await stage.visitor();
    const id =
      valueOf(await conversationStart(stage.ports, visitor, { dialogId: null, pageUrl: null })) ??
      newId<'Conversation'>();
    const given = {
      cardKey: 'mail',
      responseKey: null,
      response: null,
      value: 'v@acme.example',
      clientMessageId: null,
    };
    valueOf(await cardAnswer(stage.ports, visitor, { conversationId: id, ...given }));
    expect(await name(id)).toBe('Eve');
  });
});

test('whoever has come back is given one chat at first, while the ramp is on', async () => {
  valueOf(await routingSettingsUpdate(stage.ports, await admin(), { rampSeconds: 600 }));
  // All three were made available a moment ago: one place each.
  await stage.dialog({ routing: { strategy: 'AGENT', agentId: ann.agentId, teamId: null } });
  expect(await name(await stage.asks(await stage.visitor()))).toBe('Ann');
  const second = await stage.asks(await stage.visitor());
  expect((await stage.chat(second)).state).toBe('MISSED');
  const [decision] = await db.rows<{ verdict_counts: unknown }>(
    'SELECT verdict_counts FROM routing_decision WHERE conversation_id = $1',
    [second],
  );
  expect(decision?.verdict_counts).toEqual([{ reason: 'RAMPING_UP', count: 1 }]);
  await db.moveClock(61_000);
  expect(await name(await stage.asks(await stage.visitor()))).toBe('Ann');
});

test('a simulation follows a route, asks no server, and writes nothing', async () => {
  const routing = along(stepOf('EXTERNAL', { routerId: newId() }), to(bob));
  const decision = valueOf(await routingSimulate(stage.ports, await admin(), { routing, attributes: [] }));
  expect(decision).toMatchObject({ outcome: 'OFFERED', agentId: bob.agentId, stepIndex: 1 });
  expect(decision.steps?.map(({ finding }) => finding)).toEqual(['NOT_ASKED', 'CHOSE']);
});
