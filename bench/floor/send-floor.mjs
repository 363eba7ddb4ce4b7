/**
 * The floor of "send → both sides have it": a WebSocket server written by hand that does nothing but what the rows need.
 * One statement, one transaction and one commit for each message; the same rows as the product writes (the conversation's
 * counter, the message, the event with its position), the same indexes and constraints under it. No GraphQL, no sessions,
 * no policy, no row-level security. Frames: {c: conversation, t: text, k: client id} in, {s: sequence, t, k} out to both sides.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { WebSocketServer } from 'ws';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const rooms = new Map();
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });

const append = {
  name: 'append',
  text: `
    WITH counted AS (
      UPDATE conversation SET last_sequence = last_sequence + 1, last_activity_at = now()
      WHERE workspace_id = $1 AND conversation_id = $2
      RETURNING last_sequence, visitor_id, agent_id
    ), said AS (
      INSERT INTO message (workspace_id, conversation_id, sequence, message_id, author, author_id, text, client_message_id, created_at)
      SELECT $1, $2, last_sequence, $3, 'VISITOR', visitor_id, $4, $5, now() FROM counted
      RETURNING sequence
    ), placed AS (
      UPDATE workspace_stream SET position = position + 1 WHERE workspace_id = $1 AND EXISTS (SELECT FROM said) RETURNING position
    )
    INSERT INTO event (workspace_id, position, event_id, type, occurred_at, conversation_id, visitor_id, agent_id, message_sequence)
    SELECT $1, placed.position, $6, 'MESSAGE_ADDED', now(), $2, counted.visitor_id, counted.agent_id, said.sequence
    FROM counted, said, placed
    RETURNING message_sequence`,
};

server.on('connection', (socket, request) => {
  const [, workspaceId, conversationId] = request.url.split('/');
  const room = rooms.get(conversationId) ?? new Set();
  rooms.set(conversationId, room.add(socket));
  socket.on('close', () => room.delete(socket));
  socket.on('message', async (data) => {
    const { t, k } = JSON.parse(data);
    const values = [workspaceId, conversationId, randomUUID(), t, k, randomUUID()];
    const { rows } = await pool.query({ ...append, values });
    const frame = JSON.stringify({ s: rows[0].message_sequence, t, k });
    for (const member of room) member.send(frame);
  });
});
server.on('listening', () => console.log(`listening on ${server.address().port}`));
process.on('SIGTERM', () => process.exit(0));
