/** How conversations play, what was read of their documents, and what happened in them beside the talk. */
import type { OfferedDocument, PlayReads, TimelineRecord } from '../../actions/play-ports';
import type { PlayRecord, ReadingRecord } from '../../actions/play.records';
import type { EventType } from '../../routing/events';
import type { EventId } from '../../routing/terms';
import { playColumns, readingColumns } from '../columns';
import { eventColumns, type EventRow, fromEventRow } from '../event-row';
import type { List } from './keyset';
import { idOrNobody, type Lookup, type Reader } from './reader';

const playById: Lookup = {
  name: 'play_by_id',
  columns: playColumns,
  from: 'conversation_play cp',
  key: 'cp.conversation_id',
  field: 'conversationId',
};
const documentsByConversation: Lookup = {
  name: 'document_by_conversation',
  columns: `m.conversation_id AS "conversationId", m.card_key AS "cardKey", m.document ->> 'title' AS title,
    m.document ->> 'url' AS url`,
  from: 'message m',
  key: 'm.conversation_id',
  field: 'conversationId',
  where: 'm.document IS NOT NULL',
  orderBy: 'm.conversation_id, m.sequence',
};
const readingsByConversation: Lookup = {
  name: 'reading_by_conversation',
  columns: readingColumns,
  from: 'document_reading dr',
  key: 'dr.conversation_id',
  field: 'conversationId',
  orderBy: 'dr.first_at, dr.what, dr.detail',
};

/** The transcript tells what was said, and the prompts are its cards. */
const told: readonly EventType[] = ['MESSAGE_ADDED', 'PROMPT_CHANGED'];

function timelineList(conversationId: string): List {
  return {
    name: 'timeline_page',
    columns: `e.event_id AS id, e.position, e.occurred_at AS "occurredAt", ${eventColumns}`,
    from: 'event e',
    // What only one agent is told is the double of what everybody is told.
    where: ['e.conversation_id = $1', 'NOT e.only_agent', 'e.type <> ALL ($2::text[])'],
    values: [idOrNobody(conversationId), told],
    sort: [{ column: 'e.position', kind: 'integer' }],
  };
}

interface TimelineRow extends EventRow {
  readonly id: EventId;
  readonly position: number;
  readonly occurredAt: Date;
}

export function playReads(reader: Reader): PlayReads {
  return {
    plays: (ids) => reader.byId<PlayRecord>(playById, ids),
    async documentsOf(ids) {
      const groups = await reader.groupedBy<OfferedDocument>(documentsByConversation, ids);
      // A loop may offer a document again: the last offer's words count, at the place of the first.
      return groups.map((offered) => [...new Map(offered.map((one) => [one.cardKey, one])).values()]);
    },
    readingsOf: (ids) => reader.groupedBy<ReadingRecord>(readingsByConversation, ids),
    async timelinePage(id, page) {
      const { rows, ...rest } = await reader.page<TimelineRow>(timelineList(id), page);
      return {
        ...rest,
        rows: rows.map(({ row, cursor }) => {
          const { id: eventId, position, occurredAt } = row;
          const record: TimelineRecord = { id: eventId, position, occurredAt, event: fromEventRow(row) };
          return { row: record, cursor };
        }),
      };
    },
  };
}
