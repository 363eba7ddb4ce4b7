import type { DomainEvent } from '../../routing/events';
import type { EventId, WorkspaceId } from '../../routing/terms';
import { toEventRow } from '../event-row';
import type { Statement } from '../statement';

const text = `/* event_append */
WITH moment AS MATERIALIZED (
  SELECT parley_now() AS now
), stream AS (
  UPDATE workspace_stream SET position = position + cardinality($2::uuid[])
  WHERE workspace_id = $1
  RETURNING position - cardinality($2::uuid[]) AS before
), appended AS (
  INSERT INTO event (workspace_id, position, event_id, type, occurred_at, conversation_id, visitor_id, agent_id, only_agent,
    message_sequence, offer_id, data)
  SELECT $1, stream.before + e.place, e.id, e.type, moment.now, e.conversation_id, e.visitor_id, e.agent_id, e.only_agent,
    e.message_sequence, e.offer_id, e.data::jsonb
  FROM moment, stream, unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[], $7::boolean[], $8::integer[],
    $9::uuid[], $10::text[]) WITH ORDINALITY
    AS e (id, type, conversation_id, visitor_id, agent_id, only_agent, message_sequence, offer_id, data, place)
)
SELECT stream.before, moment.now AS "occurredAt" FROM stream, moment`;

/**
 * Numbers the events and stores them, in one statement and as the last one before COMMIT: the workspace's stream is locked
 * by it, and is thus held only for the commit.
 */
export function eventAppend(
  workspaceId: WorkspaceId,
  events: readonly { readonly id: EventId; readonly event: DomainEvent }[],
): Statement<{ before: number; occurredAt: Date }> {
  const rows = events.map(({ event }) => toEventRow(event));
  return {
    name: 'event_append',
    text,
    values: [
      workspaceId,
      events.map(({ id }) => id),
      rows.map((row) => row.type),
      rows.map((row) => row.conversationId),
      rows.map((row) => row.visitorId),
      rows.map((row) => row.agentId),
      rows.map((row) => row.onlyAgent),
      rows.map((row) => row.messageSequence),
      rows.map((row) => row.offerId),
      rows.map((row) => (row.data === null ? null : JSON.stringify(row.data))),
    ],
  };
}
