/**
 * Visitors who wait, and fifty places that come free at once: fifty agents end their chats in the same moment. Timed is each
 * place by itself: from the answer that says that it is free to the frame at its agent's socket that says for whom it rings, so
 * it holds the look, the round and the delivery; and the same from the sending of the fifty ends. Whoever is rung for accepts,
 * and all fifty end again.
 */
import { accept, answerYes, openCast, yes } from './support/cast.mjs';
import { cpuOf, cpuOfFamily, percentile, round } from './support/measure.mjs';
import { Socket } from './support/socket.mjs';

export const title = 'Queue (50 places freed at once)';
const places = 50;
/** A line has 500 places: a thousand visitors wait in two. */
const longestLine = 500;

const offers =
  'subscription{events(filter:{types:[OFFER_CREATED]}){... on EventBatch{events{... on OfferCreated{offer{id} conversation{id}}}}}}';
const end = 'mutation($i:ConversationEndInput!){conversationEnd(input:$i){userErrors{code message}}}';

export async function run(rig, { full }) {
  const product = await rig.product();
  const cast = await openCast(rig, product);
  const runs = [];
  for (const waiting of [200, 1_000]) runs.push(await measure(rig, { product, cast, waiting, rounds: full ? 16 : 4 }));
  const row = (name, of, budget = '') => [name, ...runs.map(of), budget];
  return {
    rows: [
      row('', ({ waiting }) => `${waiting} waiting`, 'budget'),
      row('places freed', ({ latencies }) => latencies.length),
      row('p50 ms until it rings', ({ latencies }) => round(percentile(latencies, 50), 0)),
      row('p99 ms until it rings', ({ latencies }) => round(percentile(latencies, 99), 0), '≤ 1000'),
      row('the same with the fifty ends, p99 ms', ({ inAll }) => round(percentile(inAll, 99), 0)),
      row('commits that gave them', ({ commits }) => commits),
      row('server CPU ms a place', ({ server }) => round(server)),
      row('database CPU ms a place', ({ database }) => round(database)),
      row('places that went past somebody older', ({ wrong }) => wrong, '0'),
      row('places given twice, or to nobody', ({ lost }) => lost, '0'),
    ],
    met: runs.every(({ latencies, wrong, lost }) => percentile(latencies, 99) <= 1_000 && wrong === 0 && lost === 0),
  };
}

async function measure(rig, { product, cast, waiting, rounds }) {
  const desk = await openDesk(cast, product);
  const queue = { maxLength: longestLine, maxWaitSeconds: 7_200 };
  const lines = Math.ceil((waiting + places) / longestLine);
  const dialogs = [];
  for (let line = 0; line < lines; line += 1) {
    dialogs.push(await cast.dialog({ name: `Queue ${waiting} ${line}`, queue }));
  }
  const asks = async (count) => {
    const ids = [];
    for (const [index, visitor] of (await cast.visitors(count)).entries()) {
      const id = await cast.start(visitor, dialogs[index % lines]);
      const socket = await Socket.open(product.socketUrl, visitor.token);
      await socket.ask(answerYes, yes(id));
      socket.close();
      ids.push(id);
    }
    return ids;
  };
  let served = await asks(places);
  await desk.rung(served);
  await desk.accept(served);
  const line = await asks(waiting);

  const cpu = () => [cpuOf(product.pid), cpuOfFamily(rig.databasePid)];
  const before = cpu();
  const since = new Date();
  const [latencies, inAll] = [[], []];
  let [wrong, lost] = [0, 0];
  for (let time = 0; time < rounds && line.length >= places; time += 1) {
    const next = line.splice(0, places);
    const began = performance.now();
    const freed = new Map(await Promise.all(served.map((id) => desk.end(id))));
    const rung = await desk.rung(next);
    for (const { at, socket } of rung.values()) {
      // It may ring before the answer of the end has been read.
      latencies.push(Math.max(0, at - freed.get(socket)));
      inAll.push(at - began);
    }
    wrong += [...desk.offersOf()].filter(({ id }) => line.includes(id)).length;
    lost += places - rung.size + (desk.offersOf().length - new Set(desk.offersOf().map(({ id }) => id)).size);
    await desk.accept(next);
    served = next;
  }
  const { rows } = await rig.owner.query(
    'SELECT count(DISTINCT offered_at)::int AS commits FROM offer WHERE workspace_id = $1 AND offered_at >= $2',
    [cast.workspaceId, since],
  );
  const [server, database] = cpu().map((now, index) => (now - before[index]) / 1e3 / latencies.length);
  await Promise.all(served.map((id) => desk.end(id)));
  desk.close();
  await clear(rig, cast);
  return { waiting, latencies, inAll, wrong, lost, commits: rows[0].commits, server, database };
}

/** Fifty agents with a place and a socket each. */
async function openDesk(cast, product) {
  const agents = await cast.agents(places, 1);
  const made = [];
  const sockets = await Promise.all(agents.map(({ token }) => Socket.open(product.socketUrl, token)));
  let heard = () => {};
  for (const socket of sockets) {
    socket.subscribe(offers, {}, (data) => {
      for (const event of data?.events?.events ?? []) {
        if (event.conversation)
          made.push({ id: event.conversation.id, offerId: event.offer.id, socket, at: performance.now() });
      }
      heard();
    });
  }
  const byConversation = new Map();
  return {
    /** Their offers, once all have one; half a minute later those that there are. */
    async rung(ids) {
      const wanted = new Set(ids);
      const all = () => made.filter(({ id }) => wanted.has(id));
      const deadline = new Promise((resolve) => setTimeout(resolve, 30_000).unref());
      await Promise.race([
        deadline,
        new Promise((resolve) => {
          heard = () => new Set(all().map(({ id }) => id)).size === wanted.size && resolve();
          heard();
        }),
      ]);
      return new Map(all().map((offer) => [offer.id, offer]));
    },
    offersOf: () => made,
    async accept(ids) {
      const wanted = new Set(ids);
      const mine = made.filter(({ id }) => wanted.has(id));
      made.length = 0;
      await Promise.all(mine.map(({ offerId, socket }) => socket.ask(accept, { i: { offerId } })));
      for (const { id, socket } of mine) byConversation.set(id, socket);
    },
    /** Whose place it was, and since when it is free. */
    async end(id) {
      const socket = byConversation.get(id);
      const done = await socket?.ask(end, { i: { conversationId: id } });
      if (done?.conversationEnd.userErrors.length !== 0) throw new Error(JSON.stringify(done));
      return [socket, performance.now()];
    },
    close: () => sockets.forEach((socket) => socket.close()),
  };
}

/** Who waits still is not there for the next measurement. */
async function clear(rig, { workspaceId }) {
  await rig.owner.query(`UPDATE agent SET available = false WHERE workspace_id = $1`, [workspaceId]);
  await rig.owner.query(
    `UPDATE live_chat SET state = 'ABANDONED', ended_at = now() WHERE workspace_id = $1 AND state = 'WAITING'`,
    [workspaceId],
  );
}
