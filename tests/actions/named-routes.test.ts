/** Routes that have a name: made, changed, named by others, and deleted only where nothing names them. */
import { agentDeactivate } from '../../src/actions/agent-deactivate';
import { dialogPublish } from '../../src/actions/dialog-publish';
import { dialogUnpublish } from '../../src/actions/dialog-unpublish';
import { routeCreate } from '../../src/actions/route-create';
import { routeDelete } from '../../src/actions/route-delete';
import { routeUpdate } from '../../src/actions/route-update';
import { teamDelete } from '../../src/actions/team-delete';
import type { AgentActor } from '../../src/auth/actor';
import { stepOf } from '../../src/routing/steps';
import type { RouteId, RouteStep } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { admin, faultsOf } from '../support/staff';
import { createStage, declines, type Stage, valueOf } from '../support/stage';
import { alongNamed } from '../support/stage-dialogs';

let db: TestDatabase;
let stage: Stage;
let ann: AgentActor;
let bob: AgentActor;
beforeAll(async () => {
  db = await openTestDatabase({ poolSize: 4 });
});
afterAll(() => db.close());
beforeEach(async () => {
  stage = await createStage(db);
  ann = await stage.agent({ name: 'Ann' });
  bob = await stage.agent({ name: 'Bob' });
});

const to = ({ agentId }: AgentActor, given: Partial<RouteStep> = {}) => stepOf('AGENT', { agentId, ...given });
const by = (routeId: RouteId) => stepOf('ROUTE', { routeId });
const create = (name: string, ...steps: readonly RouteStep[]) =>
  routeCreate(stage.ports, admin(stage), { name, steps });
const change = (routeId: RouteId, ...steps: readonly RouteStep[]) =>
  routeUpdate(stage.ports, admin(stage), { routeId, steps });
const messageOf = (outcome: { readonly ok: boolean; readonly refusals?: readonly { readonly message: string }[] }) =>
  outcome.refusals?.[0]?.message;

test('a route is what its steps say, kept without what their kinds do not ask for', async () => {
  const id = valueOf(await create(' Sales ', to(ann, { teamId: newId(), attempts: 2 }), stepOf('ROUND_ROBIN')));
  const route = await stage.work((tx) => tx.routes.find(id));
  expect(route).toMatchObject({ name: 'Sales', steps: [to(ann, { attempts: 2 }), stepOf('ROUND_ROBIN')] });
});

test('what cannot be followed is refused, each fault where it is', async () => {
  expect(faultsOf(await create('', stepOf('AGENT'), stepOf('TEAM', { teamId: newId() })))).toEqual([
    'INVALID name',
    'INVALID steps.0.agentId',
    'INVALID steps.1.teamId',
  ]);
  expect(faultsOf(await create('None'))).toEqual(['INVALID steps']);
  const many = Array.from({ length: 21 }, () => stepOf('ROUND_ROBIN'));
  expect(faultsOf(await create('Many', ...many))).toEqual(['INVALID steps']);
  const numbers = to(ann, { attempts: 11, acceptWindowSeconds: 5, coolDownSeconds: -1 });
  expect(faultsOf(await create('Numbers', numbers))).toEqual([
    'INVALID steps.0.acceptWindowSeconds',
    'INVALID steps.0.attempts',
    'INVALID steps.0.coolDownSeconds',
  ]);
  const skills = [
    { name: '', level: 0, relaxAfterSeconds: null },
    { name: 'x', level: 1, relaxAfterSeconds: 1.5 },
  ];
  expect(faultsOf(await create('Skills', stepOf('SKILLS', { skills }), stepOf('SKILLS')))).toEqual([
    'INVALID steps.0.skills.0.name',
    'INVALID steps.0.skills.0.level',
    'INVALID steps.0.skills.1.relaxAfterSeconds',
    'INVALID steps.1.skills',
  ]);
  const gone = [by(newId()), stepOf('EXTERNAL', { routerId: newId() })];
  expect(faultsOf(await create('Gone', ...gone))).toEqual(['INVALID steps.0.routeId', 'INVALID steps.1.routerId']);
  valueOf(await create('Sales', to(ann)));
  expect(faultsOf(await create('sales', to(ann)))).toEqual(['INVALID name']);
});

