/**
 * 200 agents, four processes, one database. First 500 requests a second through the actions, in a steady ring; then a crowd that
 * wants more places than there are; then 100 requests a second through the graph, from the visitor's answer to the frame on
 * the agent's socket at whichever process it is. What must never happen is counted over all three by the database itself.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerYes, openCast, yes } from './support/cast.mjs';
import { percentile, round } from './support/measure.mjs';
import { post } from './support/rig.mjs';
import { Socket } from './support/socket.mjs';

export const title = 'Routing under load (200 agents, four processes)';
const processes = 4;
const agentsInAll = 200;
/** Requests a second through the actions. */
const asked = 500;
const offers =
  'subscription{events(filter:{types:[OFFER_CREATED]}){... on EventBatch{events{... on OfferCreated{offer{id expiresAt} conversation{id}}}}}}';

/** Seats as they were at each commit, whatever the product believes. */
const witness = `
  CREATE TABLE bench_over (agent_id uuid, seats integer);
  CREATE FUNCTION bench_witness() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
    IF NEW.active_chats + NEW.reserved > coalesce(NEW.capacity, 10) THEN
      INSERT INTO public.bench_over VALUES (NEW.agent_id, NEW.active_chats + NEW.reserved);
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER bench_witness AFTER UPDATE OF active_chats, reserved ON agent FOR EACH ROW EXECUTE FUNCTION bench_witness();`;

class RoutingNode {
  #child;
  #told = [];

  static async start(rig, directory) {
    const node = new RoutingNode();
    node.#child = fork(join(rig.root, 'bench/support/routing-node.mjs'), {
      cwd: rig.root,
      env: { ...process.env, DATABASE_URL: rig.databaseUrl, PARLEY_ROOT: rig.root, PARLEY_DATA_DIR: directory },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    node.#child.on('message', (message) => node.#told.shift()?.(message));
    const { url } = await node.#next();
    node.url = url;
    node.socketUrl = `${url.replace('http', 'ws')}/graphql`;
    return node;
  }

  #next() {
    return new Promise((resolve, reject) => {
      this.#told.push(resolve);
      this.#child.once('exit', (code) => reject(new Error(`A process ended with ${code}.`)));
    });
  }

  async does(does, job) {
    const answer = this.#next();
    this.#child.send({ does, ...job });
    return (await answer).done;
  }

  async stop() {
    if (this.#child.exitCode !== null) return;
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.send({ does: 'stop' });
    await gone;
  }
}

const shareOf = (list, index) => list.filter((_one, place) => place % processes === index);

/** A published dialog whose first card asks for an agent: one action is one request. */
async function dialogThatRings(product, cast, routing) {
  const say = async (verb, input, selection = '') => {
    const type = `${verb[0].toUpperCase()}${verb.slice(1)}Input`;
    const query = `mutation($i:${type}!){${verb}(input:$i){${selection} userErrors{code message}}}`;
    const done = await post(product.url, cast.admin, query, { i: input });
    if (done[verb].userErrors.length > 0) throw new Error(JSON.stringify(done));
    return done[verb];
  };
  const { dialog } = await say('dialogCreate', { name: `Rings ${routing.strategy}`, priority: 1 }, 'dialog{id}');
  const cards = [{ key: 'chat', liveChat: { routing, acceptWindowSeconds: 500 } }];
  await say('dialogStreamReplace', { dialogId: dialog.id, cards });
  await say('dialogPublish', { dialogId: dialog.id });
  return cast.plainId(dialog.id);
}

