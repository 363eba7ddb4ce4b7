import { agentCreate } from '../../src/actions/agent-create';
import { agentDeactivate } from '../../src/actions/agent-deactivate';
import { agentUpdate } from '../../src/actions/agent-update';
import { profileCreate, type ProfileCreateInput } from '../../src/actions/profile-create';
import { profileDelete } from '../../src/actions/profile-delete';
import { profileUpdate, type ProfileUpdateInput } from '../../src/actions/profile-update';
import type { Actor, AgentActor } from '../../src/auth/actor';
import { builtInProfiles, profileOf } from '../../src/auth/built-in-profiles';
import { permissionsOfProfile } from '../../src/auth/profiles';
import { permissions, type Permission, type ProfileId } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import { createReads } from '../../src/stores/reads/reads';
import { db, stage } from '../support/empty-stage';
import { admin, faultsOf, profile, staff } from '../support/staff';
import { codeOf, createStage, valueOf } from '../support/stage';

let boss: AgentActor;
beforeEach(async () => {
  boss = await stage.agent({ name: 'Boss', reachable: false, permissions });
});

const create = (input: Partial<ProfileCreateInput> = {}, actor: Actor = boss) =>
  profileCreate(stage.ports, actor, {
    name: 'Team lead',
    description: null,
    permissions: ['TEAMS_VIEW', 'LIVE_CHAT_TAKE'],
    ...input,
  });
const update = (profileId: ProfileId, change: Omit<ProfileUpdateInput, 'profileId'>, actor: Actor = boss) =>
  profileUpdate(stage.ports, actor, { profileId, ...change });
const remove = (profileId: ProfileId, actor: Actor = boss) => profileDelete(stage.ports, actor, { profileId });
const gives = (agent: AgentActor, profileId: ProfileId, actor: Actor = boss) =>
  agentUpdate(stage.ports, actor, { agentId: agent.agentId, profileId });
const rightsOf = async (agent: AgentActor) => (await stage.agentRecord(agent)).permissions;
const ring = async () => (await stage.work((tx) => tx.routing.findWorkspacePool())).order;

test('an agent has what the own profile says, in the order of all permissions', async () => {
  const id = valueOf(await create());
  const ann = await stage.agent();
  valueOf(await gives(ann, id));
  expect(await stage.agentRecord(ann)).toMatchObject({
    profileId: id,
    permissions: ['LIVE_CHAT_TAKE', 'TEAMS_VIEW'],
  });
  valueOf(await agentUpdate(stage.ports, boss, { agentId: ann.agentId, profile: 'CALENDAR_AGENT' }));
  expect(await stage.agentRecord(ann)).toMatchObject({
    profileId: null,
    profile: 'CALENDAR_AGENT',
    permissions: permissionsOfProfile.CALENDAR_AGENT,
  });
});

test('a new agent may begin with one, and is in the ring as it says', async () => {
  const [takes, reads] = [
    valueOf(await create()),
    valueOf(await create({ name: 'Reader', permissions: ['DIALOGS_VIEW'] })),
  ];
  const join = (profileId: ProfileId) =>
    agentCreate(stage.ports, boss, {
      name: 'New',
      email: `${newId()}@example.com`,
      password: 'correct horse battery',
      capacity: null,
      profile: 'LIVE_AGENT',
      profileId,
    });
  const [one, other] = [valueOf(await join(takes)), valueOf(await join(reads))];
  expect(await stage.work((tx) => tx.agents.find(other))).toMatchObject({ permissions: ['DIALOGS_VIEW'] });
  expect(await ring()).toContain(one);
  expect(await ring()).not.toContain(other);
  expect(faultsOf(await join(newId<'Profile'>()))).toEqual(['NOT_FOUND profileId']);
});

