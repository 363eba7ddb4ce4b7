/**
 * A past of 100,000 requests, routed once more: how long a replay takes, whether it tells how far it is, and what it costs
 * whoever else talks to the same process. Routed by what is in force it must come out as it was, request by request.
 */
import { openCast } from './support/cast.mjs';
import { cpuOf, cpuOfFamily, percentile, round, rssOf } from './support/measure.mjs';
import { post } from './support/rig.mjs';
import { Socket } from './support/socket.mjs';

export const title = 'Replay (100,000 requests, 200 agents)';
const requests = 100_000;
const days = 7;

const start = `mutation ($input: RoutingReplayStartInput!) { routingReplayStart(input: $input) {
  replay { id requestsTotal } userErrors { message } } }`;
const follow = `subscription ($id: ID!) { routingReplay(id: $id) { state progress
  result { requests differing gained lost after { served missed left offerSpread } } } }`;

export async function run(rig, { full }) {
  const product = await rig.product();
  const cast = await openCast(rig, product);
  const dialogId = await cast.dialog();
  const agents = await cast.agents(200, 10);
  await seed(rig, { cast, dialogId, agents: agents.map(({ id }) => id) });
  const socket = await Socket.open(product.socketUrl, cast.admin);

  const rssBefore = rssOf(product.pid);
  const asItWas = [];
  for (let time = 0; time < (full ? 3 : 1); time += 1)
    asItWas.push(await replay(rig, { product, cast, socket, draft: {} }));
  const byRules = [];
  for (let time = 0; time < (full ? 3 : 1); time += 1) {
    byRules.push(await replay(rig, { product, cast, socket, draft: drafts(cast, agents) }));
  }
  socket.close();
  const all = [...asItWas, ...byRules];
  const worst = (figure) => Math.max(...all.map(figure));
  const waits = all.flatMap(({ waits }) => waits);
  const wrong = asItWas.reduce((sum, { result }) => sum + result.differing + (requests - result.requests), 0);
  const short = byRules.filter(({ result }) => result.requests !== requests || result.differing === 0).length;
  const seconds = (runs) => round(Math.max(...runs.map(({ ms }) => ms)) / 1e3, 1);
  const growth = Math.round((worst(({ rss }) => rss) - rssBefore) / 1e6);
  return {
    rows: [
      ['', 'by what is in force', 'by 100 drafted rules', 'budget'],
      ['requests', requests, requests, ''],
      ['seconds, the slowest', seconds(asItWas), seconds(byRules), '≤ 30'],
      ['server CPU, seconds', cpuIn(asItWas, 'server'), cpuIn(byRules, 'server'), ''],
      ['database CPU, seconds', cpuIn(asItWas, 'database'), cpuIn(byRules, 'database'), ''],
      ['frames of progress', Math.min(...asItWas.map(framesOf)), Math.min(...byRules.map(framesOf)), '≥ 5'],
      ['longest time without one, ms', gapOf(asItWas), gapOf(byRules), '≤ 2000'],
      ["others' requests meanwhile, p99 ms", round(percentile(waits, 99), 1), '', '≤ 250'],
      ['memory on top, MB', growth, '', '≤ 250'],
      ['requests that came out otherwise', wrong, '', '0'],
    ],
    met:
      worst(({ ms }) => ms) <= 30_000 &&
      wrong === 0 &&
      short === 0 &&
      worst(({ gap }) => gap) <= 2_000 &&
      all.every((one) => one.frames >= 5) &&
      percentile(waits, 99) <= 250 &&
      growth <= 250,
  };
}

const cpuIn = (runs, whose) => round(Math.max(...runs.map((one) => one[whose])), 1);
const framesOf = ({ frames }) => frames;
const gapOf = (runs) => Math.round(Math.max(...runs.map(({ gap }) => gap)));

