/**
 * Reports over a million events: how long a reader waits for one that the roll-ups answer, and how fast the roll-ups are made
 * anew from the log. Beside the report stands the same question asked of the log itself, which is what there would be without
 * roll-ups; its totals must be the same.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openCast } from './support/cast.mjs';
import { percentile, round } from './support/measure.mjs';
import { post } from './support/rig.mjs';

export const title = 'Reports (90 days of events)';
const require = createRequire(import.meta.url);
const eventsOfOne = 20;

export async function run(rig, { full }) {
  const product = await rig.product();
  const cast = await openCast(rig, product);
  const conversations = (full ? 1_000_000 : 200_000) / eventsOfOne;
  const dialogId = await cast.dialog();
  const agents = await cast.agents(50, 100);
  const events = await seed(rig, { cast, dialogId, conversations, agents: agents.map(({ id }) => id) });

  const { openDatabase } = require(join(rig.root, 'dist/src/stores/database.js'));
  const { createUnitOfWork } = require(join(rig.root, 'dist/src/stores/unit-of-work.js'));
  const { reportRebuild } = require(join(rig.root, 'dist/src/actions/report-fold.js'));
  const database = await openDatabase({ url: rig.databaseUrl, poolSize: 2 });
  const work = createUnitOfWork({ database, announce() {}, wake() {} });
  const rates = [];
  for (let time = 0; time < (full ? 3 : 2); time += 1) {
    const began = performance.now();
    await reportRebuild({ work }, cast.workspaceId);
    rates.push((events / (performance.now() - began)) * 1e3);
  }
  await database.close();
  await rig.owner.query('VACUUM ANALYZE report_conversation, report_live_chat');

  const asked = { conversations: [], chats: [], log: [] };
  let wrong = 0;
  for (let time = 0; time < (full ? 30 : 10); time += 1) {
    const byDay = await timed(asked.conversations, () =>
      report(product, cast, 'reportConversations', 'DAY', 'triggered'),
    );
    const byAgent = await timed(asked.chats, () => report(product, cast, 'reportLiveChats', 'AGENT', 'connected'));
    if (byDay.total.triggered !== conversations || byAgent.total.connected !== conversations) wrong += 1;
    if (byDay.rows.reduce((sum, { figures }) => sum + figures.triggered, 0) !== conversations) wrong += 1;
    if (time >= 3) continue;
    const { rows } = await timed(asked.log, () => rig.owner.query(fromTheLog, [cast.workspaceId]));
    if (rows.reduce((sum, { triggered }) => sum + Number(triggered), 0) !== conversations) wrong += 1;
  }
  const rate = Math.min(...rates);
  const slowest = Math.max(percentile(asked.conversations, 99), percentile(asked.chats, 99));
  const ms = (values, p) => round(percentile(values, p), 1);
  return {
    rows: [
      ['', 'Parley', 'the log itself', 'budget'],
      ['events', events, events, ''],
      ['conversations by day, p50 ms', ms(asked.conversations, 50), ms(asked.log, 50), ''],
      ['conversations by day, p99 ms', ms(asked.conversations, 99), ms(asked.log, 99), '≤ 300'],
      ['live chats by agent, p50 ms', ms(asked.chats, 50), '', ''],
      ['live chats by agent, p99 ms', ms(asked.chats, 99), '', '≤ 300'],
      ['rebuild, events a second (slowest)', Math.round(rate), '', '≥ 50000'],
      ['totals that are wrong', wrong, '', '0'],
    ],
    met: slowest <= 300 && rate >= 50_000 && wrong === 0,
  };
}

async function timed(latencies, run) {
  const began = performance.now();
  const answer = await run();
  latencies.push(performance.now() - began);
  return answer;
}

async function report(product, cast, name, groupBy, figure) {
  const query = `query ($input: ReportInput!) { ${name}(input: $input) {
    total { ${figure} } rows { label figures { ${figure} } } } }`;
  const today = new Date();
  const days = (count) => new Date(today.getTime() + count * 86_400_000).toISOString().slice(0, 10);
  const input = { from: days(-120), to: days(1), timeZone: 'Europe/Stockholm', groupBy };
  return (await post(product.url, cast.admin, query, { input }))[name];
}

const fromTheLog = `
  SELECT (e.occurred_at AT TIME ZONE 'Europe/Stockholm')::date AS day,
    count(*) FILTER (WHERE e.type = 'CONVERSATION_STARTED') AS triggered,
    count(*) FILTER (WHERE e.type = 'CONVERSATION_ENGAGED') AS engaged
  FROM event e
  JOIN conversation c ON c.workspace_id = e.workspace_id AND c.conversation_id = e.conversation_id
  JOIN conversation_play p ON p.workspace_id = e.workspace_id AND p.conversation_id = e.conversation_id AND NOT p.preview
  WHERE e.workspace_id = $1 GROUP BY 1`;

/**
 * Served conversations spread evenly over 90 days, on 20 pages, from every source; each with the twenty events that such a
 * conversation leaves: it begins, three prompts, eight messages, one offer, one chat, and its end.
 */
