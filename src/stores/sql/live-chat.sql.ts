import type { LiveChatRecord } from '../../actions/records';
import type { ConversationId, LiveChatId, WorkspaceId } from '../../routing/terms';
import { liveChatColumns } from '../columns';
import { defineEach } from '../each-statement';
import { define, type Statement } from '../statement';

export const liveChatFind = defineEach<[WorkspaceId, LiveChatId], LiveChatRecord>(
  'live_chat_find',
  `SELECT ${liveChatColumns} FROM live_chat l WHERE l.workspace_id = $1 AND l.live_chat_id = $2`,
  ['uuid'],
);

export const liveChatFindLatestOf = defineEach<[WorkspaceId, ConversationId], LiveChatRecord>(
  'live_chat_find_latest_of',
  `SELECT ${liveChatColumns} FROM conversation c
  JOIN live_chat l ON l.workspace_id = c.workspace_id AND l.live_chat_id = c.live_chat_id
  WHERE c.workspace_id = $1 AND c.conversation_id = $2`,
  ['uuid'],
);

export const liveChatFindConnected = define<[WorkspaceId], LiveChatRecord>(
  'live_chat_find_connected',
  `SELECT ${liveChatColumns} FROM live_chat l WHERE l.workspace_id = $1 AND l.state = 'CONNECTED'
  ORDER BY l.connected_at, l.live_chat_id`,
);

/** What changes in the course of a live chat: both statements set it. */
const courseTypes = [
  'text',
  'integer',
  'uuid',
  'text',
  'text',
  'timestamptz',
  'timestamptz',
  'timestamptz',
  'text',
  'integer',
  'integer',
  'timestamptz',
] as const;

function course(chat: LiveChatRecord): readonly unknown[] {
  return [
    chat.state,
    chat.attempts,
    chat.agentId,
    chat.agentName,
    chat.agentAvatarHash,
    chat.connectedAt,
    chat.warnedForEndAt,
    chat.endedAt,
    chat.endReason,
    chat.step,
    chat.stepAttempts,
    chat.waitingSince,
  ];
}

/** Which chat it is, and what its card says. */
const cardTypes = ['uuid', 'uuid', 'text', 'uuid', 'uuid', 'integer', 'integer', 'text', 'text'] as const;

/** A request that asks a customer's server is stored while it is still being routed, and again with what came of it. */
const insert = defineEach<readonly unknown[]>(
  'live_chat_insert',
  `INSERT INTO live_chat (workspace_id, live_chat_id, conversation_id, strategy, routing_agent_id, routing_team_id,
    accept_window_seconds, max_attempts, fallback_message, booking_card, requested_at, state, attempts, agent_id,
    agent_name, agent_avatar_hash, connected_at, warned_for_end_at, ended_at, end_reason, step,
    step_attempts, waiting_since, steps, queue, message_card)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
    $25, $26)
  ON CONFLICT (workspace_id, live_chat_id) DO UPDATE SET state = excluded.state, attempts = excluded.attempts,
    ended_at = excluded.ended_at, step = excluded.step, step_attempts = excluded.step_attempts,
    waiting_since = excluded.waiting_since`,
  [...cardTypes, 'timestamptz', ...courseTypes, 'jsonb', 'jsonb', 'text'],
);

export function liveChatInsert(workspaceId: WorkspaceId, chat: LiveChatRecord): Statement {
  const { id, conversationId, acceptWindowSeconds, maxAttempts, fallbackMessage, bookingCard, requestedAt } = chat;
  const { strategy, agentId, teamId } = chat.routing;
  const fixed = [workspaceId, id, conversationId, strategy, agentId, teamId];
  const ofCard = [acceptWindowSeconds, maxAttempts, fallbackMessage, bookingCard];
  const route = [asJson(chat.steps), asJson(chat.queue), chat.messageCard];
  return insert(...fixed, ...ofCard, requestedAt, ...course(chat), ...route);
}

const save = defineEach<readonly unknown[]>(
  'live_chat_save',
  `UPDATE live_chat SET state = $3, attempts = $4, agent_id = $5, agent_name = $6, agent_avatar_hash = $7,
    connected_at = $8, warned_for_end_at = $9, ended_at = $10, end_reason = $11, step = $12, step_attempts = $13,
    waiting_since = $14
  WHERE workspace_id = $1 AND live_chat_id = $2`,
  ['uuid', ...courseTypes],
);

function asJson(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

export function liveChatSave(workspaceId: WorkspaceId, chat: LiveChatRecord): Statement {
  return save(workspaceId, chat.id, ...course(chat));
}
