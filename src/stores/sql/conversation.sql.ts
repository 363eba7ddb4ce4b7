import type { ConversationRecord } from '../../actions/records';
import type { AgentId, ConversationId, DialogId, VisitorId, WorkspaceId } from '../../routing/terms';
import { conversationColumns } from '../columns';
import { defineEach, defineLockEach } from '../each-statement';
import { define, type Statement } from '../statement';

export const conversationFind = define<[WorkspaceId, ConversationId], ConversationRecord>(
  'conversation_find',
  `SELECT ${conversationColumns} FROM conversation c WHERE c.workspace_id = $1 AND c.conversation_id = $2`,
);

export const conversationLock = defineLockEach<[WorkspaceId, ConversationId], ConversationRecord>(
  'conversation_lock',
  `SELECT ${conversationColumns} FROM conversation c WHERE c.workspace_id = $1 AND c.conversation_id = $2 FOR UPDATE`,
);

/** Whoever is busy is left out, so that nobody here waits for a stranger's conversation, and none of them can deadlock. */
export const conversationLockFree = define<[WorkspaceId, readonly ConversationId[]], ConversationRecord>(
  'conversations_lock_free',
  `SELECT ${conversationColumns} FROM conversation c
  WHERE c.workspace_id = $1 AND c.conversation_id = ANY ($2::uuid[])
  FOR UPDATE SKIP LOCKED`,
);

export const conversationFindOpen = define<[WorkspaceId, VisitorId, DialogId], ConversationRecord>(
  'conversation_find_open',
  `SELECT ${conversationColumns} FROM conversation c
  WHERE c.workspace_id = $1 AND c.visitor_id = $2 AND c.dialog_id = $3 AND c.status = 'OPEN'`,
);

export const conversationFindOpenOf = define<[WorkspaceId, VisitorId], ConversationRecord>(
  'conversation_find_open_of',
  `SELECT ${conversationColumns} FROM conversation c
  WHERE c.workspace_id = $1 AND c.visitor_id = $2 AND c.status = 'OPEN' AND c.engaged_at IS NOT NULL
  ORDER BY c.started_at DESC, c.conversation_id DESC`,
);

/** What changes in the course of a conversation: both statements set it. */
const courseTypes = [
  'text',
  'text',
  'text',
  'uuid',
  'text',
  'uuid',
  'integer',
  'timestamptz',
  'timestamptz',
  'timestamptz',
  'uuid',
  'uuid[]',
] as const;

function course(c: ConversationRecord): readonly unknown[] {
  const chat = [c.liveChatId, c.liveChatState, c.agentId];
  const times = [c.lastActivityAt, c.engagedAt, c.endedAt];
  return [c.status, c.pageUrl, c.waitingCard, ...chat, c.lastSequence, ...times, c.guestAgentId, c.listenerIds ?? []];
}

const insert = defineEach<readonly unknown[]>(
  'conversation_insert',
  `INSERT INTO conversation (workspace_id, conversation_id, visitor_id, dialog_id, dialog_version, started_at, status,
    page_url, waiting_card, live_chat_id, live_chat_state, agent_id, last_sequence, last_activity_at, engaged_at, ended_at,
    guest_agent_id, listener_ids)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
  ['uuid', 'uuid', 'uuid', 'integer', 'timestamptz', ...courseTypes],
);

export function conversationInsert(workspaceId: WorkspaceId, c: ConversationRecord): Statement {
  return insert(workspaceId, c.id, c.visitorId, c.dialogId, c.dialogVersion, c.startedAt, ...course(c));
}

const save = defineEach<readonly unknown[]>(
  'conversation_save',
  `UPDATE conversation SET status = $3, page_url = $4, waiting_card = $5, live_chat_id = $6, live_chat_state = $7,
    agent_id = $8, last_sequence = $9, last_activity_at = $10, engaged_at = $11, ended_at = $12, guest_agent_id = $13,
    listener_ids = $14
  WHERE workspace_id = $1 AND conversation_id = $2`,
  ['uuid', ...courseTypes],
);

export function conversationSave(workspaceId: WorkspaceId, c: ConversationRecord): Statement {
  return save(workspaceId, c.id, ...course(c));
}

export const conversationClaimMissed = define<[WorkspaceId, ConversationId, AgentId], { id: ConversationId }>(
  'conversation_claim_missed',
  `UPDATE conversation SET agent_id = $3
  WHERE workspace_id = $1 AND conversation_id = $2 AND live_chat_state = 'MISSED' AND agent_id IS NULL
  RETURNING conversation_id AS id`,
);

export const readMarkMove = define<[WorkspaceId, ConversationId, string, number]>(
  'read_mark_move',
  `INSERT INTO read_mark (workspace_id, conversation_id, reader_id, up_to_sequence) VALUES ($1, $2, $3, $4)
  ON CONFLICT (workspace_id, conversation_id, reader_id) DO UPDATE SET up_to_sequence = excluded.up_to_sequence
  WHERE read_mark.up_to_sequence < excluded.up_to_sequence`,
);
