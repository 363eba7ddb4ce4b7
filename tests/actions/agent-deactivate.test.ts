import { agentAvailabilitySet } from '../../src/actions/agent-availability-set';
import { agentCreate } from '../../src/actions/agent-create';
import { agentDeactivate } from '../../src/actions/agent-deactivate';
import { signIn } from '../../src/actions/sign-in';
import { permissionsOfProfile } from '../../src/auth/profiles';
import { newId } from '../../src/stores/ids';
import { db, stage } from '../support/empty-stage';
import { admin, faultsOf, profile } from '../support/staff';
import { codeOf, createStage, says, valueOf } from '../support/stage';

test('a deactivated agent signs in no more, and what they were signed in with opens nothing', async () => {
  const account = { email: `${newId()}@example.com`, password: 'correct horse battery' };
  const input = { ...account, name: 'Ann', capacity: null, profile: 'LIVE_AGENT' } as const;
  const agentId = valueOf(await agentCreate(stage.ports, admin(stage), input));
  valueOf(await signIn(stage.ports, account));
  valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId }));
  expect(codeOf(await signIn(stage.ports, account))).toBe('INVALID');
  const open = await db.rows('SELECT 1 FROM session WHERE subject_id = $1 AND revoked_at IS NULL', [agentId]);
  expect(open).toEqual([]);
  expect(await stage.work((tx) => tx.agents.find(agentId))).toMatchObject({ active: false, available: false });
  expect((await stage.work((tx) => tx.routing.findWorkspacePool())).order).not.toContain(agentId);
});

test('an offer that rings at them is withdrawn and goes on to the next', async () => {
  const [ann, bob] = [await stage.agent(), await stage.agent()];
  const teamId = await stage.team('Sales', [ann, bob]);
  await stage.dialog({ routing: { strategy: 'TEAM', agentId: null, teamId } });
  const id = await stage.asks(await stage.visitor());
  expect((await stage.ringing(id)).agentId).toBe(ann.agentId);
  valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId: ann.agentId }));
  expect((await stage.offers(id)).map(({ agentId, state }) => [agentId, state])).toEqual([
    [ann.agentId, 'WITHDRAWN'],
    [bob.agentId, 'PENDING'],
  ]);
  expect((await stage.agentRecord(ann)).pendingOffers).toBe(0);
});

test('a running chat stays theirs until it ends', async () => {
  const ann = await stage.agent();
  await stage.dialog();
  const visitor = await stage.visitor();
  const { id } = await stage.isServed(visitor);
  valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId: ann.agentId }));
  expect(await stage.conversation(id)).toMatchObject({ liveChatState: 'CONNECTED', agentId: ann.agentId });
  valueOf(await says(stage, visitor, { conversationId: id, text: 'Still there?' }));
});

test('doing it again changes nothing', async () => {
  const { agentId } = await stage.agent();
  valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId }));
  const before = stage.events.length;
  expect(valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId }))).toBe(agentId);
  expect(stage.events).toHaveLength(before);
});

test('the last who manages agents cannot leave, nor can two who remove each other', async () => {
  const [one, two] = [
    await stage.agent({ permissions: permissionsOfProfile.ADMIN }),
    await stage.agent({ permissions: permissionsOfProfile.ADMIN }),
  ];
  const both = await Promise.all([
    agentDeactivate(stage.ports, one, { agentId: two.agentId }),
    agentDeactivate(stage.ports, two, { agentId: one.agentId }),
  ]);
  expect(both.map(faultsOf).sort()).toEqual([[], ['CONFLICT agentId']]);
});

test('is for those who manage agents, and for agents of this workspace', async () => {
  const ann = await stage.agent();
  const { agentId } = ann;
  for (const actor of [ann, profile(stage, 'MARKETING_ADMIN'), await stage.visitor()]) {
    expect(faultsOf(await agentDeactivate(stage.ports, actor, { agentId }))).toEqual(['FORBIDDEN']);
  }
  const other = await createStage(db);
  expect(faultsOf(await agentDeactivate(other.ports, admin(other), { agentId }))).toEqual(['NOT_FOUND agentId']);
  expect((await stage.agentRecord(ann)).active).toBe(true);
});

test('being available is for oneself to say; going away leaves what rings and what runs', async () => {
  const ann = await stage.agent({ available: false });
  const set = (available: boolean) => agentAvailabilitySet(stage.ports, ann, { available });
  valueOf(await set(true));
  expect((await stage.agentRecord(ann)).available).toBe(true);
  await stage.dialog();
  const id = await stage.asks(await stage.visitor());
  const before = stage.events.length;
  valueOf(await set(false));
  valueOf(await set(false));
  expect(stage.events.slice(before).map(({ event }) => event.type)).toEqual(['AGENT_CHANGED']);
  expect((await stage.ringing(id)).agentId).toBe(ann.agentId);
  const visitor = await stage.visitor();
  expect(faultsOf(await agentAvailabilitySet(stage.ports, visitor, { available: true }))).toEqual(['FORBIDDEN']);
});
