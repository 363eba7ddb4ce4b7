import type { OfferRecord } from '../../src/actions/records';
import type { AgentActor } from '../../src/auth/actor';
import type { Outcome } from '../../src/routing/refusal';
import { globalId } from '../../src/schema/global-ids';
import { newId } from '../../src/stores/ids';
import { type Data, type Graph, openGraph } from '../support/graph';
import { accepts, declines, type Stage, valueOf } from '../support/stage';

let graph: Graph;
let team: readonly AgentActor[];
let boss: AgentActor;
beforeEach(async () => {
  graph = await openGraph();
  const { stage } = graph;
  boss = await stage.agent({ permissions: ['ROUND_ROBIN_VIEW', 'LIVE_CHAT_REPORTS_VIEW'], reachable: false });
  team = [await stage.agent(), await stage.agent(), await stage.agent()];
  const teamId = await stage.team('Sales', team);
  await stage.dialog({ routing: { strategy: 'TEAM', agentId: null, teamId } });
});
afterEach(() => graph.close());

const hour = 3_600_000;
const at = (hours: number): string => new Date(Date.now() + hours * hour).toISOString();
const document = `query ($from: DateTime!, $to: DateTime!) { roundRobinPools { kind fairness(from: $from, to: $to) {
  offerSpread acceptSpread agents { agent { id } offers accepts declines expiries eligibleShare inRing } } } }`;
const asked = (more: object = {}) => ({ from: at(-1), to: at(1), ...more });
const rings = async (): Promise<readonly Data[]> => (await graph.as(boss).data(document, asked())).roundRobinPools;
const teamRing = async (): Promise<Data> => (await rings()).find(({ kind }) => kind === 'TEAM').fairness;

/** Asks; whoever it rings at does as told. */
async function asks(does: (stage: Stage, offer: OfferRecord) => Promise<Outcome<unknown>>): Promise<void> {
  const { stage } = graph;
  const id = await stage.asks(await stage.visitor());
  valueOf(await does(stage, await stage.ringing(id)));
}

test('a steady ring differs by one offer at most, whenever one looks', async () => {
  for (let count = 1; count <= 10; count += 1) {
    await asks(accepts);
    const { offerSpread, acceptSpread } = await teamRing();
    expect([offerSpread <= 1, acceptSpread <= 1]).toEqual([true, true]);
  }
  const { offerSpread, agents } = await teamRing();
  expect(offerSpread).toBe(1);
  expect(agents.map(({ offers }: Data) => offers)).toEqual([4, 3, 3]);
  expect(agents.map(({ eligibleShare }: Data) => eligibleShare)).toEqual([1, 1, 1]);
  expect(agents.map(({ agent }: Data) => agent.id)).toEqual(team.map(({ agentId }) => globalId('Agent', agentId)));
});

test('what became of the offers is told for each, and how often each could have been asked', async () => {
  await asks(accepts);
  // The second declines, so the third is asked as well.
  await asks(declines);
  const away = team[0];
  if (away === undefined) throw new Error('There is nobody.');
  await graph.stage.work(async (tx) => tx.agents.update(away.agentId, { available: false }));
  await asks(accepts);
  const { agents, offerSpread } = await teamRing();
  expect(agents).toMatchObject([
    { offers: 1, accepts: 1, declines: 0, eligibleShare: 0.75 },
    { offers: 2, accepts: 1, declines: 1, eligibleShare: 1 },
    { offers: 1, accepts: 0, declines: 0, eligibleShare: 1 },
  ]);
  expect(offerSpread).toBe(1);
});

test('a ring from which nothing was given has no spread, and nobody in it was looked at', async () => {
  const { agents, offerSpread, acceptSpread } = await teamRing();
  expect([offerSpread, acceptSpread]).toEqual([0, 0]);
  expect(agents).toHaveLength(3);
  for (const share of agents) expect(share).toMatchObject({ offers: 0, eligibleShare: null, inRing: true });
});

test('who has left the ring is told behind it and not compared', async () => {
  await asks(accepts);
  await asks(accepts);
  const [gone, ...stayed] = team;
  const ring = await graph.stage.work(async (tx) => (await tx.replays.findPools()).find(({ kind }) => kind === 'TEAM'));
  if (ring === undefined || gone === undefined) throw new Error('There is no ring.');
  const order = stayed.map(({ agentId }) => agentId);
  await graph.stage.work(async (tx) => {
    await tx.routing.lock();
    tx.routing.updatePool(ring.id, { order });
  });
  const { agents, offerSpread } = await teamRing();
  expect(agents.map(({ inRing, offers }: Data) => [inRing, offers])).toEqual([
    [true, 1],
    [true, 0],
    [false, 1],
  ]);
  expect(offerSpread).toBe(1);
});

test('it takes both permissions, and a period that can be answered', async () => {
  for (const permission of ['ROUND_ROBIN_VIEW', 'LIVE_CHAT_REPORTS_VIEW'] as const) {
    const half: AgentActor = { ...boss, permissions: new Set([permission]) };
    expect(await graph.as(half).refusal(document, asked())).toMatch(/^FORBIDDEN at roundRobinPools/);
  }
  for (const wrong of [{ from: at(2) }, { from: at(-24 * 32) }]) {
    expect(await graph.as(boss).refusal(document, asked(wrong))).toMatch(/^BAD_USER_INPUT at roundRobinPools\.0/);
  }
  const workspaceId = newId<'Workspace'>();
  await graph.db.createWorkspace({ id: workspaceId, key: 'wk_fair', plan: 'PRIME' });
  await asks(accepts);
  const elsewhere = await graph.as({ ...boss, workspaceId }).data(document, asked());
  expect(elsewhere.roundRobinPools.map(({ fairness }: Data) => fairness.agents)).toEqual([[]]);
});
