/** What an answer costs a process that has never heard of the workspace, its scripts or its visitor: three round trips at the most. */
import { routeCreate } from '../../src/actions/route-create';
import { visitorIdentify } from '../../src/actions/visitor-identify';
import type { AgentActor } from '../../src/auth/actor';
import { stepOf } from '../../src/routing/steps';
import type { LiveChatRouting, RouteStep } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import type { Card, LiveChatCard } from '../../src/streams/script';
import { bookable } from '../support/bookable';
import { Counted, question } from '../support/counted';
import { admin } from '../support/staff';
import { roundRobin, type Stage, valueOf } from '../support/stage';
import { along } from '../support/stage-dialogs';
import { meets, type Player, playerOf, publishes, publishesAnew } from '../support/stage-plays';

let counted: Counted;
let stage: Stage;
beforeAll(async () => {
  counted = await Counted.open();
});
afterAll(() => counted.close());
beforeEach(async () => {
  stage = await counted.stage();
});

const chat = (routing: LiveChatRouting = roundRobin, more: Partial<LiveChatCard> = {}): Card => ({
  kind: 'LIVE_CHAT',
  key: 'chat',
  routing,
  acceptWindowSeconds: null,
  next: null,
  ...more,
});
/** The same conversation, at a process that has only just begun. */
const elsewhere = (player: Player): Player => playerOf(counted.coldly(stage), player.visitor, player.id);
const costOf = (player: Player, cardKey: string): Promise<number> => counted.cost(() => player.says(cardKey, 'on'));
const costAtChat = async (routing: LiveChatRouting, more: Partial<LiveChatCard> = {}): Promise<number> => {
  await counted.publish(stage, [question('first', 'chat'), chat(routing, more)]);
  return costOf(elsewhere(await meets(stage, await stage.visitor())), 'first');
};
/** What a step of that kind names. */
async function placeOf(kind: string, agent: AgentActor): Promise<Partial<RouteStep>> {
  switch (kind) {
    case 'AGENT':
      return { agentId: agent.agentId };
    case 'TEAM':
      return { teamId: await stage.team('Sales', [agent]) };
    case 'EXTERNAL':
      return { routerId: await router() };
    case 'ROUTE': {
      const steps = [
        stepOf('LAST_AGENT'),
        stepOf('CUSTOM_RULES'),
        stepOf('TEAM', { teamId: await stage.team('Sales', [agent]) }),
      ];
      return { routeId: valueOf(await routeCreate(stage.ports, admin(stage), { name: 'Named', steps })) };
    }
    default:
      return {};
  }
}
async function router() {
  const id = newId<'ExternalRouter'>();
  const where = { url: 'https://router.example/', secret: new Uint8Array(32), deadlineMs: 1_000, enabled: true };
  await stage.work(async (tx) => tx.routers.insert({ id, name: 'Router', ...where }));
  return id;
}
const offered = async (): Promise<readonly string[]> => {
  const offers = await counted.db.rows<{ agent_id: string }>(
    'SELECT agent_id FROM offer WHERE workspace_id = $1 ORDER BY offer_id',
    [stage.workspaceId],
  );
  return offers.map((offer) => offer.agent_id);
};

test('an answer that leads to the next question costs two: the scripts come with the lock', async () => {
  await counted.publish(stage, [question('first', 'second'), question('second', null)]);
  const player = elsewhere(await meets(stage, await stage.visitor()));
  expect([await costOf(player, 'first'), await costOf(player, 'second')]).toEqual([2, 2]);
});

test('an answer that rings at an agent costs three, however the agent is found', async () => {
  const agent = await stage.agent();
  const teamId = await stage.team('Sales', [agent]);
  await stage.rule({ name: 'Everybody', position: 1, agents: [agent] });
  const { agentId } = agent;
  for (const routing of [
    roundRobin,
    { strategy: 'AGENT', agentId, teamId: null },
    { strategy: 'TEAM', agentId: null, teamId },
    { strategy: 'CUSTOM_RULES', agentId: null, teamId: null },
  ] as const) {
    expect([routing.strategy, await costAtChat(routing)]).toEqual([routing.strategy, 3]);
  }
});

test.each([
  ['AGENT', stepOf('AGENT')],
  ['TEAM', stepOf('TEAM')],
  ['CUSTOM_RULES', stepOf('CUSTOM_RULES')],
  ['ROUND_ROBIN', stepOf('ROUND_ROBIN')],
  ['LEAST_BUSY', stepOf('LEAST_BUSY')],
  ['LONGEST_IDLE', stepOf('LONGEST_IDLE')],
  ['SKILLS', stepOf('SKILLS', { skills: [{ name: 'swedish', level: 1, relaxAfterSeconds: 0 }] })],
  ['LAST_AGENT', stepOf('LAST_AGENT')],
  ['ACCOUNT_OWNER', stepOf('ACCOUNT_OWNER')],
  ['EXTERNAL', stepOf('EXTERNAL')],
  ['ROUTE', stepOf('ROUTE')],
])('a step of kind %s is known with the rest', async (kind, step) => {
  const agent = await stage.agent();
  const placed = { ...step, ...(await placeOf(kind, agent)) };
  expect(await costAtChat(along(placed, stepOf('ROUND_ROBIN')))).toBeLessThanOrEqual(3);
  expect(await offered()).toHaveLength(kind === 'EXTERNAL' ? 0 : 1);
});

