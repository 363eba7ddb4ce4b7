/** The lists of conversations, and what was said in them. */
import type { ConversationFilter, InboxState, Reads } from '../../actions/reads';
import type { ConversationRecord, Message } from '../../actions/records';
import { conversationColumns, messageColumns } from '../columns';
import type { Statement } from '../statement';
import { numberedKeys } from './dialogs';
import type { List } from './keyset';
import { idOrNobody, type Lookup, type Reader } from './reader';

const conversationById: Lookup = {
  name: 'conversation_by_id',
  columns: conversationColumns,
  from: 'conversation c',
  key: 'c.conversation_id',
  field: 'id',
};
const messageById: Lookup = {
  name: 'message_by_id',
  columns: messageColumns,
  from: 'message m',
  key: 'm.message_id',
  field: 'id',
};

/** Newest first. */
const newestFirst = {
  columns: conversationColumns,
  from: 'conversation c',
  sort: [
    { column: 'c.started_at', kind: 'time' },
    { column: 'c.conversation_id', kind: 'uuid' },
  ],
  descending: true,
} as const satisfies Omit<List, 'name'>;

function conversationList(filter: ConversationFilter): List {
  // Below zero are previews, which stand in no list.
  const where: string[] = ['c.dialog_version > 0'];
  const values: unknown[] = [];
  let variant = '';
  const narrow = (letter: string, condition: string): void => {
    where.push(condition);
    variant += letter;
  };
  if (filter.status !== null) narrow('s', `c.status = $${values.push(filter.status)}`);
  if (filter.agentId !== null) narrow('a', `c.agent_id = $${values.push(idOrNobody(filter.agentId))}`);
  if (filter.visitorId !== null) narrow('v', `c.visitor_id = $${values.push(idOrNobody(filter.visitorId))}`);
  if (filter.personId) narrow('p', ofPerson(`$${values.push(idOrNobody(filter.personId))}`));
  if (filter.live === true) narrow('l', 'c.live_chat_id IS NOT NULL');
  if (filter.live === false) narrow('L', 'c.live_chat_id IS NULL');
  if (filter.missed === true) narrow('m', `c.live_chat_state = 'MISSED'`);
  if (filter.missed === false) narrow('M', `c.live_chat_state IS DISTINCT FROM 'MISSED'`);
  if (filter.engaged === true) narrow('e', 'c.engaged_at IS NOT NULL');
  if (filter.engaged === false) narrow('E', 'c.engaged_at IS NULL');
  return { ...newestFirst, name: 'conversation_page', variant, where, values };
}

/**
 * A conversation is whose it was when an address was given in it; one that began in the same moment is whose browser it is.
 * Both sides begin at an index: a person has few of either.
 */
function ofPerson(id: string): string {
  const same = `SELECT s.person_id FROM person s WHERE s.person_id = ${id} OR s.merged_into = ${id}`;
  return `c.conversation_id IN (
    SELECT cp.conversation_id FROM conversation_play cp WHERE cp.person_id IN (${same})
    UNION ALL
    SELECT o.conversation_id FROM visitor v
    JOIN conversation o ON o.workspace_id = v.workspace_id AND o.visitor_id = v.visitor_id
    JOIN conversation_play op ON op.workspace_id = o.workspace_id AND op.conversation_id = o.conversation_id
    WHERE v.person_id IN (${same}) AND op.person_id IS NULL AND NOT op.preview
  )`;
}

/** The missed ones: that rang at the agent or are claimed by them; null: all. What was said in them is no matter of this list. */
function missedList(agentId: string | null): List {
  const where = ['c.dialog_version > 0', `c.live_chat_state = 'MISSED'`];
  if (agentId === null) return { ...newestFirst, name: 'missed_page', variant: 'all', where };
  where.push(`(c.conversation_id, c.live_chat_id) IN (
    SELECT o.conversation_id, o.live_chat_id FROM offer o
    WHERE o.agent_id = $1 AND o.state IN ('DECLINED', 'EXPIRED', 'WITHDRAWN')
    UNION ALL
    SELECT m.conversation_id, m.live_chat_id FROM conversation m
    WHERE m.agent_id = $1 AND m.live_chat_state = 'MISSED'
  )`);
  return { ...newestFirst, name: 'missed_page', where, values: [idOrNobody(agentId)] };
}

/**
 * A conversation is its latest live chat's: of an earlier agent's chat nothing is shown any more. One that was missed is nobody's
 * accepted chat, though an agent looks after it.
 */
const inboxStates: Readonly<Record<InboxState, readonly string[]>> = {
  ACTIVE: [`c.status = 'OPEN'`, `c.live_chat_state = 'CONNECTED'`],
  PAST: [`c.live_chat_state NOT IN ('CONNECTED', 'MISSED')`],
  ALL: [`c.live_chat_state <> 'MISSED'`],
};