async function replay(rig, { product, cast, socket, draft }) {
  const cpu = () => [cpuOf(product.pid), cpuOfFamily(rig.databasePid)];
  const before = cpu();
  const input = { from: ago(days + 1), to: ago(0), differences: 50, ...draft };
  const began = performance.now();
  const { replay: made, userErrors } = (await post(product.url, cast.admin, start, { input })).routingReplayStart;
  if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  if (made.requestsTotal !== requests) throw new Error(`${made.requestsTotal} requests were found.`);
  const waits = [];
  let isOver = false;
  const others = (async () => {
    while (!isOver) {
      const asked = performance.now();
      await post(product.url, cast.admin, '{ serverTime }', {});
      waits.push(performance.now() - asked);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  let [frames, gap, last, rss] = [0, 0, performance.now(), 0];
  const result = await new Promise((resolve, reject) => {
    socket.subscribe(
      follow,
      { id: made.id },
      (data, errors) => {
        if (errors) return reject(new Error(JSON.stringify(errors)));
        gap = Math.max(gap, performance.now() - last);
        last = performance.now();
        frames += 1;
        rss = Math.max(rss, rssOf(product.pid));
        const { state, result: told } = data.routingReplay;
        if (state === 'DONE') resolve(told);
        else if (state !== 'RUNNING') reject(new Error(`The replay is ${state}.`));
      },
      (frame) => frame.type === 'error' && reject(new Error(JSON.stringify(frame.payload))),
    );
  });
  const ms = performance.now() - began;
  const [server, database] = cpu().map((now, index) => (now - before[index]) / 1e6);
  isOver = true;
  await others;
  return { ms, frames, gap, waits, rss, result, server, database };
}

const ago = (count) => new Date(Date.now() - count * 86_400_000).toISOString();

/** A hundred rules of ten agents each, of which the last holds for everybody. */
function drafts(cast, agents) {
  const rules = Array.from({ length: 100 }, (_, index) => ({
    name: `Rule ${index}`,
    conditions: index === 99 ? [] : [{ attribute: 'country', operator: 'IS', values: [`C${index}`] }],
    agentIds: Array.from({ length: index === 99 ? 100 : 10 }, (_none, place) =>
      cast.globalId('Agent', agents[(index * 2 + place) % agents.length].id),
    ),
  }));
  return { rules, routing: { strategy: 'CUSTOM_RULES' } };
}

/**
 * Chats of nine minutes, one after the other out of the workspace's ring, evenly over a week; each decision tells fifty agents,
 * as those of a ring of two hundred do.
 */
async function seed(rig, { cast, dialogId, agents }) {
  const { workspaceId } = cast;
  const client = await rig.owner.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      `CREATE TEMPORARY TABLE told ON COMMIT DROP AS
      SELECT n, gen_random_uuid() AS id, gen_random_uuid() AS visitor_id, gen_random_uuid() AS chat_id,
        gen_random_uuid() AS offer_id, gen_random_uuid() AS decision_id,
        now() - interval '${days} days' + n * (interval '${days} days' / ${requests + 2_000}) AS at,
        ($1::uuid[])[1 + n % ${agents.length}] AS agent_id
      FROM generate_series(1, ${requests}) AS n`,
      [agents],
    );
    await client.query('INSERT INTO visitor (workspace_id, visitor_id) SELECT $1, visitor_id FROM told', [workspaceId]);
    await client.query(
      `INSERT INTO visitor_attribute (workspace_id, visitor_id, name, value, source)
       SELECT $1, visitor_id, 'country', 'C' || n % 120, 'VISITOR' FROM told`,
      [workspaceId],
    );
    await client.query(
      `INSERT INTO conversation (workspace_id, conversation_id, status, visitor_id, dialog_id, dialog_version, page_url,
         last_sequence, last_activity_at, started_at, engaged_at, ended_at)
       SELECT $1, id, 'COMPLETED', visitor_id, $2, 1, 'https://shop.example/', 8, at, at, at, at + interval '9 minutes' FROM told`,
      [workspaceId, cast.plainId(dialogId)],
    );
    await client.query(
      `INSERT INTO live_chat (workspace_id, live_chat_id, conversation_id, state, strategy, attempts, requested_at, agent_id,
         agent_name, connected_at, ended_at, end_reason)
       SELECT $1, chat_id, id, 'ENDED', 'ROUND_ROBIN', 1, at, agent_id, 'Agent', at + interval '12 seconds',
         at + interval '9 minutes', 'AGENT_ENDED' FROM told`,
      [workspaceId],
    );
    await client.query(
      `INSERT INTO routing_decision (workspace_id, routing_decision_id, live_chat_id, conversation_id, decided_at, strategy,
         outcome, agent_id, pool_id, rules, candidates, verdict_counts, steps, step_index, known)
       SELECT $1, decision_id, chat_id, id, at, 'ROUND_ROBIN', 'OFFERED', agent_id,
         (SELECT pool_id FROM round_robin_pool WHERE workspace_id = $1 AND kind = 'WORKSPACE'), '[]', ($2::jsonb[])[1 + n % 4],
         '[{"reason": null, "count": ${agents.length}}]', '[{"index": 0, "kind": "ROUND_ROBIN", "finding": "CHOSE", "eligibleAgents": 200}]', 0,
         -- A tenth is older than the record of what was known.
         CASE WHEN n % 10 > 0 THEN jsonb_build_object('country', 'C' || n % 120, 'email', 'visitor-' || n || '@example.com') END
       FROM told`,
      [workspaceId, [0, 1, 2, 3].map((turn) => JSON.stringify(verdicts(agents, turn)))],
    );
    await client.query(
      `INSERT INTO offer (workspace_id, offer_id, live_chat_id, conversation_id, agent_id, state, attempt, offered_at, expires_at,
         decided_at, decision_id)
       SELECT $1, offer_id, chat_id, id, agent_id, 'ACCEPTED', 1, at, at + interval '100 seconds', at + interval '12 seconds',
         decision_id FROM told`,
      [workspaceId],
    );
    await client.query('COMMIT');
    await client.query('VACUUM ANALYZE routing_decision, conversation, live_chat, offer, visitor, visitor_attribute');
  } finally {
    client.release();
  }
}

const verdicts = (agents, turn) =>
  agents.slice(turn * 50, turn * 50 + 50).map((agentId) => ({ agentId, eligible: true, reason: null }));
