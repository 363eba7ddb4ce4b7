import { type Cluster, openCluster } from '../support/cluster';
import { promptMs } from '../support/happenings';

/** A card whose visitors wait, and one agent with one place at the node that lives on. */
async function withOnePlace(cluster: Cluster) {
  const queue = { maxLength: 10, maxWaitSeconds: 600 };
  const responses = [{ label: 'Yes', next: 'agent' }];
  await cluster.publishes([
    { key: 'ask', question: { text: 'Talk to a person?', responses } },
    { key: 'agent', liveChat: { routing: { strategy: 'ROUND_ROBIN' }, queue } },
  ]);
  return cluster.agent({ name: 'Ann', capacity: 1, at: cluster.at('B') });
}

test('a place that a node frees right before it is killed rings the next in line at once', async () => {
  const cluster = await openCluster();
  const ann = await withOnePlace(cluster);
  const first = await cluster.visitor({}, cluster.at('A'));
  await first.asksForAnAgent();
  await ann.accepts();
  const waiting = [];
  for (let made = 0; made < 3; made += 1) {
    const vera = await cluster.visitor({}, cluster.at('B'));
    await vera.asksForAnAgent();
    await vera.isTold('WAITING');
    expect(vera.standing.liveChat?.queuePosition).toBe(made + 1);
    waiting.push(vera);
  }
  const [next, second] = waiting;
  if (next === undefined || second === undefined) throw new Error('Nobody waits.');

  await first.leaves();
  const freedAt = performance.now();
  await cluster.kills('A');
  await next.isTold('OFFERED');
  expect(performance.now() - freedAt).toBeLessThan(promptMs);
  await ann.accepts();
  await next.isTold('CONNECTED');
  await second.standings.first('to be the next', ({ liveChat }) => liveChat?.queuePosition === 1);
});

test('who waits is not forgotten when every process dies, and is served by the one that comes back', async () => {
  const cluster = await openCluster();
  const ann = await withOnePlace(cluster);
  const first = await cluster.visitor({}, cluster.at('B'));
  await first.asksForAnAgent();
  await ann.accepts();
  const vera = await cluster.visitor({}, cluster.at('B'));
  await vera.asksForAnAgent();
  await vera.isTold('WAITING');
  const leaving = first.leaves();
  await leaving;
  await Promise.all([cluster.kills('A'), cluster.kills('B')]);
  await cluster.starts('B');
  await vera.isTold('OFFERED');
  await ann.accepts();
  await vera.isTold('CONNECTED');
});
