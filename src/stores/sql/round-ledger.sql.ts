/** What a shared transaction has given away and got back in all, each counter in one statement. */
import type { AgentId, WorkspaceId } from '../../routing/terms';
import { define } from '../statement';

export interface SeatChange {
  readonly agentId: AgentId;
  /** What is to be added to the places of pending offers, and to those of chats. */
  readonly reserved: number;
  readonly active: number;
  /** Places that became free, whatever was taken besides. */
  readonly freed: number;
}

/**
 * As if everything had been freed first and then taken: the ceiling falls with what is freed, and the check refuses the one too
 * many. In the order of the agents' ids (see ports.ts), which the list has. `$3`: now, as the transaction knows it.
 */
export const seatsChange = define<[WorkspaceId, string, Date]>(
  'seats_change',
  `UPDATE agent a SET reserved = a.reserved + s.reserved, active_chats = a.active_chats + s.active, idle_since = $3,
    seat_ceiling = CASE WHEN s.freed > 0 THEN greatest(a.seat_limit, a.taken - s.freed) ELSE a.seat_ceiling END
  FROM json_to_recordset($2::json) AS s ("agentId" uuid, reserved integer, active integer, freed integer)
  WHERE a.workspace_id = $1 AND a.agent_id = s."agentId"`,
);

const thisMonth = `date_trunc('month', parley_now() AT TIME ZONE 'UTC')::date`;

/** `$2`: live chats, `$3`: engaged conversations. */
export const usageCount = define<[WorkspaceId, number, number]>(
  'usage_count',
  `UPDATE usage SET live_chat_engagements = live_chat_engagements + $2::integer,
    engaged_month = CASE WHEN $3::integer = 0 THEN engaged_month ELSE ${thisMonth} END,
    engaged_conversations = CASE WHEN $3::integer = 0 OR engaged_month = ${thisMonth} THEN engaged_conversations ELSE 0 END
      + $3::integer
  WHERE workspace_id = $1`,
);