test('a branch that asks for agents, a meeting that nobody can be booked for and a queue cost no more', async () => {
  await stage.agent();
  await counted.publish(stage, [
    question('first', 'fork', 'jobTitle'),
    {
      kind: 'BRANCH',
      key: 'fork',
      branches: [
        {
          key: 'there',
          match: 'ALL',
          conditions: [{ kind: 'AGENT_AVAILABLE', routing: roundRobin, available: true }],
          next: 'meet',
        },
      ],
      otherwise: { next: null },
    },
    { kind: 'MEETING', key: 'meet', text: 'When?', routing: roundRobin, next: null, otherwise: 'chat' },
    chat(roundRobin, { queue: { maxLength: 5, maxWaitSeconds: 60 }, fallbackBooking: true, leaveMessage: true }),
  ]);
  expect(await costOf(elsewhere(await meets(stage, await stage.visitor())), 'first')).toBe(3);
  expect(await offered()).toHaveLength(1);
});

test('where nobody is found, the mail and the booking instead cost no more', async () => {
  await bookable(stage, 'Ann');
  expect(await costAtChat(roundRobin, { fallbackBooking: true })).toBe(3);
  expect(await offered()).toHaveLength(0);
});

describe('through flows', () => {
  /** A flow in a flow, with a live chat at the bottom. */
  async function nested() {
    const inner = await publishes(stage, [question('deep', 'chat'), chat()], { kind: 'FLOW' });
    const outer = await publishes(
      stage,
      [question('asked', 'inner'), { kind: 'FLOW', key: 'inner', flowId: inner, next: null }],
      {
        kind: 'FLOW',
      },
    );
    await counted.publish(stage, [
      question('first', 'outer'),
      { kind: 'FLOW', key: 'outer', flowId: outer, next: null },
    ]);
    return { inner, outer };
  }

  test('each answer meets a process that knows nothing, however deep it stands', async () => {
    await stage.agent();
    await nested();
    const player = await meets(stage, await stage.visitor());
    expect(await costOf(elsewhere(player), 'first')).toBe(2);
    expect(await costOf(elsewhere(player), 'outer/asked')).toBe(2);
    expect(await costOf(elsewhere(player), 'outer/inner/deep')).toBe(3);
    expect(await offered()).toHaveLength(1);
  });

  test('a flow that was published anew is entered in its new version, and left in the old one by whoever stands in it', async () => {
    await stage.agent();
    const { inner } = await nested();
    const [early, late] = [await meets(stage, await stage.visitor()), await meets(stage, await stage.visitor())];
    for (const player of [early, late]) await player.says('first', 'on');
    await early.says('outer/asked', 'on');
    // By another process: this one is told by the answers themselves.
    await publishesAnew(counted.coldly(stage), inner, [question('newer', 'chat'), chat()]);
    expect(await costOf(early, 'outer/inner/deep')).toBe(3);
    expect(await costOf(late, 'outer/asked')).toBe(2);
    expect(await costOf(late, 'outer/inner/newer')).toBe(3);
    expect(await offered()).toHaveLength(2);
  });

  test('a flow that is not published any more is gone through where the conversation stands in it', async () => {
    await stage.agent();
    const { inner } = await nested();
    const player = await meets(stage, await stage.visitor());
    await player.says('first', 'on');
    await player.says('outer/asked', 'on');
    await stage.work(async (tx) => tx.dialogs.unpublish(inner));
    expect(await costOf(elsewhere(player), 'outer/inner/deep')).toBe(3);
  });
});

test('a script that is too large to be kept comes with each answer', async () => {
  await stage.agent();
  const filler = Array.from({ length: 40_000 }, (_, index) => question(`q${index}`, null));
  await counted.publish(stage, [question('first', 'second'), question('second', 'chat'), chat(), ...filler]);
  const player = elsewhere(await meets(stage, await stage.visitor()));
  expect([await costOf(player, 'first'), await costOf(player, 'second')]).toEqual([2, 3]);
});

test('the owner of an account is found with the visitor by a process that did not know of accounts', async () => {
  const owner = await stage.agent();
  await stage.agent();
  await counted.publish(stage, [question('first', 'chat'), chat()]);
  const { workspaceId } = stage;
  const ask = async (): Promise<Player> => {
    const visitor = await stage.visitor();
    const attributes = [{ name: 'email', value: 'v@acme.example', source: 'VISITOR' }] as const;
    await stage.work((tx) =>
      visitorIdentify(stage.ports, tx, { visitorId: visitor.visitorId, conversation: null, attributes }),
    );
    return meets(stage, visitor);
  };
  const [one, other] = [await ask(), await ask()];
  await counted.db.rows('INSERT INTO account_route (workspace_id, domain, agent_id) VALUES ($1, $2, $3)', [
    workspaceId,
    'acme.example',
    owner.agentId,
  ]);
  // A warm process that has heard of no account yet, and one that has heard of nothing.
  expect(await costOf(one, 'first')).toBe(3);
  expect(await costOf(elsewhere(other), 'first')).toBe(3);
  expect(await offered()).toEqual([owner.agentId, owner.agentId]);
});
