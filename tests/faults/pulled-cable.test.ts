import { openCluster } from '../support/cluster';
import { talkToAPerson } from '../support/desk';
import { documentOf } from '../support/documents';

interface WhoIsThere {
  readonly agents: { readonly nodes: readonly { readonly id: string; readonly reachable: boolean }[] };
}
const whoIsThere = documentOf<WhoIsThere>('{ agents { nodes { id reachable } } }');

/** A ping goes out every ten seconds, and the next one finds that nobody has answered the last; what is left is the check's own beat. */
const noticedWithinMs = 30_000;

test('an agent whose cable was pulled counts as gone behind the grace, on every node, and what rang there goes on', async () => {
  const cluster = await openCluster({ settings: { disconnectGraceSeconds: 20 } });
  const ann = await cluster.agent({ name: 'Ann', at: cluster.at('A') });
  const bo = await cluster.agent({ name: 'Bo', at: cluster.at('B') });
  const teamId = await cluster.team('Team', [ann, bo]);
  await cluster.publishes(talkToAPerson({ strategy: 'TEAM', teamId }));
  const vera = await cluster.visitor({}, cluster.at('B'));
  await vera.asksForAnAgent();
  await ann.rings();

  // The connection stands, and so does the offer: only the answers to the pings stay away.
  ann.line.pull();
  await cluster.misses(ann, noticedWithinMs);
  await cluster.timePasses(19_000);
  await cluster.isDoneWithWhatIsDue();
  expect(bo.ringing).toEqual([]);
  await cluster.timePasses(1_000);
  await bo.accepts();
  await vera.isTold('CONNECTED');

  for (const place of ['A', 'B'] as const) {
    const admin = await cluster.tabOf(cluster.admin, cluster.at(place));
    const { agents } = await admin.asks(whoIsThere, {});
    const there = new Map(agents.nodes.map(({ id, reachable }) => [id, reachable]));
    expect([place, there.get(ann.id), there.get(bo.id)]).toEqual([place, false, true]);
  }
  // Plugged in again, Ann is offered the next one.
  ann.line.mend();
  ann.parley.retryNow();
  await cluster.hasBack(ann);
  const viktor = await cluster.visitor({}, cluster.at('A'));
  await viktor.asksForAnAgent();
  await ann.accepts();
  await viktor.isTold('CONNECTED');
});
