/** What goes on now, what is whispered beside it, and who watched. */
import type {
  AuditFilter,
  AuditRecord,
  RunningFilter,
  SupervisionReads,
  WhisperRecord,
} from '../../actions/supervision-ports';
import type { LiveChatRecord } from '../../actions/records';
import { liveChatColumns } from '../columns';
import { auditColumns, whisperColumns } from '../sql/supervision.sql';
import type { List } from './keyset';
import { idOrNobody, type Lookup, type Reader } from './reader';

const whisperById: Lookup = {
  name: 'whisper_by_id',
  columns: whisperColumns,
  from: 'whisper h',
  key: 'h.whisper_id',
  field: 'id',
};
const whispersByConversation: Lookup = {
  name: 'whisper_by_conversation',
  columns: whisperColumns,
  from: `conversation c CROSS JOIN LATERAL (
    SELECT * FROM whisper newest
    WHERE newest.workspace_id = c.workspace_id AND newest.conversation_id = c.conversation_id
    ORDER BY newest.created_at DESC, newest.whisper_id DESC LIMIT 200
  ) AS h`,
  key: 'c.conversation_id',
  field: 'conversationId',
  orderBy: 'h.created_at, h.whisper_id',
};

/** The states stand in the text as they do in the index, so that the past is not looked at. */
function runningList({ states, agentId, teamId }: RunningFilter): List {
  const values: unknown[] = [];
  const where = [
    `l.state IN ('ROUTING', 'WAITING', 'OFFERED', 'CONNECTED')`,
    'EXISTS (SELECT FROM conversation c WHERE c.workspace_id = l.workspace_id AND c.conversation_id = l.conversation_id AND c.dialog_version > 0)',
  ];
  let variant = '';
  const narrow = (letter: string, condition: (placeholder: string) => string, value: unknown): void => {
    where.push(condition(`$${values.push(value)}`));
    variant += letter;
  };
  if (states !== null) narrow('s', (list) => `l.state = ANY (${list}::text[])`, states);
  if (agentId !== null) narrow('a', (id) => servedBy(`= ${id}::uuid`), idOrNobody(agentId));
  if (teamId !== null) {
    const members = (id: string): string => `IN (SELECT m.agent_id FROM team_member m WHERE m.team_id = ${id}::uuid)`;
    narrow('t', (id) => `(l.routing_team_id = ${id}::uuid OR ${servedBy(members(id))})`, idOrNobody(teamId));
  }
  return {
    name: 'running_page',
    variant,
    columns: liveChatColumns,
    from: 'live_chat l',
    where,
    values,
    sort: [
      { column: 'l.requested_at', kind: 'time' },
      { column: 'l.live_chat_id', kind: 'uuid' },
    ],
  };
}

/** Who has it, or at whom it rings. */
function servedBy(whom: string): string {
  return `(l.agent_id ${whom} OR EXISTS (
    SELECT FROM offer o WHERE o.workspace_id = l.workspace_id AND o.conversation_id = l.conversation_id
      AND o.state = 'PENDING' AND o.agent_id ${whom}
  ))`;
}

function auditList({ conversationId, actorId }: AuditFilter): List {
  const values: unknown[] = [];
  const where: string[] = [];
  if (conversationId !== null) where.push(`ae.conversation_id = $${values.push(idOrNobody(conversationId))}::uuid`);
  if (actorId !== null) where.push(`ae.actor_id = $${values.push(idOrNobody(actorId))}::uuid`);
  return {
    name: 'audit_page',
    variant: `${conversationId === null ? '' : 'c'}${actorId === null ? '' : 'a'}`,
    columns: auditColumns,
    from: 'audit_entry ae',
    where,
    values,
    sort: [
      { column: 'ae.at', kind: 'time' },
      { column: 'ae.audit_entry_id', kind: 'uuid' },
    ],
    descending: true,
  };
}

export function supervisionReads(reader: Reader): SupervisionReads {
  return {
    runningPage: (filter, page) => reader.page<LiveChatRecord>(runningList(filter), page),
    whispers: (ids) => reader.byId<WhisperRecord>(whisperById, ids),
    whispersOf: (ids) => reader.groupedBy<WhisperRecord>(whispersByConversation, ids),
    auditPage: (filter, page) => reader.page<AuditRecord>(auditList(filter), page),
  };
}
