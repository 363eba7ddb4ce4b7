/**
 * Lines of people, stored in one statement: each where its conversation still stands as the line was decided on, and is locked by
 * nobody; its number, its time, the conversation's counter and activity, the events and their positions. Nothing is waited for but
 * the workspace's stream, which is locked behind all conversations. The clock is read once they are locked: in each conversation a
 * later number has no earlier time.
 */
import type { SpokenLine } from '../../actions/ports';
import type { ConversationStanding } from '../../actions/records';
import type { Audience } from '../../routing/events';
import type { ConversationId, EventId, WorkspaceId } from '../../routing/terms';
import { define, type Statement } from '../statement';

/** As text, to be compared as a whole: the columns of ConversationStanding that can change. */
const standsAs = `ROW(c.status, c.waiting_card, c.live_chat_state, c.agent_id, c.guest_agent_id, c.listener_ids)::text`;

export interface KnownStanding extends ConversationStanding {
  readonly standsAs: string;
}

export const conversationStandings = define<[WorkspaceId, readonly ConversationId[]], KnownStanding>(
  'conversation_standings',
  `SELECT c.conversation_id AS id, c.visitor_id AS "visitorId", c.dialog_version AS "dialogVersion", c.status,
    c.waiting_card AS "waitingCard", c.live_chat_state AS "liveChatState", c.agent_id AS "agentId",
    c.guest_agent_id AS "guestAgentId", c.listener_ids AS "listenerIds", ${standsAs} AS "standsAs"
  FROM conversation c WHERE c.workspace_id = $1 AND c.conversation_id = ANY ($2::uuid[])`,
);

/** A line that is to be stored where its conversation stands as it stood, and who is told of it. */
export interface LineToStore {
  readonly line: SpokenLine;
  readonly standsAs: string;
  readonly told: readonly { readonly id: EventId; readonly audience: Audience }[];
}

/** One for each line that was stored, in their order. */
export interface StoredLine {
  /** Which of them, counted from 1. */
  readonly place: number;
  readonly sequence: number;
  readonly authorName: string | null;
  readonly createdAt: Date;
  /** The last position before the events of all of them. */
  readonly before: number;
}

const messageColumns = `workspace_id, conversation_id, sequence, message_id, author, author_id, author_name, text, client_message_id,
    created_at`;
const eventColumns = `workspace_id, position, event_id, type, occurred_at, conversation_id, visitor_id, agent_id, only_agent,
    message_sequence`;
const authorName = (author: string, id: string): string => `CASE ${author} WHEN 'AGENT' THEN (
    SELECT a.name FROM agent a WHERE a.workspace_id = $1 AND a.agent_id = ${id}
  ) END`;

/** A line that is alone and told once, as most are where it is quiet: said without arrays it costs half. */
const storeOne = define<readonly unknown[], StoredLine>(
  'message_spoken',
  `WITH stands AS MATERIALIZED (
  SELECT c.last_sequence + 1 AS sequence FROM conversation c
  WHERE c.workspace_id = $1 AND c.conversation_id = $2 AND ${standsAs} = $3
  FOR NO KEY UPDATE SKIP LOCKED
), moment AS MATERIALIZED (
  SELECT parley_now() AS now FROM stands
), said AS (
  INSERT INTO message (${messageColumns})
  SELECT $1, $2, stands.sequence, $4, $5, $6::uuid, ${authorName('$5', '$6')}, $7, $8, moment.now FROM stands, moment
  RETURNING author_name
), counted AS (
  UPDATE conversation c SET last_sequence = stands.sequence, last_activity_at = moment.now
  FROM stands, moment WHERE c.workspace_id = $1 AND c.conversation_id = $2
), stream AS (
  UPDATE workspace_stream SET position = position + 1 WHERE workspace_id = $1 AND EXISTS (SELECT FROM stands)
  RETURNING position - 1 AS before
), told AS (
  INSERT INTO event (${eventColumns})
  SELECT $1, stream.before + 1, $9, 'MESSAGE_ADDED', moment.now, $2, $10, $11, $12, stands.sequence
  FROM stands, moment, stream
)
SELECT 1 AS place, stands.sequence, said.author_name AS "authorName", moment.now AS "createdAt", stream.before
FROM stands, said, moment, stream`,
);

