/**
 * Send → both sides have it: 100 pairs of visitor and agent in one process, against the floor that writes the same rows.
 * The visitor sends over its socket; it counts when the visitor's `messageAdded` and the agent's `events` have both delivered.
 * Closed loop (one message outstanding for each pair) for throughput and CPU, open loop for latency: at half of what the
 * slower of the two carries, so that neither is asked for more than it can. They take turns, and what is quoted is the median
 * of the rounds.
 */
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { accept, answerYes, openCast, yes } from './support/cast.mjs';
import { cpuOf, cpuOfFamily, median, percentile, round } from './support/measure.mjs';
import { post } from './support/rig.mjs';
import { Socket } from './support/socket.mjs';

export const title = 'Send → both sides have it (100 pairs, one process)';
const added =
  'subscription($c:ID!,$a:Int){messageAdded(conversationId:$c,afterSequence:$a){sequence author text clientMessageId}}';
const streamed =
  'subscription{events{__typename ... on EventBatch{cursor events{... on MessageAdded{message{sequence author text clientMessageId}}}}}}';
const send = 'mutation($i:MessageSendInput!){messageSend(input:$i){message{sequence} userErrors{code}}}';
const text = 'Does the lamp come with a longer cable, and can I have it by Friday?';

/** Messages on their way, by the sender's key: said when both sides have them. */
const waiting = new Map();

function arrived(key) {
  const entry = waiting.get(key);
  if (entry === undefined) return;
  entry.sides += 1;
  if (entry.sides < 2) return;
  waiting.delete(key);
  entry.resolve(performance.now() - entry.at);
}

/** A pair that knows how to say something; `transmit` is its transport. */
class Pair {
  say() {
    const key = randomUUID();
    return new Promise((resolve) => {
      waiting.set(key, { sides: 0, at: performance.now(), resolve });
      this.transmit(key);
    });
  }
}

async function productPairs(rig, product, count) {
  const cast = await openCast(rig, product);
  const dialogId = await cast.dialog();
  const agents = await cast.agents(count, 1);
  const visitors = await cast.visitors(count);
  const agentSockets = new Map();
  for (const agent of agents) {
    const socket = await Socket.open(product.socketUrl, agent.token);
    agentSockets.set(agent.id, socket);
    // As the inbox does it: one stream for everything.
    await new Promise((resolve) =>
      socket.subscribe(streamed, {}, ({ events: frame }) => {
        resolve();
        for (const { message } of frame.events ?? []) if (message?.clientMessageId) arrived(message.clientMessageId);
      }),
    );
  }
  const pairs = [];
  for (const visitor of visitors) {
    const conversationId = await cast.start(visitor, dialogId);
    await post(product.url, visitor.token, answerYes, yes(conversationId));
    const { rows } = await rig.owner.query(
      `SELECT offer_id, agent_id FROM offer WHERE conversation_id = $1 AND state = 'PENDING'`,
      [cast.plainId(conversationId)],
    );
    const { offer_id: offerId, agent_id: agentId } = rows[0];
    await agentSockets.get(agentId).ask(accept, { i: { offerId: cast.globalId('Offer', offerId) } });
    const pair = new Pair();
    const socket = await Socket.open(product.socketUrl, visitor.token);
    // From the first line on: when that has come the stream is open, and no message of the run can be ahead of it.
    await new Promise((resolve) =>
      socket.subscribe(added, { c: conversationId, a: 0 }, ({ messageAdded }) => {
        resolve();
        if (messageAdded.clientMessageId) arrived(messageAdded.clientMessageId);
      }),
    );
    pair.transmit = (key) => socket.send(send, { i: { conversationId, text, clientMessageId: key } }, () => {});
    pair.conversationId = cast.plainId(conversationId);
    pairs.push(pair);
  }
  return { pairs, workspaceId: cast.workspaceId };
}

async function floorPairs(floor, workspaceId, conversationIds) {
  const open = (path) =>
    new Promise((resolve) => {
      const socket = new WebSocket(`${floor.socketUrl}/${path}`, { perMessageDeflate: false });
      socket.on('message', (data) => arrived(JSON.parse(data).k));
      socket.on('open', () => resolve(socket));
    });
  return Promise.all(
    conversationIds.map(async (id) => {
      const pair = new Pair();
      const [visitor] = [await open(`${workspaceId}/${id}`), await open(`${workspaceId}/${id}`)];
      pair.transmit = (key) => visitor.send(JSON.stringify({ t: text, k: key }));
      return pair;
    }),
  );
}

