import { roundRobinReorder } from '../../src/actions/round-robin-reorder';
import { teamCreate } from '../../src/actions/team-create';
import { teamDelete } from '../../src/actions/team-delete';
import { teamUpdate } from '../../src/actions/team-update';
import { agentDeactivate } from '../../src/actions/agent-deactivate';
import { customRuleCreate } from '../../src/actions/custom-rule-create';
import { customRuleDelete } from '../../src/actions/custom-rule-delete';
import { dialogPublish } from '../../src/actions/dialog-publish';
import { dialogUnpublish } from '../../src/actions/dialog-unpublish';
import type { AgentActor } from '../../src/auth/actor';
import { nextUp } from '../../src/routing/round-robin';
import type { TeamId } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import { db, stage } from '../support/empty-stage';
import { admin, faultsOf, profile } from '../support/staff';
import { createStage, valueOf } from '../support/stage';

let ann: AgentActor;
let bob: AgentActor;
let cid: AgentActor;
beforeEach(async () => {
  [ann, bob, cid] = [await stage.agent({ name: 'Ann' }), await stage.agent({ name: 'Bob' }), await stage.agent()];
});

const ids = (...agents: readonly AgentActor[]) => agents.map((agent) => agent.agentId);
const sales = async (...members: readonly AgentActor[]): Promise<TeamId> =>
  valueOf(await teamCreate(stage.ports, admin(stage), { name: 'Sales', agentIds: ids(...members) }));
async function ringOf(teamId: TeamId) {
  const ring = await stage.work((tx) => tx.routing.findTeamPool(teamId));
  if (ring === null) throw new Error('The team has no ring.');
  return ring;
}
const membersOf = (teamId: TeamId) => stage.work((tx) => tx.teams.findMemberIds(teamId));

test('a team is a ring in the order given', async () => {
  const teamId = await sales(bob, ann);
  expect(await ringOf(teamId)).toMatchObject({ kind: 'TEAM', order: ids(bob, ann), lastOffered: null, teamId });
  expect(await membersOf(teamId)).toEqual(ids(bob, ann));
});

test('a team begins with somebody, and may be left by everybody', async () => {
  const refused = await teamCreate(stage.ports, admin(stage), { name: 'Nobody', agentIds: [] });
  expect(faultsOf(refused)).toEqual(['INVALID agentIds']);
  expect(refused).toMatchObject({ refusals: [{ message: expect.stringContaining('Choose at least one') }] });
  const teamId = await sales(ann);
  valueOf(await teamUpdate(stage.ports, admin(stage), { teamId, agentIds: [] }));
  expect(await membersOf(teamId)).toEqual([]);
});

test('a team has a name and knows its members', async () => {
  const create = async (name: string, ...agentIds: readonly AgentActor['agentId'][]) =>
    faultsOf(await teamCreate(stage.ports, admin(stage), { name, agentIds }));
  expect(await create(' ', ann.agentId, newId<'Agent'>(), ann.agentId)).toEqual([
    'INVALID name',
    'NOT_FOUND agentIds.1',
    'INVALID agentIds.2',
  ]);
  const other = await createStage(db);
  expect(await create('Spies', (await other.agent()).agentId)).toEqual(['NOT_FOUND agentIds.0']);
});

test('a change of members leaves the turn where it was', async () => {
  const teamId = await sales(ann, bob, cid);
  const ring = await ringOf(teamId);
  await stage.work(async (tx) => tx.routing.updatePool(ring.id, { lastOffered: ann.agentId }));
  const update = (...members: readonly AgentActor[]) =>
    teamUpdate(stage.ports, admin(stage), { teamId, agentIds: ids(...members) });
  valueOf(await update(cid, bob, ann));
  expect(nextUp(await ringOf(teamId))).toBe(bob.agentId);
  valueOf(await update(cid, ann));
  expect(nextUp(await ringOf(teamId))).toBe(ann.agentId);
  expect(await membersOf(teamId)).toEqual(ids(cid, ann));
});

test('what is absent stays', async () => {
  const teamId = await sales(ann, bob);
  valueOf(await teamUpdate(stage.ports, admin(stage), { teamId, name: 'Support' }));
  expect(await stage.work((tx) => tx.teams.find(teamId))).toMatchObject({ name: 'Support' });
  expect(await membersOf(teamId)).toEqual(ids(ann, bob));
});

test('a deactivated member may stay, but nobody deactivated comes in', async () => {
  const teamId = await sales(ann, bob);
  valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId: ann.agentId }));
  valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId: cid.agentId }));
  const update = async (...members: readonly AgentActor[]) =>
    faultsOf(await teamUpdate(stage.ports, admin(stage), { teamId, agentIds: ids(...members) }));
  expect(await update(bob, ann)).toEqual([]);
  expect(await update(bob, cid)).toEqual(['INVALID agentIds.1']);
});