/** Each conversation is looked up by itself: a join would be planned once, while the table is small, and walk through all of it later. */
const storeMany = define<readonly unknown[], StoredLine>(
  'messages_spoken',
  `WITH stands AS MATERIALIZED (
  SELECT line.place, line.conversation_id, c.sequence
  FROM unnest($2::uuid[], $3::text[]) WITH ORDINALITY AS line (conversation_id, stands_as, place)
  CROSS JOIN LATERAL (
    SELECT c.last_sequence + 1 AS sequence FROM conversation c
    WHERE c.workspace_id = $1 AND c.conversation_id = line.conversation_id AND ${standsAs} = line.stands_as
    FOR NO KEY UPDATE SKIP LOCKED
  ) AS c
), moment AS MATERIALIZED (
  SELECT parley_now() AS now FROM (SELECT count(*) AS lines FROM stands) AS locked WHERE locked.lines > 0
), told AS MATERIALIZED (
  SELECT stands.conversation_id, stands.sequence, e.id, e.visitor_id, e.agent_id, e.only_agent,
    row_number() OVER (ORDER BY e.nth) AS nth
  FROM unnest($9::uuid[], $10::bigint[], $11::uuid[], $12::uuid[], $13::boolean[]) WITH ORDINALITY
    AS e (id, place, visitor_id, agent_id, only_agent, nth)
  JOIN stands ON stands.place = e.place
), said AS (
  INSERT INTO message (${messageColumns})
  SELECT $1, stands.conversation_id, stands.sequence, line.id, line.author, line.author_id,
    ${authorName('line.author', 'line.author_id')}, line.text, line.client_message_id, moment.now
  FROM unnest($4::uuid[], $5::text[], $6::uuid[], $7::text[], $8::text[]) WITH ORDINALITY
    AS line (id, author, author_id, text, client_message_id, place)
  JOIN stands ON stands.place = line.place
  CROSS JOIN moment
  RETURNING conversation_id, author_name
), counted AS (
  UPDATE conversation c SET last_sequence = stands.sequence, last_activity_at = moment.now
  FROM stands, moment WHERE c.workspace_id = $1 AND c.conversation_id = stands.conversation_id
), stream AS (
  UPDATE workspace_stream SET position = position + (SELECT count(*) FROM told)
  WHERE workspace_id = $1 AND EXISTS (SELECT FROM stands)
  RETURNING position - (SELECT count(*) FROM told) AS before
), appended AS (
  INSERT INTO event (${eventColumns})
  SELECT $1, stream.before + told.nth, told.id, 'MESSAGE_ADDED', moment.now, told.conversation_id, told.visitor_id, told.agent_id,
    told.only_agent, told.sequence
  FROM told, moment, stream
)
SELECT stands.place, stands.sequence, said.author_name AS "authorName", moment.now AS "createdAt", stream.before
FROM stands JOIN said ON said.conversation_id = stands.conversation_id CROSS JOIN moment CROSS JOIN stream
ORDER BY stands.place`,
);

/** At most one line of each conversation. */
export function storeSpoken(workspaceId: WorkspaceId, lines: readonly LineToStore[]): Statement<StoredLine> {
  const told = lines.flatMap((line, index) => line.told.map((one) => ({ ...one, place: index + 1 })));
  const [first] = lines;
  const [event] = told;
  if (first === undefined || event === undefined) throw new Error('There is no line to store.');
  if (lines.length === 1 && told.length === 1) {
    const { id, conversationId, author, authorId, text, clientMessageId } = first.line;
    const { visitorId, agentId, onlyAgent } = event.audience;
    const values = [conversationId, first.standsAs, id, author, authorId, text, clientMessageId];
    return storeOne(workspaceId, ...values, event.id, visitorId, agentId, onlyAgent);
  }
  return storeMany(
    workspaceId,
    lines.map(({ line }) => line.conversationId),
    lines.map(({ standsAs: stoodAs }) => stoodAs),
    lines.map(({ line }) => line.id),
    lines.map(({ line }) => line.author),
    lines.map(({ line }) => line.authorId),
    lines.map(({ line }) => line.text),
    lines.map(({ line }) => line.clientMessageId),
    told.map(({ id }) => id),
    told.map(({ place }) => place),
    told.map(({ audience }) => audience.visitorId),
    told.map(({ audience }) => audience.agentId),
    told.map(({ audience }) => audience.onlyAgent),
  );
}
