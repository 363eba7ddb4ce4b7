import type { DomainEvent } from '../../routing/events';
import type { EventId, WorkspaceId } from '../../routing/terms';
import { toEventRow } from '../event-row';
import { define, type Statement } from '../statement';

interface Appended {
  /** The last position before these events. */
  readonly before: number;
  readonly occurredAt: Date;
}

const moment = 'moment AS MATERIALIZED (SELECT parley_now() AS now)';
const columns = `workspace_id, position, event_id, type, occurred_at, conversation_id, visitor_id, agent_id, only_agent,
    message_sequence, offer_id, data`;
const answer = 'SELECT stream.before, moment.now AS "occurredAt" FROM stream, moment';

/** Most transactions have one event: said without arrays it costs 80 µs less here and about as much in the database. */
const appendOne = define<readonly unknown[], Appended>(
  'event_append_one',
  `WITH ${moment}, stream AS (
  UPDATE workspace_stream SET position = position + 1 WHERE workspace_id = $1 RETURNING position - 1 AS before
), appended AS (
  INSERT INTO event (${columns})
  SELECT $1, stream.before + 1, $2, $3, moment.now, $4, $5, $6, $7, $8, $9, $10::jsonb FROM moment, stream
)
${answer}`,
);

const appendMany = define<readonly unknown[], Appended>(
  'event_append',
  `WITH ${moment}, stream AS (
  UPDATE workspace_stream SET position = position + cardinality($2::uuid[])
  WHERE workspace_id = $1
  RETURNING position - cardinality($2::uuid[]) AS before
), appended AS (
  INSERT INTO event (${columns})
  SELECT $1, stream.before + e.place, e.id, e.type, moment.now, e.conversation_id, e.visitor_id, e.agent_id, e.only_agent,
    e.message_sequence, e.offer_id, e.data::jsonb
  FROM moment, stream, unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[], $7::boolean[], $8::integer[],
    $9::uuid[], $10::text[]) WITH ORDINALITY
    AS e (id, type, conversation_id, visitor_id, agent_id, only_agent, message_sequence, offer_id, data, place)
)
${answer}`,
);

/** In the order of the statements' parameters behind the workspace. */
function valuesOf({ id, event }: NewEvent): readonly [unknown, ...unknown[]] {
  const { type, conversationId, visitorId, agentId, onlyAgent, messageSequence, offerId, data } = toEventRow(event);
  const json = data === null ? null : JSON.stringify(data);
  return [id, type, conversationId, visitorId, agentId, onlyAgent, messageSequence, offerId, json];
}

interface NewEvent {
  readonly id: EventId;
  readonly event: DomainEvent;
}

/**
 * Numbers the events and stores them, in one statement and as the last one before COMMIT: the workspace's stream is locked
 * by it, and is thus held only for the commit.
 */
export function eventAppend(workspaceId: WorkspaceId, events: readonly NewEvent[]): Statement<Appended> {
  const rows = events.map(valuesOf);
  const [first] = rows;
  if (first === undefined) throw new Error('There is no event to store.');
  if (rows.length === 1) return appendOne(workspaceId, ...first);
  return appendMany(workspaceId, ...first.map((_, column) => rows.map((row) => row[column])));
}