test('changing it changes what all its agents may do, with the same commit', async () => {
  const id = valueOf(await create());
  const [ann, bob, carl] = [await stage.agent(), await stage.agent(), await stage.agent()];
  valueOf(await gives(ann, id));
  valueOf(await gives(bob, id));
  const changed = stage.events.length;
  valueOf(await update(id, { permissions: ['ROUND_ROBIN_VIEW'] }));
  expect([await rightsOf(ann), await rightsOf(bob)]).toEqual([['ROUND_ROBIN_VIEW'], ['ROUND_ROBIN_VIEW']]);
  expect(await rightsOf(carl)).toEqual(['LIVE_CHAT_TAKE']);
  expect(await ring()).toEqual([boss.agentId, carl.agentId]);
  const told = stage.events.slice(changed).map(({ event }) => event);
  expect(told.map((event) => event.type === 'AGENT_CHANGED' && event.changedAgentId).sort()).toEqual(
    [ann.agentId, bob.agentId].sort(),
  );
  valueOf(await update(id, { permissions: ['LIVE_CHAT_TAKE'] }));
  expect((await ring()).slice(-2).sort()).toEqual([ann.agentId, bob.agentId].sort());
});

test('a name alone changes nobody’s rights', async () => {
  const id = valueOf(await create());
  const ann = await stage.agent();
  valueOf(await gives(ann, id));
  const before = stage.events.length;
  valueOf(await update(id, { name: 'Lead', description: 'Leads.' }));
  expect(stage.events).toHaveLength(before);
  expect(await stage.work((tx) => tx.profiles.find(id))).toMatchObject({ name: 'Lead', description: 'Leads.' });
  valueOf(await update(id, { description: null }));
  expect(await stage.work((tx) => tx.profiles.find(id))).toMatchObject({ description: null });
});

describe('nobody gives more than they have', () => {
  const withManage = (...more: Permission[]) => staff(stage, ['AGENTS_MANAGE', ...more]);

  test('beyond what a live agent has', async () => {
    const wanted = ['TEAMS_VIEW', 'INTEGRATIONS_MANAGE'] as const;
    expect(faultsOf(await create({ permissions: wanted }, withManage()))).toEqual(['FORBIDDEN permissions.1']);
    expect(codeOf(await create({ permissions: wanted }, withManage('INTEGRATIONS_MANAGE')))).toBe('OK');
    expect(codeOf(await create({ name: 'Live', permissions: permissionsOfProfile.LIVE_AGENT }, withManage()))).toBe(
      'OK',
    );
  });

  test('neither by changing a profile nor by giving one that another made', async () => {
    const id = valueOf(await create({ permissions: ['PRIVACY_AND_SECURITY_MANAGE'] }));
    const ann = await stage.agent();
    expect(faultsOf(await gives(ann, id, withManage()))).toEqual(['FORBIDDEN profileId']);
    expect(faultsOf(await update(id, { permissions: ['DIALOGS_PUBLISH'] }, withManage()))).toEqual([
      'FORBIDDEN permissions.0',
    ]);
    expect(codeOf(await update(id, { name: 'Renamed' }, withManage()))).toBe('OK');
    expect(codeOf(await update(id, { permissions: ['TEAMS_VIEW'] }, withManage()))).toBe('OK');
  });

  test('and only those who manage agents give anything', async () => {
    const id = valueOf(await create());
    for (const actor of [await stage.visitor(), profile(stage, 'MARKETING_ADMIN'), staff(stage, ['TEAMS_VIEW'])]) {
      expect(codeOf(await create({ name: 'Mine' }, actor))).toBe('FORBIDDEN');
      expect(codeOf(await update(id, { name: 'Mine' }, actor))).toBe('FORBIDDEN');
      expect(codeOf(await remove(id, actor))).toBe('FORBIDDEN');
    }
  });
});

test('what is wrong is said: no name, no permission, a name that is taken, two profiles at once', async () => {
  expect(faultsOf(await create({ name: ' ', permissions: [] }))).toEqual(['INVALID name', 'INVALID permissions']);
  const id = valueOf(await create());
  expect(faultsOf(await create({ name: 'TEAM LEAD' }))).toEqual(['CONFLICT name']);
  const other = valueOf(await create({ name: 'Other' }));
  expect(faultsOf(await update(other, { name: 'team lead' }))).toEqual(['CONFLICT name']);
  expect(faultsOf(await update(other, { permissions: [] }))).toEqual(['INVALID permissions']);
  expect(faultsOf(await update(newId<'Profile'>(), { name: 'X' }))).toEqual(['NOT_FOUND profileId']);
  const { agentId } = await stage.agent();
  const both = await agentUpdate(stage.ports, boss, { agentId, profile: 'ADMIN', profileId: id });
  expect(faultsOf(both)).toEqual(['INVALID profileId']);
});

