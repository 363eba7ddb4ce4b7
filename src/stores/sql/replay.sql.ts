import type { PastRow, ReplayedAgent, ReplayRecord } from '../../actions/replay-ports';
import type { PoolRecord } from '../../actions/records';
import type { DecisionId, ReplayId, WorkspaceId } from '../../routing/terms';
import { poolColumns } from '../columns';
import { define } from '../statement';
import { availabilityColumns, availabilityFrom, type AvailabilityRow } from './availability.sql';

/** `rr`. A lease that has run out is told as LOST, written or not. */
export const replayColumns = `
  rr.routing_replay_id AS id, rr.started_by AS "startedBy", rr.range_from AS "from", rr.range_to AS "to",
  CASE WHEN rr.state = 'RUNNING' AND rr.lease_until < (SELECT parley_now()) THEN 'LOST' ELSE rr.state END AS state,
  rr.requests_total AS "requestsTotal", rr.requests_done AS "requestsDone", rr.result, rr.started_at AS "startedAt",
  rr.ended_at AS "endedAt"`;

export const replayFind = define<[WorkspaceId, ReplayId], ReplayRecord>(
  'replay_find',
  `SELECT ${replayColumns} FROM routing_replay rr WHERE rr.workspace_id = $1 AND rr.routing_replay_id = $2`,
);

export const replayLockRunning = define<[WorkspaceId], ReplayRecord>(
  'replay_lock_running',
  `SELECT ${replayColumns} FROM routing_replay rr WHERE rr.workspace_id = $1 AND rr.state = 'RUNNING' FOR UPDATE`,
);

/** Results are up to some hundred kilobytes each; whoever compares drafts looks at the last few. */
const kept = 20;

export const replayTrim = define<[WorkspaceId]>(
  'replay_trim',
  `DELETE FROM routing_replay WHERE workspace_id = $1 AND state <> 'RUNNING' AND routing_replay_id NOT IN (
    SELECT routing_replay_id FROM routing_replay WHERE workspace_id = $1 ORDER BY started_at DESC LIMIT ${kept - 1}
  )`,
);

export const replayInsert = define<[WorkspaceId, ReplayId, string, Date, Date, number, Date, Date]>(
  'replay_insert',
  `INSERT INTO routing_replay (workspace_id, routing_replay_id, started_by, state, range_from, range_to, requests_total,
    lease_until, started_at)
  VALUES ($1, $2, $3, 'RUNNING', $4, $5, $6, $7, $8)`,
);

export const replayAdvance = define<[WorkspaceId, ReplayId, number, Date], { readonly id: ReplayId }>(
  'replay_advance',
  `UPDATE routing_replay SET requests_done = $3, lease_until = $4
  WHERE workspace_id = $1 AND routing_replay_id = $2 AND state = 'RUNNING' RETURNING routing_replay_id AS id`,
);

export const replayEnd = define<[WorkspaceId, ReplayId, string, string | null], { readonly id: ReplayId }>(
  'replay_end',
  `UPDATE routing_replay SET state = $3, result = $4::jsonb, ended_at = parley_now(),
    requests_done = CASE WHEN $3 = 'DONE' THEN requests_total ELSE requests_done END
  WHERE workspace_id = $1 AND routing_replay_id = $2 AND state = 'RUNNING' RETURNING routing_replay_id AS id`,
);

/**
 * Requests by their first decision, which is made in the same transaction: there is no other index by time. Those that are not
 * over are left out, and previews were never routed.
 */
const pastFrom = `FROM routing_decision rd
  JOIN live_chat l ON l.workspace_id = rd.workspace_id AND l.live_chat_id = rd.live_chat_id
    AND l.state IN ('CONNECTED', 'ENDED', 'MISSED', 'ABANDONED')
  WHERE rd.workspace_id = $1 AND NOT EXISTS (
      SELECT FROM routing_decision earlier WHERE earlier.workspace_id = $1 AND earlier.live_chat_id = rd.live_chat_id
        AND (earlier.decided_at, earlier.routing_decision_id) < (rd.decided_at, rd.routing_decision_id)
    )`;

export const pastCount = define<[WorkspaceId, Date, Date], { readonly count: number }>(
  'replay_past_count',
  `SELECT count(*)::integer AS count ${pastFrom} AND rd.decided_at >= $2 AND rd.decided_at < $3`,
);

/** Only of those whose decision does not say what was known then. */
const said = (table: string, key: string, alias: string): string => `CASE WHEN past.known IS NULL THEN coalesce((
    SELECT jsonb_agg(jsonb_build_object('name', s.name, 'value', s.value, 'source', s.source))
    FROM ${table} s WHERE s.workspace_id = $1 AND s.${key}
  ), '[]'::jsonb) END AS "${alias}"`;

