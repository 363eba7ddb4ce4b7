/**
 * An agent's inbox: fifty conversations with their last message, how much is unread, and their visitor. How many statements that
 * takes is counted on the wire, on a page of five and on one of fifty; what it costs is the server's CPU, against the same SQL
 * sent as JSON (bench/floor/inbox-floor.mjs). The two take turns, four requests under way, and the median of the rounds counts.
 */
import { Agent, request } from 'node:http';
import { openCast } from './support/cast.mjs';
import { listening, openChats } from './support/chats.mjs';
import { cpuOf, median, percentile, round } from './support/measure.mjs';
import { globalId, post } from './support/rig.mjs';
import { countStatements } from './support/statements.mjs';

export const title = 'Inbox page (50 conversations)';

const chats = 80;
const rows = 50;
const messagesEach = 40;
const atOnce = 4;
const most = { statements: 4, ratio: 2 };
/** What opens and closes a transaction, and the position of the log, which `eventCursor` asks for. */
const aside = new Set(['begin_reading', 'workspace_enter', 'COMMIT', 'stream_positions']);

const query = `query($first:Int){inbox(first:$first){eventCursor
  nodes{id status visitor{id name email} unreadCount lastMessage{sequence author text createdAt}} pageInfo{hasNextPage}}}`;

/** With which an agent is there, and rung at. */
const stream = 'subscription{events{__typename}}';

async function furnish(rig, product) {
  const cast = await openCast(rig, product);
  const [agent] = await cast.agents(1, chats);
  const desk = await listening(product.socketUrl, { token: agent.token, query: stream, onData: () => undefined });
  await openChats(rig, {
    product,
    cast,
    visitors: await cast.visitors(chats),
    sockets: new Map([[agent.id, desk]]),
  });
  desk.close();
  // What was said, who they are, and how far the agent has read: as much as a day's work leaves behind.
  await rig.owner.query(
    `WITH chat AS (SELECT * FROM conversation WHERE workspace_id = $1 AND agent_id = $2)
     INSERT INTO message (workspace_id, conversation_id, sequence, message_id, author, author_id, text, created_at)
     SELECT $1, chat.conversation_id, chat.last_sequence + n, gen_random_uuid(), 'VISITOR', chat.visitor_id,
       'Does the lamp come with a longer cable, and can I have it by Friday? ' || n, now()
     FROM chat, generate_series(1, $3) AS n`,
    [cast.workspaceId, agent.id, messagesEach],
  );
  await rig.owner.query(
    `INSERT INTO visitor_attribute (workspace_id, visitor_id, name, value, source)
     SELECT $1, visitor_id, said.name, said.value, 'VISITOR'
     FROM conversation, LATERAL (VALUES ('firstName', 'Vera'), ('email', visitor_id || '@example.com')) AS said (name, value)
     WHERE workspace_id = $1 AND agent_id = $2`,
    [cast.workspaceId, agent.id],
  );
  await rig.owner.query(
    `INSERT INTO read_mark (workspace_id, conversation_id, reader_id, up_to_sequence)
     SELECT $1, conversation_id, $2, last_sequence + $3 / 2 FROM conversation WHERE workspace_id = $1 AND agent_id = $2`,
    [cast.workspaceId, agent.id, messagesEach],
  );
  await rig.owner.query(
    `UPDATE conversation SET last_sequence = last_sequence + $3 WHERE workspace_id = $1 AND agent_id = $2`,
    [cast.workspaceId, agent.id, messagesEach],
  );
  await rig.owner.query('VACUUM ANALYZE');
  return { workspaceId: cast.workspaceId, agent };
}

/** What a page asks of the database, on a process that has answered it before. */
async function statementsOf(rig, { agent }) {
  const wire = await countStatements(rig.databaseUrl);
  const product = await rig.product({ DATABASE_URL: wire.url });
  const look = async (first) => {
    const counts = [];
    for (let turn = 0; turn < 6; turn += 1) {
      wire.look();
      await post(product.url, agent.token, query, { first });
      counts.push(wire.look().filter((name) => !aside.has(name)).length);
    }
    // What the process does by itself now and then is none of the page's: the look that it did not come into.
    return Math.min(...counts);
  };
  const counted = { few: await look(5), many: await look(rows) };
  await product.stop();
  await wire.close();
  return counted;
}

