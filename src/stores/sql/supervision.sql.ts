import type { AuditRecord, WhisperRecord } from '../../actions/supervision-ports';
import type { AgentId, ConversationId, WorkspaceId } from '../../routing/terms';
import { define, type Statement } from '../statement';

/** `h` */
export const whisperColumns = `
  h.whisper_id AS id, h.conversation_id AS "conversationId", h.agent_id AS "agentId", h.agent_name AS "agentName", h.text,
  h.client_message_id AS "clientMessageId", h.created_at AS "createdAt"`;

/** `ae` */
export const auditColumns = `
  ae.audit_entry_id AS id, ae.at, ae.action, ae.actor_id AS "actorId", ae.conversation_id AS "conversationId",
  ae.agent_id AS "agentId", ae.detail`;

export const whisperFind = define<[WorkspaceId, ConversationId, AgentId, string], WhisperRecord>(
  'whisper_find',
  `SELECT ${whisperColumns} FROM whisper h
  WHERE h.workspace_id = $1 AND h.conversation_id = $2 AND h.agent_id = $3 AND h.client_message_id = $4`,
);

const insertWhisper = define<readonly unknown[]>(
  'whisper_insert',
  `INSERT INTO whisper (workspace_id, whisper_id, conversation_id, agent_id, agent_name, text, client_message_id, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

export function whisperInsert(workspaceId: WorkspaceId, w: WhisperRecord): Statement {
  const { id, conversationId, agentId, agentName, text, clientMessageId, createdAt } = w;
  return insertWhisper(workspaceId, id, conversationId, agentId, agentName, text, clientMessageId, createdAt);
}

const insertAudit = define<readonly unknown[]>(
  'audit_insert',
  `INSERT INTO audit_entry (workspace_id, audit_entry_id, at, action, actor_id, conversation_id, agent_id, detail)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

export function auditInsert(workspaceId: WorkspaceId, a: AuditRecord): Statement {
  return insertAudit(workspaceId, a.id, a.at, a.action, a.actorId, a.conversationId, a.agentId, a.detail);
}

/** The condition stands as it does in the index. */
export const listenedTo = define<[WorkspaceId, AgentId], { id: ConversationId }>(
  'listened_to',
  `SELECT c.conversation_id AS id FROM conversation c
  WHERE c.workspace_id = $1 AND c.listener_ids <> '{}' AND $2::uuid = ANY (c.listener_ids)
  ORDER BY c.conversation_id`,
);
