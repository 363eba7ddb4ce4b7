import { openCluster } from '../support/cluster';
import { dial, type FrameSocket } from '../support/frames';
import { Happenings } from '../support/happenings';
import { type Acknowledged, faultsOf, reads, sendAll, servedChats } from './load';

test('a node that is told to stop under load says goodbye with 1001 and ends with 0; the load goes on elsewhere', async () => {
  const cluster = await openCluster();
  const chats = await servedChats(cluster, 2, () => cluster.at('A'));
  const acknowledged = new Happenings<Acknowledged>('The sender');
  const senders = [];
  const readings = [];
  for (const { ann, vera, conversationId } of chats) {
    for (const person of [vera, ann, vera, ann, vera]) {
      const tab = await cluster.tabOf(person, cluster.at('A'));
      senders.push({ conversationId, sends: (text: string) => tab.sends(conversationId, text) });
      readings.push(reads(tab, conversationId));
    }
  }
  const sockets: FrameSocket[] = [];
  for (const { vera } of chats) {
    const socket = await dial(`${cluster.node('A').url.replace('http', 'ws')}/graphql`);
    if ('refused' in socket) throw new Error(`Refused with ${socket.refused}.`);
    await socket.init(vera.token);
    sockets.push(socket);
  }

  const sending = sendAll(senders, { each: 20, round: 'the round', acknowledged: (one) => acknowledged.add(one) });
  await acknowledged.until('the load to run', () => (acknowledged.all.length > 40 ? true : null));
  const closed = Promise.all(sockets.map((socket) => socket.closed(20_000)));
  const exit = await cluster.node('A').kill('SIGTERM');
  expect(exit).toEqual({ code: 0, signal: null });
  expect((await closed).map(({ code }) => code)).toEqual(sockets.map(() => 1001));

  await sending;
  expect(acknowledged.all).toHaveLength(senders.length * 20);
  expect(await faultsOf(cluster, { acknowledged: acknowledged.all, readings })).toEqual([]);
});

test('a node that has nothing to do stops as readily', async () => {
  const cluster = await openCluster();
  expect(await cluster.node('B').kill('SIGTERM')).toEqual({ code: 0, signal: null });
});
