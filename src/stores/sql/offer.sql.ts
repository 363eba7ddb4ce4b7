import type { OfferRecord } from '../../actions/records';
import type { AgentId, ConversationId, LiveChatId, OfferId, WorkspaceId } from '../../routing/terms';
import { offerColumns } from '../columns';
import { defineEach, defineLockEach, eachOf, fromList, listOf, type SqlType, withEach } from '../each-statement';
import { define, type Statement } from '../statement';
import { wakeWhereAsleep } from './push.sql';

export const offerFind = define<[WorkspaceId, OfferId], OfferRecord>(
  'offer_find',
  `SELECT ${offerColumns} FROM offer o WHERE o.workspace_id = $1 AND o.offer_id = $2`,
);

export const offerLock = defineLockEach<[WorkspaceId, OfferId], OfferRecord>(
  'offer_lock',
  `SELECT ${offerColumns} FROM offer o WHERE o.workspace_id = $1 AND o.offer_id = $2 FOR UPDATE`,
);

export const offerFindPendingOf = defineEach<[WorkspaceId, ConversationId], OfferRecord>(
  'offer_find_pending_of',
  `SELECT ${offerColumns} FROM offer o WHERE o.workspace_id = $1 AND o.conversation_id = $2 AND o.state = 'PENDING'`,
  ['uuid'],
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

const columns = `workspace_id, offer_id, live_chat_id, conversation_id, agent_id, attempt, offered_at, expires_at, decision_id,
    state, decided_at, decline_reason, kind, from_agent_id, note, handover`;
const values = '$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16';
const types: readonly SqlType[] = [
  ...(['uuid', 'uuid', 'uuid', 'uuid', 'integer', 'timestamptz', 'timestamptz', 'uuid'] as const),
  ...(['text', 'timestamptz', 'text', 'text', 'uuid', 'text', 'jsonb'] as const),
];

/** With what wakes an agent who has no socket open. */
const insert = withEach(
  define<readonly unknown[]>(
    'offer_insert',
    `WITH made AS (INSERT INTO offer (${columns}) VALUES (${values})) ${wakeWhereAsleep('$7', '$2', '$5')}`,
  ),
  eachOf(
    'offer_insert_each',
    `WITH q AS MATERIALIZED (SELECT * FROM ${listOf(types)}), made AS (
      INSERT INTO offer (${columns}) SELECT ${fromList(values, types)} FROM q
    ) ${wakeWhereAsleep('q.p7', 'q.p2', 'q.p5', 'q, reachability')}`,
    types,
  ),
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

const save = defineEach<readonly unknown[]>(
  'offer_save',
  `UPDATE offer SET state = $3, expires_at = $4, decided_at = $5, decline_reason = $6
  WHERE workspace_id = $1 AND offer_id = $2`,
  ['uuid', 'text', 'timestamptz', 'timestamptz', 'text'],
);

export function offerSave(workspaceId: WorkspaceId, o: OfferRecord): Statement {
  return save(workspaceId, o.id, o.state, o.expiresAt, o.decidedAt, o.declineReason);
}
