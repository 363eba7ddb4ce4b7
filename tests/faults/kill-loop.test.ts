import { globalId } from '../../src/schema/global-ids';
import type { StaffEvent } from '../support/agent-at-desk';
import { type Cluster, openCluster, type Place } from '../support/cluster';
import { Happenings } from '../support/happenings';
import type { Person } from '../support/person';
import { type Acknowledged, type Chat, faultsOf, reads, sendAll, servedChats } from './load';

const kills = 10;
const sendersOfChat = 5;
const eachRound = 8;

/** Tabs of the visitor and of the agent in turn, each led to another node than its neighbour. */
async function tabsOf(cluster: Cluster, { ann, vera }: Chat, count: number): Promise<readonly Person[]> {
  const tabs: Person[] = [];
  for (let tab = 0; tab < count; tab += 1) {
    const place: Place = tab % 2 === 0 ? 'A' : 'B';
    tabs.push(await cluster.tabOf(tab % 3 === 0 ? ann : vera, cluster.at(place)));
  }
  return tabs;
}

test('a node is killed again and again while ten tabs send and ten read: nothing is lost, doubled or out of order', async () => {
  const cluster = await openCluster();
  const chats = await servedChats(cluster, 2, (index) => cluster.at(index % 2 === 0 ? 'A' : 'B'));
  await cluster.admin.sitsDown();
  const acknowledged = new Happenings<Acknowledged>('The sender');
  const senders = [];
  const readings = [];
  for (const chat of chats) {
    const { conversationId } = chat;
    for (const tab of await tabsOf(cluster, chat, sendersOfChat)) {
      senders.push({ conversationId, sends: (text: string) => tab.sends(conversationId, text) });
    }
    for (const tab of await tabsOf(cluster, chat, sendersOfChat)) readings.push(reads(tab, conversationId));
    readings.push({ who: 'The visitor', conversationId, read: chat.vera.read });
  }

  for (let round = 0; round < kills; round += 1) {
    const before = acknowledged.all.length;
    const sending = sendAll(senders, {
      each: eachRound,
      round: `round ${round}`,
      acknowledged: (one) => acknowledged.add(one),
    });
    // In the middle of it, whatever is under way.
    await acknowledged.until('the load to run', () =>
      acknowledged.all.length > before + senders.length ? true : null,
    );
    await cluster.kills('A');
    await Promise.all([sending, cluster.starts('A')]);
  }

  expect(acknowledged.all).toHaveLength(kills * senders.length * eachRound);
  expect(await faultsOf(cluster, { acknowledged: acknowledged.all, readings })).toEqual([]);
  // The agent's stream of events went through the same: each message of both chats once, in the order of each chat.
  for (const { ann, vera, conversationId } of chats) {
    const stored = vera.read.all.map(({ sequence }) => sequence);
    const sequenceOf = (event: StaffEvent): number =>
      event.__typename === 'MessageAdded' && event.conversation?.id === conversationId ? event.message.sequence : 0;
    await ann.heard.first('the last message', (event) => sequenceOf(event) === stored.at(-1));
    const told = ann.heard.all.map(sequenceOf).filter((sequence) => sequence > 0);
    expect(told).toEqual(stored.slice(-told.length));
    expect(told.length).toBeGreaterThanOrEqual(kills * sendersOfChat * eachRound);
    expect(ann.loads).toBe(1);
  }
  // Who sees the whole workspace was told the whole log, as it stands.
  const { admin } = cluster;
  const rows = await cluster.db.rows<{ id: string }>('SELECT event_id AS id FROM event ORDER BY position');
  const logged = rows.map(({ id }) => globalId('Event', id));
  await admin.heard.first('the last event', ({ id }) => id === logged.at(-1));
  expect(admin.heard.all.map(({ id }) => id)).toEqual(logged.slice(-admin.heard.all.length));
  expect(admin.heard.all.length).toBeGreaterThan(acknowledged.all.length);
  expect(admin.loads).toBe(1);
});
