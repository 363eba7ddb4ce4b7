/**
 * A message on its way through two processes: 1,000 visitors hold a socket of one, their 1,000 agents a socket of the other, and
 * each subscribes as the samples do. Visitors and agents write in turn, 200 messages a second in all; timed from the sending to
 * the frame on the other side's socket, which the other process sends. Two seconds of the same go before and are checked like
 * the rest, but not timed: code and plans are made then.
 */
import { randomUUID } from 'node:crypto';
import { openCast } from './support/cast.mjs';
import { listening, openChats, together } from './support/chats.mjs';
import { clientDocument } from './support/documents.mjs';
import { cpuOf, cpuOfFamily, percentile, round } from './support/measure.mjs';

export const title = 'The other process’s subscriber (2,000 sockets, 200 messages a second)';
const chatCount = 1_000;
const perSecond = 200;
const text = 'Does the lamp come with a longer cable, and can I have it by Friday?';
const send = 'mutation($i:MessageSendInput!){messageSend(input:$i){message{sequence} userErrors{code message}}}';

export async function run(rig, { full }) {
  const seconds = full ? 60 : 8;
  const visitorsNode = await rig.product();
  const agentsNode = await rig.product({ PARLEY_DEMO: '0' });
  const cast = await openCast(rig, visitorsNode);
  const tally = new Tally();
  const chats = await openedChats(rig, { cast, visitorsNode, agentsNode, tally });

  const cpu = () => ({
    servers: cpuOf(visitorsNode.pid) + cpuOf(agentsNode.pid),
    database: cpuOfFamily(rig.databasePid),
  });
  await speak(chats, tally, { from: 0, count: 2 * perSecond });
  tally.timed();
  const before = cpu();
  const count = seconds * perSecond;
  await speak(chats, tally, { from: 2 * perSecond, count });
  await tally.settled();
  const after = cpu();
  const p99 = percentile(tally.latencies, 99);
  const sound = tally.wrong === 0 && tally.missing === 0;
  return {
    rows: [
      ['', 'Parley', 'budget'],
      ['sockets', 2 * chatCount, ''],
      ['messages', count, ''],
      ['of them delivered on the other process', tally.latencies.length, String(count)],
      ['p50 ms', round(percentile(tally.latencies, 50)), ''],
      ['p99 ms', round(p99), '≤ 150'],
      ['CPU µs a message, both servers', round((after.servers - before.servers) / count, 0), ''],
      ['CPU µs a message, database', round((after.database - before.database) / count, 0), ''],
      ['messages lost, doubled or out of order', tally.wrong + tally.missing, '0'],
    ],
    met: p99 <= 150 && sound && tally.latencies.length === count,
  };
}

/** Each message once on the other side's socket, each conversation's in their order. */
class Tally {
  latencies = [];
  wrong = 0;
  #sent = new Map();
  #reached = new Map();
  #isTimed = false;

  get missing() {
    return this.#sent.size;
  }

  timed() {
    this.#isTimed = true;
  }

  say(reader) {
    const key = randomUUID();
    this.#sent.set(key, { reader, at: performance.now(), isTimed: this.#isTimed });
    return key;
  }

  /** What `reader` got; what it has said itself, and the system's lines, have come with it and are passed over. */
  heard(reader, { clientMessageId: key, sequence }) {
    const said = this.#sent.get(key);
    if (said !== undefined && said.reader !== reader) return;
    if (sequence <= (this.#reached.get(reader) ?? 0)) this.wrong += 1;
    this.#reached.set(reader, sequence);
    if (said === undefined) return;
    this.#sent.delete(key);
    if (said.isTimed) this.latencies.push(performance.now() - said.at);
  }

  async settled() {
    const deadline = performance.now() + 5_000;
    while (this.missing > 0 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function openedChats(rig, { cast, visitorsNode, agentsNode, tally }) {
  const events = clientDocument(rig.root, 'events');
  const added = clientDocument(rig.root, 'messageAdded');
  const sockets = new Map();
  await together(await cast.agents(chatCount, 1), async ({ id, token }) => {
    const onData = ({ events: frame }) => {
      for (const { message } of frame.events ?? []) if (message) tally.heard(id, message);
    };
    sockets.set(id, await listening(agentsNode.socketUrl, { token, query: events, onData }));
  });
  const agentOf = new Map([...sockets].map(([id, socket]) => [socket, id]));
  const visitors = await cast.visitors(chatCount);
  const chats = await openChats(rig, { product: visitorsNode, cast, visitors, sockets });
  return together(chats, async ({ visitor, agentSocket, conversationId }) => {
    const socket = await listening(visitorsNode.socketUrl, {
      token: visitor.token,
      query: added,
      // From the first line on: when that has come the stream is open, and no message of the run can be ahead of it.
      variables: { conversationId, afterSequence: 0 },
      onData: ({ messageAdded }) => tally.heard(visitor.id, messageAdded),
    });
    return {
      conversationId,
      visitor: { socket, reader: agentOf.get(agentSocket) },
      agent: { socket: agentSocket, reader: visitor.id },
    };
  });
}

/** Visitors and agents in turn, so that both processes write and both are told. */
async function speak(chats, tally, { from, count }) {
  const began = performance.now();
  let said = 0;
  while (said < count) {
    const due = Math.min(count, ((performance.now() - began) / 1_000) * perSecond);
    for (; said < due; said += 1) {
      const turn = from + said;
      const chat = chats[Math.floor(turn / 2) % chats.length];
      const { socket, reader } = turn % 2 === 0 ? chat.visitor : chat.agent;
      const input = { conversationId: chat.conversationId, text, clientMessageId: tally.say(reader) };
      socket.send(send, { i: input }, ({ messageSend }) => {
        if (messageSend.userErrors.length > 0) throw new Error(JSON.stringify(messageSend.userErrors));
      });
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
