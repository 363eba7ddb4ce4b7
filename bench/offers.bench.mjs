/**
 * From a visitor's answer that asks for an agent to the frame on that agent's socket: 1,000 agents with a socket each,
 * 100 requests a second. Timed from the sending of the answer, so it holds the whole commit as well. Two seconds of the same
 * go before and are checked like the rest, but not timed: code and plans are made then.
 */
import { answerYes, openCast, yes } from './support/cast.mjs';
import { cpuOf, cpuOfFamily, percentile, round } from './support/measure.mjs';
import { Socket } from './support/socket.mjs';

export const title = 'Offer latency (1,000 agents, 100 requests a second)';
const offers =
  'subscription{events(filter:{types:[OFFER_CREATED]}){... on EventBatch{events{... on OfferCreated{offer{id expiresAt} conversation{id}}}}}}';

export async function run(rig, { full }) {
  const seconds = full ? 60 : 15;
  const perSecond = 100;
  const warmUp = 2 * perSecond;
  const product = await rig.product();
  const cast = await openCast(rig, product);
  const dialogId = await cast.dialog();
  const agents = await cast.agents(1_000, 10);
  const visitors = await cast.visitors(warmUp + seconds * perSecond);
  const asked = new Map();
  const latencies = [];
  let delivered = 0;
  let timedFrom = Infinity;
  for (const agent of agents) {
    const socket = await Socket.open(product.socketUrl, agent.token);
    socket.subscribe(offers, {}, (data) => {
      for (const event of data?.events?.events ?? []) {
        const at = asked.get(event.conversation?.id);
        if (at === undefined) continue;
        delivered += 1;
        if (at >= timedFrom) latencies.push(performance.now() - at);
      }
    });
  }
  const door = await Promise.all(
    Array.from({ length: 50 }, (_, index) => Socket.open(product.socketUrl, visitors[index].token)),
  );
  const conversations = [];
  for (const visitor of visitors) conversations.push({ visitor, id: await cast.start(visitor, dialogId) });
  door.forEach((socket) => socket.close());
  const sockets = await Promise.all(visitors.map((visitor) => Socket.open(product.socketUrl, visitor.token)));

  const cpu = () => ({ server: cpuOf(product.pid), database: cpuOfFamily(rig.databasePid) });
  const before = cpu();
  const began = performance.now();
  const answers = [];
  let sent = 0;
  while (sent < conversations.length) {
    const due = Math.min(conversations.length, ((performance.now() - began) / 1000) * perSecond);
    for (; sent < due; sent += 1) {
      const { id } = conversations[sent];
      if (sent === warmUp) timedFrom = performance.now();
      asked.set(id, performance.now());
      answers.push(sockets[sent].ask(answerYes, yes(id)));
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(answers);
  const after = cpu();
  const deadline = performance.now() + 5_000;
  while (delivered < conversations.length && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 10));

  const { rows } = await rig.owner.query(
    `SELECT (SELECT count(*) FROM agent WHERE taken > seat_ceiling)::int AS over,
       (SELECT array_agg(agent_id ORDER BY offered_at, offer_id) FROM offer WHERE workspace_id = $1) AS turns`,
    [cast.workspaceId],
  );
  const place = new Map(agents.map(({ id }, index) => [id, index]));
  const counts = new Array(agents.length).fill(0);
  for (const id of rows[0].turns ?? []) counts[place.get(id)] += 1;
  const spread = Math.max(...counts) - Math.min(...counts);
  const p99 = percentile(latencies, 99);
  return {
    rows: [
      ['', 'Parley', 'budget'],
      ['requests', conversations.length, ''],
      ['offers delivered', delivered, String(conversations.length)],
      ['p50 ms', round(percentile(latencies, 50)), ''],
      ['p99 ms', round(p99), '≤ 50'],
      ['server CPU µs a request', round((after.server - before.server) / conversations.length, 0), ''],
      ['database CPU µs a request', round((after.database - before.database) / conversations.length, 0), ''],
      ['agents over capacity', rows[0].over, '0'],
      ['spread of offers over the ring (most − least)', spread, '≤ 1'],
    ],
    met: p99 <= 50 && rows[0].over === 0 && spread <= 1 && delivered === conversations.length,
  };
}
