/** The statements of a transaction that several conversations share: one each for all of them. */
import type { ConversationRecord } from '../../actions/records';
import type { Message } from '../../routing/events';
import type { ConversationId, WorkspaceId } from '../../routing/terms';
import { conversationColumns } from '../columns';
import { define, type Statement } from '../statement';

/** Whoever is busy is left out, so that nobody here waits for a stranger's conversation, and none of them can deadlock. */
export const conversationLockFree = define<[WorkspaceId, readonly ConversationId[]], ConversationRecord>(
  'conversations_lock_free',
  `SELECT ${conversationColumns} FROM conversation c
  WHERE c.workspace_id = $1 AND c.conversation_id = ANY ($2::uuid[])
  FOR UPDATE SKIP LOCKED`,
);

const appendMany = define<readonly unknown[]>(
  'message_append_many',
  `WITH said AS (
    INSERT INTO message (workspace_id, conversation_id, sequence, message_id, author, author_id, author_name, text,
      client_message_id, created_at)
    SELECT $1::uuid, line.*, $2::timestamptz
    FROM unnest($3::uuid[], $4::integer[], $5::uuid[], $6::text[], $7::uuid[], $8::text[], $9::text[], $10::text[]) AS line
  )
  UPDATE conversation c SET last_sequence = line.sequence, last_activity_at = $2
  FROM unnest($3::uuid[], $4::integer[]) AS line (conversation_id, sequence)
  WHERE c.workspace_id = $1 AND c.conversation_id = line.conversation_id`,
);

/** At most one message of each conversation, all said at the time of the one clock. */
export function messageAppendMany(workspaceId: WorkspaceId, messages: readonly Message[]): Statement {
  return appendMany(
    workspaceId,
    messages[0]?.createdAt,
    messages.map((m) => m.conversationId),
    messages.map((m) => m.sequence),
    messages.map((m) => m.id),
    messages.map((m) => m.author),
    messages.map((m) => m.authorId),
    messages.map((m) => m.authorName),
    messages.map((m) => m.text),
    messages.map((m) => m.clientMessageId),
  );
}
