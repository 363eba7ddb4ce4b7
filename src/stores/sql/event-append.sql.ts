import type { DomainEvent } from '../../routing/events';
import type { AgentId, EventId, WorkspaceId } from '../../routing/terms';
import { toEventRow } from '../event-row';
import { define, type Statement } from '../statement';

interface Appended {
  /** The last position before these events. */
  readonly before: number;
  readonly occurredAt: Date;
  /** Whether those who wait are looked at because of them, at once. */
  readonly wakesQueue?: boolean;
  /** Whether one of the offers among them rings at a browser that has to be woken, at once. */
  readonly wakesBrowser?: boolean;
}

const moment = 'moment AS MATERIALIZED (SELECT parley_now() AS now)';
const columns = `workspace_id, position, event_id, type, occurred_at, conversation_id, visitor_id, agent_id, only_agent,
    message_sequence, offer_id, data`;
const answer = 'SELECT stream.before, moment.now AS "occurredAt" FROM stream, moment';
/**
 * What an offer's own statement has planned in this transaction (`wakeWhereAsleep`) is told to the process that commits, so that the
 * push leaves behind the commit and not with the next sweep. One look into the index for each offer, in a statement that leaves
 * anyway; an offer is never the only event of its commit.
 */
const wakesBrowser = `EXISTS (
  SELECT FROM due_work d WHERE d.workspace_id = $1 AND d.kind = 'PUSH_SEND' AND d.subject_id = ANY ($9::uuid[])
) AS "wakesBrowser"`;

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

const insertMany = `INSERT INTO event (${columns})
  SELECT $1, stream.before + e.place, e.id, e.type, moment.now, e.conversation_id, e.visitor_id, e.agent_id, e.only_agent,
    e.message_sequence, e.offer_id, e.data::jsonb
  FROM moment, stream, unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[], $7::boolean[], $8::integer[],
    $9::uuid[], $10::text[]) WITH ORDINALITY
    AS e (id, type, conversation_id, visitor_id, agent_id, only_agent, message_sequence, offer_id, data, place)`;

const appendMany = define<readonly unknown[], Appended>(
  'event_append',
  `WITH ${moment}, stream AS (
  UPDATE workspace_stream SET position = position + cardinality($2::uuid[])
  WHERE workspace_id = $1
  RETURNING position - cardinality($2::uuid[]) AS before
), appended AS (
  ${insertMany}
)
SELECT stream.before, moment.now AS "occurredAt", ${wakesBrowser} FROM stream, moment`,
);

/**
 * The same where an agent may have become free, or a visitor begins to wait (`$11`): the matcher is woken if somebody waits.
 * Whether somebody does is read from the stream's row as the lock leaves it, not as the statement's snapshot shows it: of a
 * visitor who begins to wait and an agent who becomes free at the same time, one comes second here and sees the other.
 */
const appendWaking = define<readonly unknown[], Appended>(
  'event_append_waking',
  `WITH ${moment}, stream AS (
  UPDATE workspace_stream SET position = position + cardinality($2::uuid[]), someone_waits = someone_waits OR $11
  WHERE workspace_id = $1
  RETURNING position - cardinality($2::uuid[]) AS before, someone_waits
), appended AS (
  ${insertMany}
), woken AS (
  INSERT INTO due_work (workspace_id, kind, subject_id, due_at)
  SELECT $1, 'QUEUE_MATCH', $1, moment.now FROM moment, stream WHERE stream.someone_waits
  ON CONFLICT (workspace_id, kind, subject_id)
  DO UPDATE SET due_at = least(due_work.due_at, excluded.due_at), attempt = 0
)
SELECT stream.before, moment.now AS "occurredAt", stream.someone_waits AS "wakesQueue", ${wakesBrowser}
FROM stream, moment`,
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
 * by it, and is thus held only for the commit. `groups`: those of each action that shares the transaction.
 */
export function eventAppend(workspaceId: WorkspaceId, groups: readonly (readonly NewEvent[])[]): Statement<Appended> {
  const events = groups.flat();
  const rows = events.map(valuesOf);
  const [first] = rows;
  if (first === undefined) throw new Error('There is no event to store.');
  const columnsOfRows = () => first.map((_, column) => rows.map((row) => row[column]));
  const beginsToWait = events.some(({ event }) => event.type === 'LIVE_CHAT_WAITING' && event.queuePosition > 0);
  // Of one action each: a place that one frees is free, whatever another takes besides.
  if (beginsToWait || groups.some(freesSomebody)) return appendWaking(workspaceId, ...columnsOfRows(), beginsToWait);
  if (rows.length === 1) return appendOne(workspaceId, ...first);
  return appendMany(workspaceId, ...columnsOfRows());
}

/** Somebody's load, availability or reachability is another one, and not only because a chat was just given to them. */
function freesSomebody(events: readonly NewEvent[]): boolean {
  const busier = new Set<AgentId | null>();
  for (const { event } of events) {
    if (event.type === 'OFFER_CREATED' || event.type === 'OFFER_ACCEPTED') busier.add(event.agentId);
  }
  return events.some(({ event }) => event.type === 'AGENT_CHANGED' && !busier.has(event.changedAgentId));
}
