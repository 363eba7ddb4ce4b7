import type { Message } from '../../routing/events';
import type { ConversationId, MessageAuthor, WorkspaceId } from '../../routing/terms';
import { messageColumns } from '../columns';
import { defineEach } from '../each-statement';
import { define, type Statement } from '../statement';

const insert = defineEach<readonly unknown[]>(
  'message_insert',
  `INSERT INTO message (workspace_id, conversation_id, sequence, message_id, author, author_id, author_name, text,
    system_code, client_message_id, html, card_key, document, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
  ['uuid', 'integer', 'uuid', 'text', 'uuid', 'text', 'text', 'text', 'text', 'text', 'text', 'jsonb', 'timestamptz'],
);

export function messageInsert(workspaceId: WorkspaceId, m: Message): Statement {
  return insert(
    workspaceId,
    m.conversationId,
    m.sequence,
    m.id,
    m.author,
    m.authorId,
    m.authorName,
    m.text,
    m.systemCode,
    m.clientMessageId,
    m.html ?? null,
    m.cardKey ?? null,
    m.document ?? null,
    m.createdAt,
  );
}

const append = define<readonly unknown[]>(
  'message_append',
  `WITH said AS (
    INSERT INTO message (workspace_id, conversation_id, sequence, message_id, author, author_id, author_name, text,
      client_message_id, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  )
  UPDATE conversation SET last_sequence = $3, last_activity_at = $10 WHERE workspace_id = $1 AND conversation_id = $2`,
);

export function messageAppend(workspaceId: WorkspaceId, m: Message): Statement {
  const { conversationId, sequence, id, author, authorId, authorName, text, clientMessageId, createdAt } = m;
  return append(
    workspaceId,
    conversationId,
    sequence,
    id,
    author,
    authorId,
    authorName,
    text,
    clientMessageId,
    createdAt,
  );
}

export const messageFindByClientId = defineEach<[WorkspaceId, ConversationId, MessageAuthor, string, string], Message>(
  'message_find_by_client_id',
  `SELECT ${messageColumns} FROM message m
  WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND m.author = $3 AND m.author_id = $4
    AND m.client_message_id = $5`,
  ['uuid', 'text', 'uuid', 'text'],
);

export const messageFindLast = define<[WorkspaceId, ConversationId, number], Message>(
  'message_find_last',
  `SELECT * FROM (
    SELECT ${messageColumns} FROM message m WHERE m.workspace_id = $1 AND m.conversation_id = $2
    ORDER BY m.sequence DESC LIMIT $3
  ) AS newest ORDER BY sequence`,
);