export const pastFind = define<[WorkspaceId, number, DecisionId, Date, number, boolean], PastRow>(
  'replay_past_find',
  `SELECT jsonb_build_object('at', past.at, 'id', past.decision_id) AS place, past."conversationId", past."requestedAt", past.state, past.routing,
    past.steps, past."acceptWindowSeconds", past."maxAttempts", past.queue, past."agentId", past."connectedAt",
    coalesce(past."endedAt", c.ended_at) AS "endedAt", past.outcome, past."fallbackReason", past.candidates,
    past."chosenId", past."poolId",
    coalesce((
      SELECT jsonb_agg(jsonb_build_object('agentId', o.agent_id, 'state', o.state, 'tookMs',
        round(extract(epoch FROM o.decided_at - o.offered_at) * 1000)) ORDER BY o.attempt)
      FROM offer o WHERE o.workspace_id = $1 AND o.live_chat_id = past."liveChatId" AND o.kind = 'REQUEST'
    ), '[]'::jsonb) AS offers,
    past.known,
    CASE WHEN $6 THEN (
      SELECT b.agent_id FROM conversation earlier
      JOIN live_chat b ON b.workspace_id = $1 AND b.conversation_id = earlier.conversation_id
        AND b.agent_id IS NOT NULL AND b.connected_at < past."requestedAt"
      WHERE earlier.workspace_id = $1 AND earlier.visitor_id IN (
        SELECT same.visitor_id FROM visitor same
        WHERE same.workspace_id = $1 AND (same.visitor_id = v.visitor_id OR same.person_id = v.person_id)
      )
      ORDER BY b.connected_at DESC LIMIT 1
    ) END AS "lastAgentId",
    ${said('visitor_attribute', 'visitor_id = c.visitor_id', 'visitorAttributes')},
    ${said('person_attribute', 'person_id = coalesce(own.merged_into, own.person_id)', 'personAttributes')}
  FROM (
    SELECT rd.routing_decision_id AS decision_id, (extract(epoch FROM rd.decided_at) * 1000000)::bigint AS at, l.conversation_id AS "conversationId",
      l.live_chat_id AS "liveChatId", l.requested_at AS "requestedAt", l.state,
      jsonb_build_object('strategy', l.strategy, 'agentId', l.routing_agent_id, 'teamId', l.routing_team_id) AS routing,
      l.steps, l.accept_window_seconds AS "acceptWindowSeconds", l.max_attempts AS "maxAttempts", l.queue,
      l.agent_id AS "agentId", l.connected_at AS "connectedAt", l.ended_at AS "endedAt", rd.outcome,
      rd.fallback_reason AS "fallbackReason", rd.candidates, rd.agent_id AS "chosenId", rd.pool_id AS "poolId", rd.known
    ${pastFrom} AND (rd.decided_at, rd.routing_decision_id) > (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3) AND rd.decided_at < $4
    ORDER BY rd.decided_at, rd.routing_decision_id LIMIT $5
  ) AS past
  JOIN conversation c ON c.workspace_id = $1 AND c.conversation_id = past."conversationId"
  JOIN visitor v ON v.workspace_id = $1 AND v.visitor_id = c.visitor_id
  LEFT JOIN person own ON own.workspace_id = $1 AND own.person_id = v.person_id
  ORDER BY past.at, past.decision_id`,
);

/** The newest ten thousand tell what is usual as well as all of them. */
export const pastUsual = define<
  [WorkspaceId, Date, Date],
  { readonly acceptMs: number | null; readonly chatMs: number | null }
>(
  'replay_past_usual',
  `SELECT round(1000 * percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM took.accepting)))::float8 AS "acceptMs",
    round(1000 * percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM took.chatting)))::float8 AS "chatMs"
  FROM (
    SELECT o.decided_at - o.offered_at AS accepting, l.ended_at - l.connected_at AS chatting
    FROM routing_decision rd
    JOIN offer o ON o.workspace_id = $1 AND o.live_chat_id = rd.live_chat_id AND o.decision_id = rd.routing_decision_id
      AND o.state = 'ACCEPTED' AND o.kind = 'REQUEST'
    JOIN live_chat l ON l.workspace_id = $1 AND l.live_chat_id = rd.live_chat_id
    WHERE rd.workspace_id = $1 AND rd.decided_at >= $2 AND rd.decided_at < $3
    ORDER BY rd.decided_at DESC LIMIT 10000
  ) AS took`,
);

type AgentRow = AvailabilityRow & Pick<ReplayedAgent, 'id' | 'permissions' | 'capacity' | 'skills'>;

export const replayAgents = define<[WorkspaceId], AgentRow>(
  'replay_agents',
  `SELECT ${availabilityColumns}, a.agent_id AS id, a.permissions, a.capacity, a.skills FROM ${availabilityFrom}
  WHERE a.workspace_id = $1 ORDER BY a.agent_id`,
);

export const replayPools = define<[WorkspaceId], PoolRecord>(
  'replay_pools',
  `SELECT ${poolColumns} FROM round_robin_pool p WHERE p.workspace_id = $1`,
);
