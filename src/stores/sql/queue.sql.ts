/** Those who wait for an agent. There are a few hundred at the most: lines have a greatest length. */
import type { ToldTurn } from '../../actions/queue-ports';
import type { LiveChatRecord } from '../../actions/records';
import { paceSeconds, type Pace } from '../../routing/queue';
import type { AgentId, Attribute, LiveChatId, WorkspaceId } from '../../routing/terms';
import { liveChatColumns } from '../columns';
import { define } from '../statement';

const waiting = `FROM live_chat l
  JOIN conversation c ON c.workspace_id = l.workspace_id AND c.conversation_id = l.conversation_id
  WHERE l.workspace_id = $1 AND l.state = 'WAITING'
  ORDER BY l.waiting_since, l.live_chat_id`;

export interface WaitingRow extends LiveChatRecord {
  readonly visitorAttributes: readonly Attribute[];
  readonly personAttributes: readonly Attribute[];
  /** Times in milliseconds. */
  readonly offered: readonly { readonly agentId: AgentId; readonly at: number }[];
}

/** An attribute as the core takes it: of the table `a`. */
const attribute = `jsonb_build_object('name', a.name, 'value', a.value, 'source', a.source)`;

export const waitingRows = `SELECT ${liveChatColumns},
    coalesce((
      SELECT jsonb_agg(${attribute} ORDER BY a.name) FROM visitor_attribute a
      WHERE a.workspace_id = c.workspace_id AND a.visitor_id = c.visitor_id
    ), '[]'::jsonb) AS "visitorAttributes",
    coalesce((
      SELECT jsonb_agg(${attribute} ORDER BY a.name) FROM visitor v
      JOIN person p ON p.workspace_id = v.workspace_id AND p.person_id = v.person_id
      JOIN person_attribute a ON a.workspace_id = p.workspace_id AND a.person_id = coalesce(p.merged_into, p.person_id)
      WHERE v.workspace_id = c.workspace_id AND v.visitor_id = c.visitor_id
    ), '[]'::jsonb) AS "personAttributes",
    coalesce((
      SELECT jsonb_agg(jsonb_build_object('agentId', o.agent_id, 'at', o.at)) FROM (
        SELECT made.agent_id, trunc(extract(epoch FROM max(made.offered_at)) * 1000) AS at FROM offer made
        WHERE made.workspace_id = l.workspace_id AND made.live_chat_id = l.live_chat_id GROUP BY made.agent_id
      ) AS o
    ), '[]'::jsonb) AS offered
  ${waiting}`;

export const queueFindWaiting = define<[WorkspaceId], WaitingRow>('queue_find_waiting', waitingRows);

export const queueFindTurns = define<[WorkspaceId], ToldTurn>(
  'queue_find_turns',
  `SELECT l.live_chat_id AS "liveChatId", l.conversation_id AS "conversationId", c.visitor_id AS "visitorId",
    l.queue->>'line' AS line, l.waiting_since AS "waitingSince", l.told_place AS "toldPlace",
    l.told_wait_seconds AS "toldWaitSeconds", l.told_at AS "toldAt"
  ${waiting}`,
);

export const queueFindPaces = define<[WorkspaceId], Pace & { readonly line: string }>(
  'queue_find_paces',
  `SELECT l.queue->>'line' AS line, count(*)::integer AS served, min(l.served_at) AS "firstAt", max(l.served_at) AS "lastAt"
  FROM live_chat l
  WHERE l.workspace_id = $1 AND l.served_at > (SELECT parley_now()) - interval '${paceSeconds} seconds'
  GROUP BY l.queue->>'line'`,
);

export const queueLockTurns = define<[WorkspaceId, readonly LiveChatId[]], { id: LiveChatId }>(
  'queue_lock_turns',
  `SELECT l.live_chat_id AS id FROM live_chat l
  WHERE l.workspace_id = $1 AND l.live_chat_id = ANY ($2::uuid[]) AND l.state = 'WAITING'
  ORDER BY l.live_chat_id FOR NO KEY UPDATE SKIP LOCKED`,
);

export const queueMarkServed = define<[WorkspaceId, LiveChatId]>(
  'queue_mark_served',
  'UPDATE live_chat SET served_at = parley_now() WHERE workspace_id = $1 AND live_chat_id = $2',
);

export const queueMarkTold = define<
  [WorkspaceId, readonly LiveChatId[], readonly number[], readonly (number | null)[]]
>(
  'queue_mark_told',
  `UPDATE live_chat SET told_place = told.place, told_wait_seconds = told.seconds, told_at = parley_now()
  FROM unnest($2::uuid[], $3::integer[], $4::integer[]) AS told (id, place, seconds)
  WHERE workspace_id = $1 AND live_chat_id = told.id`,
);

/** Never put off: where places change all the time somebody would never be told. */
export const queuePlanTelling = define<[WorkspaceId, Date]>(
  'queue_plan_telling',
  `INSERT INTO due_work (workspace_id, kind, subject_id, due_at) VALUES ($1, 'QUEUE_TELL', $1, $2)
  ON CONFLICT (workspace_id, kind, subject_id)
  DO UPDATE SET due_at = least(due_work.due_at, excluded.due_at), attempt = 0`,
);

/** What has been woken meanwhile stays woken: the look that plans this may not have seen what it was woken for. */
export const queuePlanLook = define<[WorkspaceId, Date]>(
  'queue_plan_look',
  `INSERT INTO due_work (workspace_id, kind, subject_id, due_at) VALUES ($1, 'QUEUE_MATCH', $1, $2)
  ON CONFLICT (workspace_id, kind, subject_id) DO UPDATE SET attempt = 0,
    due_at = CASE WHEN due_work.due_at <= parley_now() THEN due_work.due_at ELSE excluded.due_at END`,
);

/** The stream before the due work, in the order in which every other transaction takes them. */
export const queueRest = define<[WorkspaceId]>(
  'queue_rest',
  'UPDATE workspace_stream SET someone_waits = false WHERE workspace_id = $1 AND someone_waits',
);
