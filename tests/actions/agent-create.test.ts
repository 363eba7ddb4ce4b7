import { agentCreate, type AgentCreateInput } from '../../src/actions/agent-create';
import { signIn } from '../../src/actions/sign-in';
import { permissionsOfProfile } from '../../src/auth/profiles';
import { agentProfiles } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import { db, stage } from '../support/empty-stage';
import { admin, faultsOf, integration, profile, staff } from '../support/staff';
import { createStage, valueOf } from '../support/stage';

const password = 'correct horse battery';
function ann(change: Partial<AgentCreateInput> = {}): AgentCreateInput {
  return { name: 'Ann', email: `${newId()}@example.com`, password, capacity: null, profile: 'LIVE_AGENT', ...change };
}
const ringOrder = async (): Promise<readonly string[]> => {
  const ring = await stage.work((tx) => tx.routing.findWorkspacePool());
  return ring.order;
};

test('a new agent can sign in, stands last in the ring of all, and is not available until they say so', async () => {
  const first = await stage.agent();
  const input = ann({ name: '  Ann   Åkesson ', email: `ANN-${newId()}@Example.com`, capacity: 3 });
  const id = valueOf(await agentCreate(stage.ports, admin(stage), input));
  expect(await ringOrder()).toEqual([first.agentId, id]);
  expect(await stage.work((tx) => tx.agents.find(id))).toMatchObject({
    name: 'Ann Åkesson',
    email: input.email.toLowerCase(),
    profile: 'LIVE_AGENT',
    capacity: 3,
    active: true,
    available: false,
    permissions: expect.arrayContaining(['LIVE_CHAT_TAKE', 'MY_CONVERSATIONS_VIEW']),
  });
  expect(stage.events.at(-1)?.event).toMatchObject({ type: 'AGENT_CHANGED', changedAgentId: id, agentId: id });
  expect(valueOf(await signIn(stage.ports, { email: input.email, password })).agentId).toBe(id);
});

test('an admin is in no ring', async () => {
  const id = valueOf(await agentCreate(stage.ports, admin(stage), ann({ profile: 'ADMIN' })));
  expect(await ringOrder()).not.toContain(id);
  const record = await stage.work((tx) => tx.agents.find(id));
  expect(record?.permissions).toContain('AGENTS_MANAGE');
  expect(record?.permissions).not.toContain('LIVE_CHAT_TAKE');
});

test('every fault is told at once, each at its field', async () => {
  const outcome = await agentCreate(
    stage.ports,
    admin(stage),
    ann({ name: ' ', email: 'ann', password: 'short', capacity: 0 }),
  );
  expect(faultsOf(outcome)).toEqual(['INVALID name', 'INVALID email', 'INVALID password', 'INVALID capacity']);
});

test('a password has 12 to 200 characters, of any kind', async () => {
  const tried = async (chosen: string) =>
    faultsOf(await agentCreate(stage.ports, admin(stage), ann({ password: chosen })));
  expect(await tried('a'.repeat(11))).toEqual(['INVALID password']);
  expect(await tried('a'.repeat(201))).toEqual(['INVALID password']);
  expect(await tried('😀'.repeat(12))).toEqual([]);
  expect(await tried(' '.repeat(12))).toEqual([]);
});

test('an address belongs to one agent of all workspaces, however its case is written', async () => {
  const other = await createStage(db);
  const email = `${newId()}@example.com`;
  valueOf(await agentCreate(other.ports, admin(other), ann({ email })));
  const again = await agentCreate(stage.ports, admin(stage), ann({ email: email.toUpperCase() }));
  expect(faultsOf(again)).toEqual(['CONFLICT email']);
});

test('of two who take one address at once, one gets it', async () => {
  const email = `${newId()}@example.com`;
  const both = await Promise.all([1, 2].map(() => agentCreate(stage.ports, admin(stage), ann({ email }))));
  expect(both.map(faultsOf).sort()).toEqual([[], ['CONFLICT email']]);
});

test('is for those who manage agents', async () => {
  for (const actor of [profile(stage, 'LIVE_AGENT'), profile(stage, 'MARKETING_ADMIN'), await stage.visitor()]) {
    expect(faultsOf(await agentCreate(stage.ports, actor, ann()))).toEqual(['FORBIDDEN']);
  }
  valueOf(await agentCreate(stage.ports, integration(stage, ['AGENTS_MANAGE']), ann()));
});

test('nobody gives a profile that may do more than they may themselves', async () => {
  const manager = staff(stage, ['AGENTS_MANAGE']);
  for (const name of agentProfiles) {
    const outcome = await agentCreate(stage.ports, manager, ann({ profile: name }));
    const isModest = permissionsOfProfile[name].every((one) => permissionsOfProfile.LIVE_AGENT.includes(one));
    expect(faultsOf(outcome)).toEqual(isModest ? [] : ['FORBIDDEN profile']);
  }
});
