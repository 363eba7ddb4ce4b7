/**
 * The floor of an inbox page: the statements that the product sends for it, word for word and in the same transactions, and what
 * they answer as JSON. No GraphQL, no sessions, no policy, no ids of the outside. GET /workspace/agent/how many.
 */
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('reflect-metadata');
const dist = (path) => require(`../../dist/src/${path}`);
const { openDatabase } = dist('stores/database.js');
const { createEventLog } = dist('stores/event-log.store.js');
const { createReads } = dist('stores/reads/reads.js');

const database = await openDatabase({ url: process.env.DATABASE_URL, poolSize: 10 });
const log = createEventLog(database);

async function page(workspaceId, agentId, limit) {
  const reads = createReads(database, workspaceId);
  const request = { limit, direction: 'FORWARD', after: null, before: null, withTotal: false };
  const [position, { rows, hasNext }] = await Promise.all([
    log.position(workspaceId),
    reads.inboxPage(agentId, 'ACTIVE', request),
  ]);
  const conversations = rows.map(({ row }) => row);
  const ids = conversations.map(({ id }) => id);
  const [visitors, unread, messages] = await Promise.all([
    reads.visitors(conversations.map(({ visitorId }) => visitorId)),
    reads.unreadCounts(agentId, ids),
    reads.messagesBySequence(conversations.map(({ id, lastSequence }) => `${id}:${lastSequence}`)),
  ]);
  return { position, conversations, visitors, unread, messages, hasNext };
}

const server = createServer(async (request, response) => {
  const [, workspaceId, agentId, limit] = request.url.split('/');
  const body = JSON.stringify(await page(workspaceId, agentId, Number(limit)));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
process.on('SIGTERM', () => process.exit(0));
