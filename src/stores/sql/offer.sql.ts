import type { OfferRecord } from '../../actions/records';
import type { AgentId, ConversationId, LiveChatId, OfferId, WorkspaceId } from '../../routing/terms';
import { offerColumns } from '../columns';
import { define, type Statement } from '../statement';
import { wakeWhereAsleep } from './push.sql';

export const offerFind = define<[WorkspaceId, OfferId], OfferRecord>(
  'offer_find',
  `SELECT ${offerColumns} FROM offer o WHERE o.workspace_id = $1 AND o.offer_id = $2`,
);

export const offerLock = define<[WorkspaceId, OfferId], OfferRecord>(
  'offer_lock',
  `SELECT ${offerColumns} FROM offer o WHERE o.workspace_id = $1 AND o.offer_id = $2 FOR UPDATE`,
);

export const offerFindPendingOf = define<[WorkspaceId, ConversationId], OfferRecord>(
  'offer_find_pending_of',
  `SELECT ${offerColumns} FROM offer o WHERE o.workspace_id = $1 AND o.conversation_id = $2 AND o.state = 'PENDING'`,
);

export const offerFindPendingFor = define<[WorkspaceId, AgentId], OfferRecord>(
  'offer_find_pending_for',
  `SELECT ${offerColumns} FROM offer o WHERE o.workspace_id = $1 AND o.agent_id = $2 AND o.state = 'PENDING'
  ORDER BY o.offered_at, o.offer_id`,
);

export const offerFindAllOf = define<[WorkspaceId, LiveChatId], OfferRecord>(
  'offer_find_all_of',
  `SELECT ${offerColumns} FROM offer o WHERE o.workspace_id = $1 AND o.live_chat_id = $2 ORDER BY o.attempt, o.offer_id`,
);

/** With what wakes an agent who has no socket open. */
const insert = define<readonly unknown[]>(
  'offer_insert',
  `WITH made AS (INSERT INTO offer (workspace_id, offer_id, live_chat_id, conversation_id, agent_id, attempt, offered_at, expires_at,
    decision_id, state, decided_at, decline_reason, kind, from_agent_id, note, handover)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16))
  ${wakeWhereAsleep('$7', '$2', '$5')}`,
);

export function offerInsert(workspaceId: WorkspaceId, o: OfferRecord): Statement {
  const who = [workspaceId, o.id, o.liveChatId, o.conversationId, o.agentId];
  const when = [o.attempt, o.offeredAt, o.expiresAt, o.decisionId];
  return insert(
    ...who,
    ...when,
    o.state,
    o.decidedAt,
    o.declineReason,
    o.kind,
    o.fromAgentId,
    o.note,
    o.handover ? JSON.stringify(o.handover) : null,
  );
}

const save = define<readonly unknown[]>(
  'offer_save',
  `UPDATE offer SET state = $3, expires_at = $4, decided_at = $5, decline_reason = $6
  WHERE workspace_id = $1 AND offer_id = $2`,
);

export function offerSave(workspaceId: WorkspaceId, o: OfferRecord): Statement {
  return save(workspaceId, o.id, o.state, o.expiresAt, o.decidedAt, o.declineReason);
}