function inboxList(agentId: string, state: InboxState): List {
  return {
    ...newestFirst,
    name: 'inbox_page',
    variant: state.toLowerCase(),
    // A guest's chat is in both inboxes, for as long as it runs.
    where: [state === 'PAST' ? 'c.agent_id = $1' : '(c.agent_id = $1 OR c.guest_agent_id = $1)', ...inboxStates[state]],
    values: [idOrNobody(agentId)],
  };
}

/** What the visitor never answered is not shown; a chat with a person is, whether or not anything was answered before. */
function visitorConversationList(visitorId: string): List {
  return {
    ...newestFirst,
    name: 'visitor_conversation_page',
    where: ['c.visitor_id = $1', '(c.engaged_at IS NOT NULL OR c.live_chat_id IS NOT NULL)'],
    values: [idOrNobody(visitorId)],
  };
}

function messageList(conversationId: string): List {
  return {
    name: 'message_page',
    columns: messageColumns,
    from: 'message m',
    where: ['m.conversation_id = $1'],
    values: [idOrNobody(conversationId)],
    sort: [{ column: 'm.sequence', kind: 'integer' }],
  };
}

function messagesBehind(conversationId: string, sequence: number, limit: number): Statement<Message> {
  return {
    name: 'message_after',
    text: `/* message_after */
SELECT ${messageColumns} FROM message m WHERE m.conversation_id = $1 AND m.sequence > $2 ORDER BY m.sequence LIMIT $3`,
    values: [idOrNobody(conversationId), Math.min(Math.max(sequence, 0), 2_147_483_647), limit],
  };
}

function messagesAt(keys: readonly string[]): Statement<Message> {
  const { ids, numbers } = numberedKeys(keys);
  return {
    name: 'message_by_sequence',
    text: `/* message_by_sequence */
SELECT ${messageColumns} FROM message m
JOIN unnest($1::uuid[], $2::integer[]) AS asked (conversation_id, sequence)
  ON asked.conversation_id = m.conversation_id AND asked.sequence = m.sequence`,
    values: [ids, numbers],
  };
}

/**
 * One's own messages are never unread, nor is what stands before one's mark. CASE, because COALESCE is not known to be
 * leak-free: under row-level security the index would be walked from the conversation's first message on.
 */
function unread(reader: string, ids: readonly string[]): Statement<{ id: string; unread: number }> {
  return {
    name: 'unread_count',
    text: `/* unread_count */
SELECT asked.id, (
  SELECT count(*) FROM message m
  WHERE m.conversation_id = asked.id AND m.sequence > CASE WHEN r.up_to_sequence IS NULL THEN 0 ELSE r.up_to_sequence END
    AND m.author_id IS DISTINCT FROM $1::uuid
) AS unread
FROM unnest($2::uuid[]) AS asked (id)
LEFT JOIN read_mark r ON r.conversation_id = asked.id AND r.reader_id = $1::uuid`,
    values: [idOrNobody(reader), ids.map(idOrNobody)],
  };
}

type ConversationReads = Pick<
  Reads,
  | 'conversations'
  | 'conversationPage'
  | 'inboxPage'
  | 'missedPage'
  | 'conversationsOfVisitor'
  | 'messagePage'
  | 'messagesAfter'
  | 'messagesBySequence'
  | 'messagesById'
  | 'unreadCounts'
>;

export function conversationReads(reader: Reader): ConversationReads {
  return {
    conversations: (ids) => reader.byId<ConversationRecord>(conversationById, ids),
    conversationPage: (filter, page) => reader.page<ConversationRecord>(conversationList(filter), page),
    inboxPage: (agentId, state, page) => reader.page<ConversationRecord>(inboxList(agentId, state), page),
    missedPage: (agentId, page) => reader.page<ConversationRecord>(missedList(agentId), page),
    conversationsOfVisitor: (visitorId, page) =>
      reader.page<ConversationRecord>(visitorConversationList(visitorId), page),
    messagePage: (conversationId, page) => reader.page<Message>(messageList(conversationId), page),
    messagesAfter: (conversationId, sequence, limit) => reader.rows(messagesBehind(conversationId, sequence, limit)),
    async messagesBySequence(keys) {
      const rows = await reader.rows(messagesAt(keys));
      const found = new Map(rows.map((message) => [`${message.conversationId}:${message.sequence}`, message]));
      return keys.map((key) => found.get(key) ?? null);
    },
    messagesById: (ids) => reader.byId<Message>(messageById, ids),
    async unreadCounts(who, ids) {
      const rows = await reader.rows(unread(who, ids));
      const found = new Map(rows.map((row) => [row.id, row.unread]));
      return ids.map((id) => found.get(id) ?? 0);
    },
  };
}