export async function run(rig, { full }) {
  const seconds = full ? 60 : 10;
  const first = await rig.product();
  const cast = await openCast(rig, first);
  const agents = await cast.agents(agentsInAll, 100);
  await rig.owner.query(
    `INSERT INTO reachability (workspace_id, agent_id, process_id, lease_until, connected)
     SELECT $1, unnest($2::uuid[]), 'bench', now() + interval '1 day', false`,
    [cast.workspaceId, agents.map(({ id }) => id)],
  );
  await rig.owner.query(witness);
  const { workspaceId } = cast;
  const ringDialog = await dialogThatRings(first, cast, { strategy: 'ROUND_ROBIN' });
  const asksFirst = await cast.dialog();
  const directory = mkdtempSync(join(tmpdir(), 'parley-routing-'));
  const nodes = [];
  try {
    for (let index = 0; index < processes; index += 1) nodes.push(await RoutingNode.start(rig, directory));
    await warmUp(rig, { cast, nodes, dialogId: ringDialog });
    const steady = await steadily(rig, { cast, nodes, seconds, dialogId: ringDialog });
    const graph = await throughTheGraph(rig, { cast, nodes, seconds, dialogId: asksFirst, agents });
    const crowded = await crowdedly(rig, { cast, nodes, seconds, dialogId: ringDialog });
    const harm = await harmOf(rig, { workspaceId });
    return told({ steady, graph, crowded, harm });
  } finally {
    for (const node of nodes) await node.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * A workspace that has been at work: statements that are planned for empty tables are planned anew within ten seconds, when the
 * database next looks at what has grown; here it is asked to look at once.
 */
async function warmUp(rig, { cast, nodes, dialogId }) {
  const visitors = (await cast.visitors(1_000)).map(({ id }) => id);
  const job = { workspaceId: cast.workspaceId, dialogId, perSecond: asked / processes, atOnce: 32, keep: 250 };
  await Promise.all(nodes.map((node, index) => node.does('requests', { ...job, visitors: shareOf(visitors, index) })));
  await freeEverybody(rig, cast);
  await rig.owner.query('ANALYZE');
}

async function steadily(rig, { cast, nodes, seconds, dialogId }) {
  const perSecond = asked;
  const visitors = (await cast.visitors(seconds * perSecond)).map(({ id }) => id);
  const since = await turnsSoFar(rig, cast);
  const answers = await Promise.all(
    nodes.map((node, index) =>
      node.does('requests', {
        workspaceId: cast.workspaceId,
        dialogId,
        visitors: shareOf(visitors, index),
        perSecond: perSecond / processes,
        atOnce: 32,
        // 20,000 places in all: three quarters of them may be taken.
        keep: 3_750,
      }),
    ),
  );
  const spread = await spreadSince(rig, cast, since);
  await freeEverybody(rig, cast);
  return {
    requests: visitors.length,
    failed: answers.reduce((sum, { failed }) => sum + failed, 0),
    perSecond: visitors.length / Math.max(...answers.map((answer) => answer.seconds)),
    latencies: answers.flatMap(({ latencies }) => latencies),
    spread,
  };
}

/** As if each chat had ended: by SQL, between two parts, so that each begins with empty desks. */
async function freeEverybody(rig, { workspaceId }) {
  const client = await rig.owner.connect();
  try {
    await client.query('BEGIN');
    for (const text of [
      `UPDATE offer SET state = 'WITHDRAWN', decided_at = now() WHERE workspace_id = $1 AND state = 'PENDING'`,
      `UPDATE live_chat SET state = 'ABANDONED', ended_at = now() WHERE workspace_id = $1 AND state = 'OFFERED'`,
      `UPDATE conversation SET status = 'DROPPED', live_chat_state = 'ABANDONED', ended_at = now()
       WHERE workspace_id = $1 AND live_chat_state = 'OFFERED'`,
      `DELETE FROM due_work WHERE workspace_id = $1 AND kind = 'OFFER_EXPIRE'`,
      `UPDATE agent SET reserved = 0, seat_ceiling = seat_limit WHERE workspace_id = $1`,
    ])
      await client.query(text, [workspaceId]);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

async function crowdedly(rig, { cast, nodes, seconds, dialogId }) {
  // 200 agents with one place each, and 256 who ask at once.
  await rig.owner.query(
    `UPDATE agent SET capacity = 1, seat_limit = 1, seat_ceiling = greatest(1, taken) WHERE workspace_id = $1`,
    [cast.workspaceId],
  );
  const visitors = (await cast.visitors(seconds * 100)).map(({ id }) => id);
  const answers = await Promise.all(
    nodes.map((node, index) =>
      node.does('crowd', {
        workspaceId: cast.workspaceId,
        dialogId,
        visitors: shareOf(visitors, index),
        atOnce: 64,
      }),
    ),
  );
  return { requests: visitors.length, failed: answers.reduce((sum, { failed }) => sum + failed, 0) };
}

async function throughTheGraph(rig, { cast, nodes, seconds, dialogId, agents }) {
  const perSecond = 100;
  const warmUp = 2 * perSecond;
  const visitors = await cast.visitors(warmUp + seconds * perSecond);
  const [asked, latencies, sockets] = [new Map(), [], []];
  let delivered = 0;
  let timedFrom = Infinity;
  const at = (index) => nodes[index % processes];
  for (const [index, agent] of agents.entries()) {
    const socket = await Socket.open(at(index).socketUrl, agent.token);
    sockets.push(socket);
    socket.subscribe(offers, {}, (data) => {
      for (const event of data?.events?.events ?? []) {
        const since = asked.get(event.conversation?.id);
        if (since === undefined) continue;
        delivered += 1;
        if (since >= timedFrom) latencies.push(performance.now() - since);
      }
    });
  }
  const conversations = [];
  for (const [index, visitor] of visitors.entries()) {
    // A request of a visitor's own is served while one of theirs is open: see the throttle of anonymous addresses.
    const socket = await Socket.open(at(index).socketUrl, visitor.token);
    sockets.push(socket);
    const started = await socket.ask(
      'mutation($i:ConversationStartInput!){conversationStart(input:$i){conversation{id} userErrors{message}}}',
      { i: { dialogId, pageUrl: 'https://shop.example/pricing' } },
    );
    conversations.push({ id: started.conversationStart.conversation.id, socket });
  }
  const since = await turnsSoFar(rig, cast);
  const began = performance.now();
  const answers = [];
  for (let sent = 0; sent < conversations.length;) {
    const due = Math.min(conversations.length, ((performance.now() - began) / 1000) * perSecond);
    for (; sent < due; sent += 1) {
      const { id, socket } = conversations[sent];
      if (sent === warmUp) timedFrom = performance.now();
      asked.set(id, performance.now());
      answers.push(socket.ask(answerYes, yes(id)));
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(answers);
  const deadline = performance.now() + 5_000;
  while (delivered < conversations.length && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 10));
  const spread = await spreadSince(rig, cast, since);
  sockets.forEach((socket) => socket.close());
  await freeEverybody(rig, cast);
  return { requests: conversations.length, delivered, latencies, spread };
}

async function turnsSoFar(rig, { workspaceId }) {
  const { rows } = await rig.owner.query(
    'SELECT agent_id, count(*)::int AS turns FROM offer WHERE workspace_id = $1 GROUP BY 1',
    [workspaceId],
  );
  return new Map(rows.map(({ agent_id: agent, turns }) => [agent, turns]));
}

/** Most turns less fewest since then, over everybody in the ring. */
async function spreadSince(rig, cast, before) {
  const after = await turnsSoFar(rig, cast);
  const { rows } = await rig.owner.query(
    `SELECT unnest(agent_ids) AS agent FROM round_robin_pool WHERE workspace_id = $1 AND kind = 'WORKSPACE'`,
    [cast.workspaceId],
  );
  const turns = rows.map(({ agent }) => (after.get(agent) ?? 0) - (before.get(agent) ?? 0));
  return Math.max(...turns) - Math.min(...turns);
}

async function harmOf(rig, { workspaceId }) {
  const one = async (text) => (await rig.owner.query(text, text.includes('$1') ? [workspaceId] : [])).rows[0].count;
  return {
    over: await one('SELECT count(*)::int AS count FROM bench_over'),
    doubled: await one(
      `SELECT count(*)::int AS count FROM offer one JOIN offer other USING (workspace_id, live_chat_id)
       WHERE workspace_id = $1 AND one.offer_id <> other.offer_id AND one.attempt <= other.attempt
         AND (one.decided_at IS NULL OR other.offered_at < one.decided_at OR one.attempt = other.attempt)`,
    ),
    forgotten: await one(
      `SELECT count(*)::int AS count FROM live_chat l WHERE l.workspace_id = $1 AND (l.state IN ('ROUTING', 'WAITING')
         OR l.state = 'OFFERED' AND NOT EXISTS (SELECT FROM offer o JOIN due_work w ON w.workspace_id = o.workspace_id
           AND w.kind = 'OFFER_EXPIRE' AND w.subject_id = o.offer_id
           WHERE o.workspace_id = l.workspace_id AND o.live_chat_id = l.live_chat_id AND o.state = 'PENDING'))`,
    ),
    differences: (await rig.owner.query(readFileSync(join(rig.root, 'scripts/reconcile.sql'), 'utf8'))).rows.length,
  };
}

function told({ steady, graph, crowded, harm }) {
  const p99 = percentile(graph.latencies, 99);
  const failed = steady.failed + crowded.failed;
  const met =
    failed + harm.over + harm.doubled + harm.forgotten + harm.differences === 0 &&
    steady.perSecond >= asked * 0.98 &&
    steady.spread <= 1 &&
    graph.spread <= 1 &&
    graph.delivered === graph.requests &&
    p99 <= 100;
  return {
    rows: [
      ['', 'Parley', 'budget'],
      ['requests through the actions', steady.requests, ''],
      ['of them a second', round(steady.perSecond, 0), `≥ ${asked}`],
      ['p50 ms of one', round(percentile(steady.latencies, 50)), ''],
      ['p99 ms of one', round(percentile(steady.latencies, 99)), ''],
      ['spread over the ring (most − least)', steady.spread, '≤ 1'],
      ['requests of a crowd at full desks', crowded.requests, ''],
      ['requests through the graph, 100 a second', graph.requests, ''],
      ['offers delivered', graph.delivered, String(graph.requests)],
      ['p50 ms to the agent’s socket', round(percentile(graph.latencies, 50)), ''],
      ['p99 ms to the agent’s socket', round(p99), '≤ 100'],
      ['spread over the ring (most − least)', graph.spread, '≤ 1'],
      ['requests that failed', failed, '0'],
      ['agents over capacity', harm.over, '0'],
      ['double offers', harm.doubled, '0'],
      ['requests forgotten', harm.forgotten, '0'],
      ['counters that are not their rows', harm.differences, '0'],
    ],
    met,
  };
}