test('two that would name each other at the same moment cannot both be saved', async () => {
  const one = valueOf(await create('One', to(ann)));
  const two = valueOf(await create('Two', to(bob)));
  const outcomes = await Promise.all([change(one, by(two)), change(two, by(one))]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.map(messageOf).find((message) => message !== undefined)).toContain('ROUTE_CYCLE');
  expect(messageOf(await change(one, by(one)))).toContain('ROUTE_CYCLE');
});

test('ten routes inside each other are followed, eleven are not', async () => {
  let inner = valueOf(await create('0', to(ann)));
  for (let level = 1; level <= 9; level += 1) inner = valueOf(await create(String(level), by(inner)));
  const tenth = valueOf(await create('10', by(inner)));
  expect(messageOf(await create('11', by(tenth)))).toContain('ROUTE_TOO_LONG');
});

test('a change counts for the next request, and whoever is being looked after goes on as before', async () => {
  const routeId = valueOf(await create('Sales', to(ann), to(bob)));
  await stage.dialog({ routing: alongNamed(routeId) });
  const id = await stage.asks(await stage.visitor());
  valueOf(await change(routeId, to(ann)));
  await declines(stage, await stage.ringing(id));
  expect((await stage.ringing(id)).agentId).toBe(bob.agentId);
  await declines(stage, await stage.ringing(id));
  const next = await stage.asks(await stage.visitor());
  await declines(stage, await stage.ringing(next));
  expect((await stage.chat(next)).state).toBe('MISSED');
});

test('what a published dialog or another route names is in use, and so is a team that a route names', async () => {
  const teamId = await stage.team('Sales', [ann]);
  const inner = valueOf(await create('Inner', stepOf('TEAM', { teamId })));
  const outer = valueOf(await create('Outer', by(inner)));
  const dialogId = await stage.dialog({ routing: alongNamed(outer) });
  const drop = (routeId: RouteId) => routeDelete(stage.ports, admin(stage), { routeId });
  expect(messageOf(await drop(outer))).toContain('the dialog “Dialog”');
  expect(messageOf(await drop(inner))).toContain('the route “Outer”');
  expect(messageOf(await teamDelete(stage.ports, admin(stage), { teamId }))).toContain('the route “Inner”');
  valueOf(await dialogUnpublish(stage.ports, admin(stage), { dialogId }));
  valueOf(await drop(outer));
  valueOf(await drop(inner));
  expect((await teamDelete(stage.ports, admin(stage), { teamId })).ok).toBe(true);
});

test('a dialog whose route comes to nobody any more cannot be published, and says why', async () => {
  const routeId = valueOf(await create('Ann alone', to(ann)));
  const dialogId = await stage.dialog({ routing: alongNamed(routeId) });
  valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId: ann.agentId }));
  const outcome = await dialogPublish(stage.ports, admin(stage), { dialogId });
  expect(messageOf(outcome)).toContain('ROUTE_DEAD_END');
  // What is published already goes on, and its visitors come to the fallback.
  expect((await stage.chat(await stage.asks(await stage.visitor()))).state).toBe('MISSED');
});

test('routes are for those who manage the routing; those of another workspace do not exist', async () => {
  const id = valueOf(await create('Sales', to(ann)));
  const input = { name: 'Mine', steps: [to(ann)] };
  expect(faultsOf(await routeCreate(stage.ports, ann, input))).toEqual(['FORBIDDEN']);
  expect(faultsOf(await routeUpdate(stage.ports, ann, { routeId: id, name: 'x' }))).toEqual(['FORBIDDEN']);
  expect(faultsOf(await routeDelete(stage.ports, ann, { routeId: id }))).toEqual(['FORBIDDEN']);
  const other = await createStage(db);
  expect(faultsOf(await routeDelete(other.ports, admin(other), { routeId: id }))).toEqual(['NOT_FOUND routeId']);
  const spying = { name: 'Spy', steps: [by(id), to(ann)] };
  expect(faultsOf(await routeCreate(other.ports, admin(other), spying))).toEqual([
    'INVALID steps.0.routeId',
    'INVALID steps.1.agentId',
  ]);
});
