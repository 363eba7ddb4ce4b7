/** What decisions keep of what was known of a visitor. */
import type { ConversationId, VisitorId, WorkspaceId } from '../../routing/terms';
import { define } from '../statement';

/** Those of the conversations. There is no index on decisions by conversation: their live chats have one. */
export const knownErase = define<[WorkspaceId, readonly ConversationId[]]>(
  'routing_known_erase',
  `UPDATE routing_decision rd SET known = NULL FROM live_chat l
  WHERE l.workspace_id = $1 AND l.conversation_id = ANY ($2::uuid[])
    AND rd.workspace_id = $1 AND rd.live_chat_id = l.live_chat_id AND rd.known IS NOT NULL`,
);

export const knownForget = define<[WorkspaceId, VisitorId]>(
  'routing_known_forget',
  `UPDATE routing_decision rd SET known = NULL FROM conversation c
  JOIN live_chat l ON l.workspace_id = c.workspace_id AND l.conversation_id = c.conversation_id
  WHERE c.workspace_id = $1 AND c.visitor_id = $2
    AND rd.workspace_id = $1 AND rd.live_chat_id = l.live_chat_id AND rd.known IS NOT NULL`,
);
