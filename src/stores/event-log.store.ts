/** The stored events, read by position: for streams that resume, and for the relay that closes its gaps. */
import { type EventLog, type EventScope, type StoredEvent, watchedTypes } from '../events/topics';
import { assertNever, type EventId, type WorkspaceId } from '../routing/terms';
import type { Database } from './database';
import { eventColumns, type EventRow, fromEventRow } from './event-row';
import type { Statement } from './statement';

interface LogRow extends EventRow {
  readonly position: number;
  readonly id: EventId;
  readonly occurredAt: Date;
}
/** Without an event where the page has none. */
type PageRow = { readonly trimmedUpTo: number } & (LogRow | { readonly position: null });
interface StreamRow {
  readonly workspaceId: WorkspaceId;
  readonly position: number;
  readonly trimmedUpTo: number;
}

const logColumns = `e.position, e.event_id AS id, e.occurred_at AS "occurredAt", ${eventColumns}`;

/** Of whichever workspaces: how far each stream has come. A number is no secret worth a transaction for each. */
function streamPositions(workspaceIds: readonly WorkspaceId[]): Statement<StreamRow> {
  return {
    name: 'stream_positions',
    text: `/* stream_positions */
SELECT s.workspace_id AS "workspaceId", s.position, s.trimmed_up_to AS "trimmedUpTo" FROM stream_positions($1::uuid[]) s`,
    values: [workspaceIds],
  };
}

function eventsBehind(after: number, limit: number): Statement<LogRow> {
  return {
    name: 'event_read_all',
    text: `/* event_read_all */
SELECT ${logColumns} FROM event e WHERE e.position > $1 ORDER BY e.position LIMIT $2`,
    values: [after, limit],
  };
}

/**
 * The audience's column is indexed with the position, so a page costs its rows and not those of everybody else. With each row, and
 * in one more where there is none, comes where the log begins: as of the same snapshot, or a page could lack its beginning.
 */
function eventsFor({ scope, selection, after, upTo, limit }: Parameters<EventLog['read']>[0]): Statement<PageRow> {
  const values: unknown[] = [after, limit];
  const conditions = ['e.position > $1'];
  const names = ['event_read', scope.kind.toLowerCase()];
  const narrow = (name: string, condition: (placeholder: string) => string, value: unknown): void => {
    if (value === null) return;
    values.push(value);
    conditions.push(condition(`$${values.length}`));
    names.push(name);
  };
  if (scope.kind === 'WORKSPACE') conditions.push('NOT e.only_agent');
  if (scope.kind === 'MONITOR') conditions.push('NOT e.only_agent', 'e.conversation_id IS NOT NULL');
  if (scope.kind === 'VISITOR') conditions.push('(NOT e.only_agent OR e.agent_id IS NULL)');
  narrow('own', (id) => `${scope.kind === 'AGENT' ? 'e.agent_id' : 'e.visitor_id'} = ${id}`, ownerOf(scope));
  narrow('watched', (types) => `e.type = ANY (${types}::text[])`, scope.kind === 'MONITOR' ? watchedTypes : null);
  narrow('up_to', (position) => `e.position <= ${position}`, upTo);
  narrow('types', (types) => `e.type = ANY (${types}::text[])`, selection.types);
  narrow('conversation', (id) => `e.conversation_id = ${id}`, selection.conversationId);
  const name = names.join('_');
  const where = conditions.join(' AND ');
  const page = `SELECT ${logColumns} FROM event e WHERE ${where} ORDER BY e.position LIMIT $2`;
  const text = `/* ${name} */ SELECT s.trimmed_up_to AS "trimmedUpTo", page.*
FROM workspace_stream s LEFT JOIN (${page}) page ON true ORDER BY page.position`;
  return { name, text, values };
}

function ownerOf(scope: EventScope): string | null {
  switch (scope.kind) {
    case 'WORKSPACE':
    case 'MONITOR':
      return null;
    case 'AGENT':
      return scope.agentId;
    case 'VISITOR':
      return scope.visitorId;
    default:
      return assertNever(scope);
  }
}

function isEvent(row: PageRow): row is LogRow & PageRow {
  return row.position !== null;
}

function storedIn(workspaceId: WorkspaceId, rows: readonly LogRow[]): readonly StoredEvent[] {
  return rows.map((row) => ({
    workspaceId,
    position: row.position,
    id: row.id,
    occurredAt: row.occurredAt,
    event: fromEventRow(row),
  }));
}

export function createEventLog(database: Database): EventLog {
  const streamOf = async (workspaceId: WorkspaceId): Promise<StreamRow | undefined> => {
    const [row] = await database.ask(streamPositions([workspaceId]));
    return row;
  };
  return {
    position: async (workspaceId) => (await streamOf(workspaceId))?.position ?? 0,
    trimmedUpTo: async (workspaceId) => (await streamOf(workspaceId))?.trimmedUpTo ?? 0,
    async read(request) {
      const rows = await database.read(request.workspaceId, eventsFor(request));
      if ((rows[0]?.trimmedUpTo ?? 0) > request.after) return null;
      return storedIn(request.workspaceId, rows.filter(isEvent));
    },
    async readAll(workspaceId, after, limit) {
      return storedIn(workspaceId, await database.read(workspaceId, eventsBehind(after, limit)));
    },
    async positions(workspaceIds) {
      if (workspaceIds.length === 0) return new Map();
      const rows = await database.ask(streamPositions(workspaceIds));
      return new Map(rows.map((row) => [row.workspaceId, row.position]));
    },
  };
}