const keptOpen = new Agent({ keepAlive: true, maxSockets: atOnce });

function answerOf(url, { method, headers, body } = {}) {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent: keptOpen }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve(text));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

function pagesOf(product, { workspaceId, agent }, floor) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${agent.token}` };
  const body = JSON.stringify({ query, variables: { first: rows } });
  return {
    parley: { pid: product.pid, ask: () => answerOf(`${product.url}/graphql`, { method: 'POST', headers, body }) },
    floor: { pid: floor.pid, ask: () => answerOf(`${floor.url}/${workspaceId}/${agent.id}/${rows}`) },
  };
}

/** Whether both tell the same of the same conversations, in the same order. */
async function differencesOf({ parley, floor }) {
  const { nodes } = JSON.parse(await parley.ask()).data.inbox;
  const { conversations, visitors, unread, messages } = JSON.parse(await floor.ask());
  const told = nodes.map((node) => [
    node.id,
    node.visitor.id,
    node.visitor.email,
    node.unreadCount,
    node.lastMessage.sequence,
    node.lastMessage.text,
  ]);
  const asked = conversations.map(({ id, visitorId }, index) => [
    globalId('Conversation', id),
    globalId('Visitor', visitorId),
    visitors[index].attributes.find(({ name }) => name === 'email').value,
    unread[index],
    messages[index].sequence,
    messages[index].text,
  ]);
  const isWhole = told.length === rows && told.every(([, , , count]) => count === messagesEach / 2);
  return isWhole ? told.filter((one, index) => JSON.stringify(one) !== JSON.stringify(asked[index])).length : rows;
}

async function measured({ pid, ask }, ms) {
  const latencies = [];
  const before = cpuOf(pid);
  const began = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (performance.now() - began < ms) {
        const from = performance.now();
        await ask();
        latencies.push(performance.now() - from);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  return {
    cpu: (cpuOf(pid) - before) / latencies.length,
    perSecond: latencies.length / seconds,
    p50: median(latencies),
    p99: percentile(latencies, 99),
  };
}

export async function run(rig, { full }) {
  const product = await rig.product();
  const furnished = await furnish(rig, product);
  const counted = await statementsOf(rig, furnished);
  const floor = await rig.floor('inbox-floor.mjs');
  const sides = pagesOf(product, furnished, { pid: floor.pid, url: floor.socketUrl.replace('ws', 'http') });
  const differences = await differencesOf(sides);
  const [rounds, ms] = full ? [9, 4_000] : [5, 1_500];
  for (const side of Object.values(sides)) await measured(side, ms);
  const figures = { parley: [], floor: [] };
  for (let turn = 0; turn < rounds; turn += 1)
    for (const [name, side] of Object.entries(sides)) figures[name].push(await measured(side, ms));
  keptOpen.destroy();
  const of = (name, figure) => median(figures[name].map((one) => one[figure]));
  const line = (label, figure, budget = '') => {
    const [parley, least] = [of('parley', figure), of('floor', figure)];
    return [label, round(parley, 1), round(least, 1), round(parley / least), budget];
  };
  const ratio = of('parley', 'cpu') / of('floor', 'cpu');
  return {
    rows: [
      ['', 'Parley', 'the same SQL as JSON', 'ratio', 'budget'],
      ['statements for a page of 5', counted.few, '', '', `≤ ${most.statements}`],
      [`statements for a page of ${rows}`, counted.many, '', '', `≤ ${most.statements}`],
      line('server CPU µs a page', 'cpu', `≤ ${round(most.ratio)}`),
      line('pages a second', 'perSecond'),
      line('p50 ms', 'p50'),
      line('p99 ms', 'p99'),
      ['conversations that differ', differences, '', '', 0],
    ],
    met: differences === 0 && Math.max(counted.few, counted.many) <= most.statements && ratio <= most.ratio,
  };
}