async function closedLoop(pairs, pid, ms) {
  const until = performance.now() + ms;
  const before = cpuOf(pid);
  const latencies = [];
  const began = performance.now();
  await Promise.all(
    pairs.map(async (pair) => {
      while (performance.now() < until) latencies.push(await pair.say());
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  return { perSecond: latencies.length / seconds, cpu: (cpuOf(pid) - before) / latencies.length };
}

async function openLoop(pairs, { server, database }, perSecond, ms) {
  const before = [cpuOf(server), cpuOfFamily(database)];
  const latencies = [];
  const said = [];
  const began = performance.now();
  let sent = 0;
  while (performance.now() - began < ms) {
    const due = ((performance.now() - began) / 1000) * perSecond;
    for (; sent < due; sent += 1)
      said.push(pairs[sent % pairs.length].say().then((latency) => latencies.push(latency)));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(said);
  return {
    p50: percentile(latencies, 50),
    p99: percentile(latencies, 99),
    server: (cpuOf(server) - before[0]) / latencies.length,
    database: (cpuOfFamily(database) - before[1]) / latencies.length,
  };
}

export async function run(rig, { full }) {
  const rounds = full ? 7 : 5;
  const ms = full ? 5_000 : 2_000;
  // Long enough that the database's own housekeeping, each ten seconds, falls into turns of both: in short ones p99 is whose it hit.
  const openMs = 5_000;
  const product = await rig.product();
  const floor = await rig.floor('send-floor.mjs');
  const { pairs, workspaceId } = await productPairs(rig, product, 100);
  // The floor writes into conversations of its own, copied row by row, so that neither waits for the other's locks or indexes.
  const copies = await rig.owner.query(
    `WITH other AS (
       INSERT INTO workspace (workspace_id, key, name, plan) VALUES (gen_random_uuid(), 'wk_floor_' || gen_random_uuid(), 'Floor', 'PRIME') RETURNING workspace_id)
     SELECT workspace_id FROM other`,
  );
  const floorWorkspace = copies.rows[0].workspace_id;
  const ids = await copyConversations(rig, workspaceId, floorWorkspace, pairs);
  const floors = await floorPairs(floor, floorWorkspace, ids);
  const sides = { ours: { pairs, pid: product.pid }, floor: { pairs: floors, pid: floor.pid } };
  const closed = { ours: [], floor: [] };
  for (const side of ['ours', 'floor']) await closedLoop(sides[side].pairs, sides[side].pid, 1_000);
  for (let turn = 0; turn < rounds; turn += 1) {
    for (const side of turn % 2 === 0 ? ['ours', 'floor'] : ['floor', 'ours']) {
      closed[side].push(await closedLoop(sides[side].pairs, sides[side].pid, ms));
    }
  }
  const carried = ['ours', 'floor'].map((side) => median(closed[side].map(({ perSecond }) => perSecond)));
  const half = Math.floor(Math.min(...carried) / 2);
  const open = { ours: [], floor: [] };
  for (let turn = 0; turn < rounds; turn += 1) {
    for (const side of turn % 2 === 0 ? ['ours', 'floor'] : ['floor', 'ours'])
      open[side].push(
        await openLoop(sides[side].pairs, { server: sides[side].pid, database: rig.databasePid }, half, openMs),
      );
  }
  await checkRows(rig, workspaceId);
  const of = (results, key) => median(results.map((result) => result[key]));
  const throughput = of(closed.ours, 'perSecond') / of(closed.floor, 'perSecond');
  const p99 = of(open.ours, 'p99') / of(open.floor, 'p99');
  return {
    rows: [
      ['', 'Parley', 'floor', 'ratio', 'budget'],
      [
        'messages a second, closed loop',
        Math.round(of(closed.ours, 'perSecond')),
        Math.round(of(closed.floor, 'perSecond')),
        round(throughput),
        '≥ 0.50',
      ],
      [
        'server CPU µs a message',
        Math.round(of(closed.ours, 'cpu')),
        Math.round(of(closed.floor, 'cpu')),
        round(of(closed.ours, 'cpu') / of(closed.floor, 'cpu')),
        '',
      ],
      ...['server', 'database'].map((whose) => [
        `${whose} CPU µs a message at ${half} a second`,
        Math.round(of(open.ours, whose)),
        Math.round(of(open.floor, whose)),
        round(of(open.ours, whose) / of(open.floor, whose)),
        '',
      ]),
      [
        `p50 ms at ${half} a second`,
        round(of(open.ours, 'p50')),
        round(of(open.floor, 'p50')),
        round(of(open.ours, 'p50') / of(open.floor, 'p50')),
        '',
      ],
      [`p99 ms at ${half} a second`, round(of(open.ours, 'p99')), round(of(open.floor, 'p99')), round(p99), '≤ 2.00'],
    ],
    met: throughput >= 0.5 && p99 <= 2,
  };
}

/** What a conversation stands on, and the conversations, as rows of another workspace; `instead`: columns that differ there. */
async function copyConversations(rig, from, to, pairs) {
  await rig.owner.query('INSERT INTO workspace_stream (workspace_id) VALUES ($1) ON CONFLICT DO NOTHING', [to]);
  const copy = async (table, instead = {}) => {
    const { rows } = await rig.owner.query(
      `SELECT quote_ident(attname) AS name FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
      [table],
    );
    const names = rows.map(({ name }) => name);
    const values = names.map((name) => (name === 'workspace_id' ? '$2' : (instead[name] ?? name)));
    await rig.owner.query(
      `INSERT INTO ${table} (${names.join(', ')}) SELECT ${values.join(', ')} FROM ${table} WHERE workspace_id = $1`,
      [from, to],
    );
  };
  await copy('dialog');
  await copy('dialog_version');
  await copy('visitor', { person_id: 'NULL' });
  await copy('agent', { email: `'floor-' || email`, password_hash: `'none'` });
  await copy('conversation', { last_sequence: '0', live_chat_id: 'NULL', live_chat_state: 'NULL' });
  return pairs.map(({ conversationId }) => conversationId);
}

/** A fast wrong answer fails: every conversation dense, every position dense. */
async function checkRows(rig, workspaceId) {
  const { rows } = await rig.owner.query(
    `SELECT (SELECT count(*) FROM (SELECT conversation_id FROM message WHERE workspace_id = $1 GROUP BY 1 HAVING count(*) <> max(sequence)) AS holes)::int AS holes,
       (SELECT count(*) - max(position) FROM event WHERE workspace_id = $1)::int AS missing`,
    [workspaceId],
  );
  if (rows[0].holes !== 0 || rows[0].missing !== 0) throw new Error(`The order has holes: ${JSON.stringify(rows[0])}`);
}