test('what an active agent carries is in use; whom it was taken from, and who is gone, need it no more', async () => {
  const id = valueOf(await create());
  const [ann, bob] = [await stage.agent({ name: 'Ann' }), await stage.agent({ name: 'Bob' })];
  valueOf(await gives(ann, id));
  valueOf(await gives(bob, id));
  const inUse = await remove(id);
  expect(inUse).toMatchObject({ refusals: [{ code: 'IN_USE', message: expect.stringContaining('Ann') }] });
  valueOf(await agentUpdate(stage.ports, boss, { agentId: ann.agentId, profile: 'LIVE_AGENT' }));
  valueOf(await agentDeactivate(stage.ports, boss, { agentId: bob.agentId }));
  valueOf(await remove(id));
  expect(faultsOf(await remove(id))).toEqual(['NOT_FOUND profileId']);
  expect(await stage.agentRecord(bob)).toMatchObject({ profileId: null, active: false });
});

test('the last who manages agents stays one, also where the right comes with a profile', async () => {
  const id = valueOf(await create({ permissions: ['AGENTS_MANAGE', 'TEAMS_VIEW'] }));
  valueOf(await gives(boss, id));
  expect(faultsOf(await update(id, { permissions: ['TEAMS_VIEW'] }))).toEqual(['CONFLICT permissions']);
  expect(await rightsOf(boss)).toEqual(['AGENTS_MANAGE', 'TEAMS_VIEW']);
  await stage.agent({ permissions: ['AGENTS_MANAGE'] });
  expect(codeOf(await update(id, { permissions: ['TEAMS_VIEW'] }))).toBe('OK');
});

test('two changes at once leave all its agents with one of the two', async () => {
  const id = valueOf(await create());
  const agents = await Promise.all(Array.from({ length: 5 }, () => stage.agent()));
  for (const agent of agents) valueOf(await gives(agent, id));
  await Promise.all([update(id, { permissions: ['TEAMS_VIEW'] }), update(id, { permissions: ['FLOWS_VIEW'] })]);
  const rights = new Set((await Promise.all(agents.map(rightsOf))).map(String));
  expect(rights.size).toBe(1);
  expect(rights).toContain(String((await stage.work((tx) => tx.profiles.find(id)))?.permissions));
});

test('the built-in ones are given by their ids, too, and stay as they are', async () => {
  const { id } = profileOf('CALENDAR_AGENT');
  const ann = await stage.agent();
  valueOf(await gives(ann, id));
  expect(await stage.agentRecord(ann)).toMatchObject({ profile: 'CALENDAR_AGENT', profileId: null });
  expect(faultsOf(await update(id, { name: 'Mine' }))).toEqual(['INVALID profileId']);
  expect(faultsOf(await remove(id))).toEqual(['INVALID profileId']);
  expect(new Set(builtInProfiles.map((one) => one.id)).size).toBe(builtInProfiles.length);
});

test('nobody of another workspace sees, gives or changes it', async () => {
  const id = valueOf(await create());
  const other = await createStage(db);
  const olga = await other.agent();
  const stolen = await agentUpdate(other.ports, admin(other), { agentId: olga.agentId, profileId: id });
  expect(faultsOf(stolen)).toEqual(['NOT_FOUND profileId']);
  const changed = await profileUpdate(other.ports, admin(other), { profileId: id, name: 'Mine' });
  expect(faultsOf(changed)).toEqual(['NOT_FOUND profileId']);
  expect(await createReads(db.database, other.workspaceId).ownProfiles()).toEqual([]);
  expect(
    codeOf(
      await profileCreate(other.ports, admin(other), {
        name: 'Team lead',
        description: null,
        permissions: ['TEAMS_VIEW'],
      }),
    ),
  ).toBe('OK');
});
