import { agentDeactivate } from '../../src/actions/agent-deactivate';
import { reachabilityEnd } from '../../src/actions/reachability-end';
import { reachabilityRenew } from '../../src/actions/reachability-renew';
import type { AgentActor } from '../../src/auth/actor';
import { db, stage } from '../support/empty-stage';
import { valueOf } from '../support/stage';

let ann: AgentActor;
beforeEach(async () => {
  ann = await stage.agent({ reachable: false });
});

const renew = (connected: boolean, processId = 'one') =>
  reachabilityRenew(stage.ports, { workspaceId: stage.workspaceId, agentId: ann.agentId, processId, connected });
const looks = () => reachabilityEnd(stage.ports, { workspaceId: stage.workspaceId, agentId: ann.agentId });
const isReachable = async (): Promise<boolean> => (await stage.agentRecord(ann)).reachable;
const changes = (): number => stage.events.filter(({ event }) => event.type === 'AGENT_CHANGED').length;

test('a socket makes the agent reachable, which is told once, however often the lease is renewed', async () => {
  const lease = await renew(true);
  const told = changes();
  await renew(true);
  await renew(true, 'another');
  expect(await isReachable()).toBe(true);
  expect(changes()).toBe(told);
  expect(lease.renewAfterMs).toBeLessThan(10_001);
});

test('the last socket gone, the agent stays reachable for the grace and no longer', async () => {
  await renew(true);
  await renew(false);
  await db.moveClock(19_000);
  expect(await isReachable()).toBe(true);
  await looks();
  expect(await isReachable()).toBe(true);
  const told = changes();
  await db.moveClock(1_500);
  await looks();
  expect(await isReachable()).toBe(false);
  expect(changes()).toBe(told + 1);
});

test('while another process holds a socket, the agent who left the first one is there', async () => {
  await renew(true, 'one');
  await db.moveClock(10_000);
  await renew(true, 'two');
  await renew(false, 'one');
  await db.moveClock(5_000);
  await renew(true, 'two');
  await db.moveClock(16_000);
  await looks();
  expect(await isReachable()).toBe(true);
  const due = await db.rows('SELECT 1 FROM due_work WHERE kind = $1 AND subject_id = $2', [
    'REACHABILITY_END',
    ann.agentId,
  ]);
  expect(due).toHaveLength(1);
});

test('what rings at an agent who dropped off goes on at once; running chats stay', async () => {
  await renew(true);
  await stage.dialog();
  const served = await stage.isServed(await stage.visitor());
  const bob = await stage.agent();
  const teamId = await stage.team('Sales', [ann, bob]);
  await stage.dialog({ priority: 9, routing: { strategy: 'TEAM', agentId: null, teamId } });
  const id = await stage.asks(await stage.visitor());
  const first = await stage.ringing(id);
  expect(first.agentId).toBe(ann.agentId);

  await renew(false);
  await db.moveClock(21_000);
  await looks();

  expect(await stage.offer(first.id)).toMatchObject({ state: 'EXPIRED' });
  expect(await stage.ringing(id)).toMatchObject({ agentId: bob.agentId });
  expect(await stage.agentRecord(ann)).toMatchObject({ activeChats: 1, pendingOffers: 0 });
  expect(await stage.chat(served.id)).toMatchObject({ state: 'CONNECTED' });
});

test('where nobody needs to be reachable, an offer rings for its whole window', async () => {
  await stage.work(async (tx) => tx.workspace.updateSettings({ requireReachable: false }));
  await stage.dialog();
  const id = await stage.asks(await stage.visitor());
  await looks();
  expect(await stage.ringing(id)).toMatchObject({ state: 'PENDING', agentId: ann.agentId });
});

test('what rings at a deactivated agent is withdrawn and goes on', async () => {
  await renew(true);
  const bob = await stage.agent();
  const boss = await stage.agent({ permissions: ['AGENTS_MANAGE'] });
  const teamId = await stage.team('Sales', [ann, bob]);
  await stage.dialog({ routing: { strategy: 'TEAM', agentId: null, teamId } });
  const id = await stage.asks(await stage.visitor());
  const first = await stage.ringing(id);
  valueOf(await agentDeactivate(stage.ports, boss, { agentId: ann.agentId }));
  expect(await stage.offer(first.id)).toMatchObject({ state: 'WITHDRAWN' });
  expect(await stage.ringing(id)).toMatchObject({ agentId: bob.agentId });
  expect(await stage.agentRecord(ann)).toMatchObject({ pendingOffers: 0 });
});
