import { type Cluster, openCluster } from '../support/cluster';
import { talkToAPerson } from '../support/desk';
import { documentOf } from '../support/documents';

interface WhoIsThere {
  readonly agents: { readonly nodes: readonly { readonly id: string; readonly reachable: boolean }[] };
}
const whoIsThere = documentOf<WhoIsThere>('{ agents { nodes { id reachable } } }');

async function aTeamOf(cluster: Cluster, ...places: readonly ('A' | 'B')[]) {
  const members = [];
  for (const place of places) members.push(await cluster.agent({ name: `Agent at ${place}`, at: cluster.at(place) }));
  const teamId = await cluster.team('Team', members);
  await cluster.publishes(talkToAPerson({ strategy: 'TEAM', teamId }));
  return members;
}

test('an offer that was made by a node which was killed expires on time on the other, and goes on', async () => {
  const cluster = await openCluster();
  const [ann, bo] = await aTeamOf(cluster, 'B', 'B');
  const vera = await cluster.visitor({}, cluster.at('A'));
  await vera.asksForAnAgent();
  await ann?.rings();
  await cluster.kills('A');

  // What the machine takes itself counts, too: far enough from the end of the window.
  await cluster.timePasses(60_000);
  await cluster.isDoneWithWhatIsDue();
  expect(bo?.ringing).toEqual([]);
  await cluster.timePasses(40_000);
  await bo?.rings();
  await ann?.hears('OfferExpired');
  await bo?.accepts();
  await vera.isTold('CONNECTED');
  expect(vera.standing.liveChat?.agentName).toBe('Agent at B');
});

test('an agent whose node was killed counts as gone behind the grace, and what rang there goes on', async () => {
  const cluster = await openCluster({ settings: { disconnectGraceSeconds: 20 } });
  const [ann, bo] = await aTeamOf(cluster, 'A', 'B');
  if (ann === undefined || bo === undefined) throw new Error('Nobody.');
  const vera = await cluster.visitor({}, cluster.at('B'));
  await vera.asksForAnAgent();
  await ann.rings();
  const dead = await cluster.processesOf(ann);
  // Their line goes down with the node: nobody takes them over.
  ann.lineDrops();
  await cluster.kills('A');

  await cluster.timePasses(20_000, dead);
  await bo.accepts();
  await vera.isTold('CONNECTED');
  const { agents } = await cluster.admin.asks(whoIsThere, {});
  const there = new Map(agents.nodes.map(({ id, reachable: isThere }) => [id, isThere]));
  expect([there.get(ann.id), there.get(bo.id)]).toEqual([false, true]);
});

test('who is led to another node within the grace keeps the offer', async () => {
  const cluster = await openCluster({ settings: { disconnectGraceSeconds: 20 } });
  const [ann, bo] = await aTeamOf(cluster, 'A', 'B');
  if (ann === undefined || bo === undefined) throw new Error('Nobody.');
  const vera = await cluster.visitor({}, cluster.at('B'));
  await vera.asksForAnAgent();
  await ann.rings();
  const dead = await cluster.processesOf(ann);
  const lost = ann.isLost();
  await cluster.kills('A');
  await lost;
  await ann.isLive();

  // The dead node's lease runs out; the new one holds.
  await cluster.timePasses(60_000, dead);
  await cluster.isDoneWithWhatIsDue();
  expect(bo.ringing).toEqual([]);
  await ann.accepts();
  await vera.isTold('CONNECTED');
});