async function seed(rig, { cast, dialogId, conversations, agents }) {
  const { workspaceId } = cast;
  const client = await rig.owner.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      `CREATE TEMPORARY TABLE told ON COMMIT DROP AS
      SELECT n, gen_random_uuid() AS id, gen_random_uuid() AS visitor_id, gen_random_uuid() AS chat_id,
        gen_random_uuid() AS offer_id, now() - interval '90 days' + n * (interval '90 days' / ${conversations}) AS at,
        ($1::uuid[])[1 + n % ${agents.length}] AS agent_id
      FROM generate_series(1, ${conversations}) AS n`,
      [agents],
    );
    await client.query(`INSERT INTO visitor (workspace_id, visitor_id) SELECT $1, visitor_id FROM told`, [workspaceId]);
    await client.query(
      `INSERT INTO conversation (workspace_id, conversation_id, status, visitor_id, dialog_id, dialog_version, page_url,
         last_sequence, last_activity_at, started_at, engaged_at, ended_at)
       SELECT $1, id, 'COMPLETED', visitor_id, $2, 1, 'https://shop.example/page-' || n % 20 || '?visit=' || n, 8, at, at, at,
         at + interval '9 minutes' FROM told`,
      [workspaceId, cast.plainId(dialogId)],
    );
    await client.query(
      `INSERT INTO conversation_play (workspace_id, conversation_id, place, source, known_at_start)
       SELECT $1, id, '{}', ('{DIRECT,SEARCH,SOCIAL,REFERRAL,CAMPAIGN}'::text[])[1 + n % 5], n % 3 = 0 FROM told`,
      [workspaceId],
    );
    await client.query(
      `INSERT INTO live_chat (workspace_id, live_chat_id, conversation_id, state, strategy, attempts, requested_at, agent_id,
         agent_name, connected_at, ended_at, end_reason)
       SELECT $1, chat_id, id, 'ENDED', 'ROUND_ROBIN', 1, at, agent_id, 'Agent', at + interval '12 seconds',
         at + interval '9 minutes', 'AGENT_ENDED' FROM told`,
      [workspaceId],
    );
    await client.query(
      `INSERT INTO message (workspace_id, conversation_id, sequence, message_id, author, author_id, text, created_at)
       SELECT $1, id, m, gen_random_uuid(), CASE WHEN m = 1 THEN 'BOT' WHEN m % 2 = 0 THEN 'VISITOR' ELSE 'AGENT' END,
         CASE WHEN m = 1 THEN NULL WHEN m % 2 = 0 THEN visitor_id ELSE agent_id END, 'Hello', at + m * interval '1 minute'
       FROM told, generate_series(1, 8) AS m`,
      [workspaceId],
    );
    const { rows } = await client.query(
      'SELECT position::int AS position FROM workspace_stream WHERE workspace_id = $1',
      [workspaceId],
    );
    await client.query(
      `INSERT INTO event (workspace_id, position, event_id, type, occurred_at, conversation_id, visitor_id, agent_id,
         message_sequence, offer_id)
       SELECT $1, $2 + row_number() OVER (ORDER BY t.n, e.place), gen_random_uuid(), e.type,
         t.at + e.place * interval '20 seconds', t.id, t.visitor_id,
         CASE WHEN e.type LIKE 'OFFER_%' OR e.type LIKE 'LIVE_CHAT_%' THEN t.agent_id END,
         CASE WHEN e.type = 'MESSAGE_ADDED' THEN e.sequence END, CASE WHEN e.type LIKE 'OFFER_%' THEN t.offer_id END
       FROM told t, (VALUES (1, 'CONVERSATION_STARTED', 0), (2, 'MESSAGE_ADDED', 1), (3, 'PROMPT_CHANGED', 0),
         (4, 'MESSAGE_ADDED', 2), (5, 'CONVERSATION_ENGAGED', 0), (6, 'PROMPT_CHANGED', 0), (7, 'LIVE_CHAT_REQUESTED', 0),
         (8, 'OFFER_CREATED', 0), (9, 'OFFER_ACCEPTED', 0), (10, 'LIVE_CHAT_CONNECTED', 0), (11, 'MESSAGE_ADDED', 3),
         (12, 'MESSAGE_ADDED', 4), (13, 'MESSAGE_ADDED', 5), (14, 'MESSAGE_ADDED', 6), (15, 'MESSAGE_ADDED', 7),
         (16, 'MESSAGE_ADDED', 8), (17, 'GOAL_REACHED', 0), (18, 'LIVE_CHAT_ENDED', 0), (19, 'PROMPT_CHANGED', 0),
         (20, 'CONVERSATION_ENDED', 0)) AS e (place, type, sequence)`,
      [workspaceId, rows[0].position],
    );
    const told = conversations * eventsOfOne;
    await client.query('UPDATE workspace_stream SET position = position + $2 WHERE workspace_id = $1', [
      workspaceId,
      told,
    ]);
    await client.query('COMMIT');
    await client.query('VACUUM ANALYZE event, conversation, conversation_play, live_chat, message');
    return told + rows[0].position;
  } finally {
    client.release();
  }
}