test('a team in use cannot be deleted, and the answer names where', async () => {
  const teamId = await sales(ann);
  const dialogId = await stage.dialog({ routing: { strategy: 'TEAM', agentId: null, teamId } });
  const rule = {
    name: 'Swedes',
    match: 'ALL',
    conditions: [],
    agentIds: null,
    teamId,
    position: null,
    enabled: true,
  } as const;
  const customRuleId = valueOf(await customRuleCreate(stage.ports, admin(stage), rule));
  const remove = () => teamDelete(stage.ports, admin(stage), { teamId });
  const refused = await remove();
  expect(faultsOf(refused)).toEqual(['IN_USE teamId']);
  expect(refused).toMatchObject({ refusals: [{ message: expect.stringMatching(/dialog “Dialog”.*rule “Swedes”/) }] });
  valueOf(await dialogUnpublish(stage.ports, admin(stage), { dialogId }));
  valueOf(await customRuleDelete(stage.ports, admin(stage), { customRuleId }));
  valueOf(await remove());
  expect(await stage.work((tx) => tx.teams.find(teamId))).toBeNull();
  expect(await stage.work((tx) => tx.routing.findTeamPool(teamId))).toBeNull();
  expect(faultsOf(await remove())).toEqual(['NOT_FOUND teamId']);
  expect(faultsOf(await dialogPublish(stage.ports, admin(stage), { dialogId }))).toEqual(['STREAM_INVALID dialogId']);
});

test('teams are managed by those who may, and only their own', async () => {
  const teamId = await sales(ann);
  for (const actor of [ann, profile(stage, 'MARKETING_ADMIN'), await stage.visitor()]) {
    expect(faultsOf(await teamCreate(stage.ports, actor, { name: 'Mine', agentIds: [] }))).toEqual(['FORBIDDEN']);
    expect(faultsOf(await teamUpdate(stage.ports, actor, { teamId, name: 'Mine' }))).toEqual(['FORBIDDEN']);
    expect(faultsOf(await teamDelete(stage.ports, actor, { teamId }))).toEqual(['FORBIDDEN']);
  }
  const other = await createStage(db);
  const stranger = admin(other);
  expect(faultsOf(await teamUpdate(other.ports, stranger, { teamId, name: 'Mine' }))).toEqual(['NOT_FOUND teamId']);
  expect(faultsOf(await teamDelete(other.ports, stranger, { teamId }))).toEqual(['NOT_FOUND teamId']);
});

describe('reordering a ring', () => {
  const reorder = async (order: readonly AgentActor[], next: AgentActor | null = null) => {
    const { id: poolId } = await stage.work((tx) => tx.routing.findWorkspacePool());
    const nextAgentId = next?.agentId ?? null;
    return roundRobinReorder(stage.ports, admin(stage), { poolId, agentIds: ids(...order), nextAgentId });
  };
  const workspaceRing = () => stage.work((tx) => tx.routing.findWorkspacePool());

  test('leaves the turn with whoever has it, unless another is named', async () => {
    valueOf(await reorder([cid, ann, bob]));
    expect(await workspaceRing()).toMatchObject({ order: ids(cid, ann, bob) });
    expect(nextUp(await workspaceRing())).toBe(ann.agentId);
    valueOf(await reorder([cid, ann, bob], cid));
    expect(nextUp(await workspaceRing())).toBe(cid.agentId);
  });

  test('names each member once, and nobody else', async () => {
    const stranger = await (await createStage(db)).agent();
    for (const order of [[ann, bob], [ann, bob, bob], [ann, bob, cid, cid], [ann, bob, cid, stranger], []]) {
      expect(faultsOf(await reorder(order))).toEqual(['INVALID agentIds']);
    }
    expect(faultsOf(await reorder([ann, bob, cid], stranger))).toEqual(['INVALID nextAgentId']);
    expect(nextUp(await workspaceRing())).toBe(ann.agentId);
  });

  test("of a team is the team's order", async () => {
    const teamId = await sales(ann, bob);
    const { id: poolId } = await ringOf(teamId);
    const input = { poolId, agentIds: ids(bob, ann), nextAgentId: null };
    valueOf(await roundRobinReorder(stage.ports, admin(stage), input));
    expect(await membersOf(teamId)).toEqual(ids(bob, ann));
    expect(faultsOf(await roundRobinReorder(stage.ports, ann, input))).toEqual(['FORBIDDEN']);
    const unknownPool = { ...input, poolId: newId<'RoundRobinPool'>() };
    expect(faultsOf(await roundRobinReorder(stage.ports, admin(stage), unknownPool))).toEqual(['NOT_FOUND poolId']);
  });
});
