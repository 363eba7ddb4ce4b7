/** What an answer costs that comes to a live chat, by each kind of step: never more than three round trips. */
import { routeCreate } from '../../src/actions/route-create';
import { visitorIdentify } from '../../src/actions/visitor-identify';
import { stepOf } from '../../src/routing/steps';
import type { LiveChatRouting } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import type { Script } from '../../src/streams/script';
import { Counted, question } from '../support/counted';
import { admin } from '../support/staff';
import { roundRobin, type Stage, valueOf } from '../support/stage';
import { along, alongNamed } from '../support/stage-dialogs';
import { meets } from '../support/stage-plays';

let counted: Counted;
let stage: Stage;
beforeAll(async () => {
  counted = await Counted.open();
});
afterAll(() => counted.close());
beforeEach(async () => {
  stage = await counted.stage();
});

const cardsWith = (routing: LiveChatRouting): Script => [
  question('first', 'chat'),
  { kind: 'LIVE_CHAT', key: 'chat', routing, acceptWindowSeconds: null, next: null },
];
const costOf = (routing: LiveChatRouting) => counted.costsOf(stage, cardsWith(routing), [['first', 'on']]);
const offered = (): number => stage.events.filter(({ event }) => event.type === 'OFFER_CREATED').length;

test.each([
  ['LEAST_BUSY', stepOf('LEAST_BUSY')],
  ['LONGEST_IDLE', stepOf('LONGEST_IDLE')],
  ['SKILLS', stepOf('SKILLS', { skills: [{ name: 'swedish', level: 1, relaxAfterSeconds: 0 }] })],
  ['LAST_AGENT', stepOf('LAST_AGENT')],
  ['ACCOUNT_OWNER', stepOf('ACCOUNT_OWNER')],
  ['CUSTOM_RULES', stepOf('CUSTOM_RULES')],
])('a step of kind %s is asked in the same breath as the rest', async (_kind, step) => {
  await stage.agent();
  expect(await costOf(along(step, stepOf('ROUND_ROBIN')))).toEqual([3]);
  expect(offered()).toBe(2);
});

test('named routes are read with all that they lead to: their teams, their rules, and who served the visitor last', async () => {
  const agent = await stage.agent();
  const teamId = await stage.team('Sales', [agent]);
  await stage.rule({ name: 'Nobody', position: 1, agents: [] });
  const steps = [stepOf('LAST_AGENT'), stepOf('CUSTOM_RULES'), stepOf('TEAM', { teamId })];
  const inner = valueOf(await routeCreate(stage.ports, admin(stage), { name: 'Inner', steps }));
  const outer = [stepOf('ROUTE', { routeId: inner })];
  const routeId = valueOf(await routeCreate(stage.ports, admin(stage), { name: 'Outer', steps: outer }));
  expect(await costOf(alongNamed(routeId))).toEqual([3]);
  expect(await costOf(along(stepOf('ROUTE', { routeId })))).toEqual([3]);
  expect(offered()).toBe(4);
});

test('a route that nobody of can take it ends in the fallback within three', async () => {
  await stage.agent({ available: false });
  expect(await costOf(along(stepOf('LEAST_BUSY'), stepOf('ROUND_ROBIN')))).toEqual([3]);
});

test('a question to the customer’s server is stored within three; the server itself is asked behind the commit', async () => {
  await stage.agent();
  const routerId = newId<'ExternalRouter'>();
  await stage.work(async (tx) => {
    const where = { url: 'https://router.example/', secret: new Uint8Array(32), deadlineMs: 1_000, enabled: true };
    tx.routers.insert({ id: routerId, name: 'Router', ...where });
  });
  const [cost = 0] = await costOf(along(stepOf('EXTERNAL', { routerId }), stepOf('ROUND_ROBIN')));
  expect(cost).toBeLessThanOrEqual(3);
});

test('the owner of an account is found with the visitor, and nothing is asked about accounts where there are none', async () => {
  const owner = await stage.agent();
  await stage.agent();
  const ask = async (): Promise<number> => {
    const visitor = await stage.visitor();
    const { visitorId } = visitor;
    const attributes = [{ name: 'email', value: 'v@acme.example', source: 'VISITOR' }] as const;
    await stage.work((tx) => visitorIdentify(stage.ports, tx, { visitorId, conversation: null, attributes }));
    const player = await meets(stage, visitor);
    return counted.cost(() => player.says('first', 'on'));
  };
  await counted.publish(stage, cardsWith(roundRobin));
  await ask();
  expect(await ask()).toBe(3);
  await counted.db.rows('INSERT INTO account_route (workspace_id, domain, agent_id) VALUES ($1, $2, $3)', [
    stage.workspaceId,
    'acme.example',
    owner.agentId,
  ]);
  expect(await ask()).toBe(3);
  const chosen = stage.events.flatMap(({ event }) => (event.type === 'OFFER_CREATED' ? [event.agentId] : []));
  expect(chosen.at(-1)).toBe(owner.agentId);
});
