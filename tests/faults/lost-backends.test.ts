import { type Cluster, openCluster } from '../support/cluster';
import { Happenings } from '../support/happenings';
import { type Acknowledged, faultsOf, reads, sendAll, servedChats } from './load';

/** Every connection that the servers have: those of their pools, and those they listen and notify with. */
async function terminateBackends(cluster: Cluster): Promise<number> {
  const rows = await cluster.db.rows(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name LIKE 'parley%'`,
  );
  return rows.length;
}

test('backends die in the middle of sends: what was acknowledged is there, and nothing is there twice', async () => {
  const cluster = await openCluster();
  const chats = await servedChats(cluster, 2, (index) => cluster.at(index % 2 === 0 ? 'A' : 'B'));
  const acknowledged = new Happenings<Acknowledged>('The sender');
  const senders = [];
  const readings = [];
  for (const { ann, vera, conversationId } of chats) {
    for (const [index, person] of [vera, vera, ann, ann].entries()) {
      const tab = await cluster.tabOf(person, cluster.at(index % 2 === 0 ? 'A' : 'B'));
      senders.push({ conversationId, sends: (text: string) => tab.sends(conversationId, text) });
      readings.push(reads(tab, conversationId));
    }
  }
  for (let round = 0; round < 8; round += 1) {
    const before = acknowledged.all.length;
    const sending = sendAll(senders, {
      each: 6,
      round: `round ${round}`,
      acknowledged: (one) => acknowledged.add(one),
    });
    await acknowledged.until('the load to run', () => (acknowledged.all.length > before + 10 ? true : null));
    expect(await terminateBackends(cluster)).toBeGreaterThan(4);
    await sending;
  }
  expect(acknowledged.all).toHaveLength(8 * senders.length * 6);
  expect(await faultsOf(cluster, { acknowledged: acknowledged.all, readings })).toEqual([]);
});
