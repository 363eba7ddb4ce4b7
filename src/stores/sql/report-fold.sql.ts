/**
 * Folding a stretch of the event log into the counters of reports. Each statement adds what the events behind one position and
 * up to another say; every event is in exactly one stretch. What it looks up beside the event (a conversation's dialog and
 * page, where its visitor came from, a chat's times) never changes once it is written, so a fold made later, or all over
 * again, comes to the same figures.
 */
import type { WorkspaceId } from '../../routing/terms';
import { define } from '../statement';

type Stretch = [workspaceId: WorkspaceId, behind: number, upTo: number];

const bucket = `date_bin('15 minutes', e.occurred_at, timestamptz '2000-01-01 00:00:00+00')`;

export const reportStateLock = define<[WorkspaceId], { foldedTo: number }>(
  'report_state_lock',
  'SELECT folded_to::float8 AS "foldedTo" FROM report_state WHERE workspace_id = $1 FOR UPDATE',
);

export const reportStateMove = define<[WorkspaceId, number]>(
  'report_state_move',
  'UPDATE report_state SET folded_to = $2 WHERE workspace_id = $1',
);

export const reportLogEnd = define<[WorkspaceId], { position: number; trimmedUpTo: number }>(
  'report_log_end',
  `SELECT position::float8 AS position, trimmed_up_to::float8 AS "trimmedUpTo" FROM workspace_stream
  WHERE workspace_id = $1`,
);

export const reportConversationFold = define<Stretch>(
  'report_conversation_fold',
  `INSERT INTO report_conversation AS r (workspace_id, bucket, dialog_id, page, source, known,
    triggered, engaged, completed, dropped, acquired, goals, documents, meetings)
  SELECT $1, ${bucket}, c.dialog_id, report_page(c.page_url), p.source, p.known_at_start,
    count(*) FILTER (WHERE e.type = 'CONVERSATION_STARTED' AND NOT p.again),
    count(*) FILTER (WHERE e.type = 'CONVERSATION_ENGAGED'),
    count(*) FILTER (WHERE e.type = 'CONVERSATION_ENDED' AND c.status = 'COMPLETED'),
    count(*) FILTER (WHERE e.type = 'CONVERSATION_ENDED' AND c.status = 'DROPPED'),
    count(*) FILTER (WHERE e.type = 'VISITOR_IDENTIFIED'),
    count(*) FILTER (WHERE e.type = 'GOAL_REACHED'),
    count(*) FILTER (WHERE e.type = 'DOCUMENT_READ' AND e.data ->> 'what' = 'OPENED'),
    count(*) FILTER (WHERE e.type = 'MEETING_BOOKED')
  FROM event e
  JOIN conversation c ON c.workspace_id = $1 AND c.conversation_id = e.conversation_id
  JOIN conversation_play p ON p.workspace_id = $1 AND p.conversation_id = e.conversation_id AND NOT p.preview
  WHERE e.workspace_id = $1 AND e.position > $2 AND e.position <= $3 AND NOT e.only_agent
    AND e.type IN ('CONVERSATION_STARTED', 'CONVERSATION_ENGAGED', 'CONVERSATION_ENDED', 'VISITOR_IDENTIFIED',
      'GOAL_REACHED', 'DOCUMENT_READ', 'MEETING_BOOKED')
  GROUP BY 2, 3, 4, 5, 6
  ON CONFLICT (workspace_id, bucket, dialog_id, page, source, known) DO UPDATE SET
    triggered = r.triggered + excluded.triggered, engaged = r.engaged + excluded.engaged,
    completed = r.completed + excluded.completed, dropped = r.dropped + excluded.dropped,
    acquired = r.acquired + excluded.acquired, goals = r.goals + excluded.goals,
    documents = r.documents + excluded.documents, meetings = r.meetings + excluded.meetings`,
);

/**
 * A chat is the one that was last asked for when the event happened, and whose it was stands in the event: a chat that is handed
 * over has another agent later. An offer to take over or to help is no visitor's request and counts for neither.
 * Its first reply is looked for once, at its end, and not
 * for each of its messages: that is what keeps a fold at the speed of reading the log.
 */
export const reportLiveChatFold = define<Stretch>(
  'report_live_chat_fold',
  `INSERT INTO report_live_chat AS r (workspace_id, bucket, dialog_id, agent_id, team_id,
    requested, connected, received, missed, abandoned, ended, offered, declined, expired, wait_ms, replied, first_reply_ms, length_ms)
  SELECT $1, f.bucket, f.dialog_id, f.agent_id, f.team_id,
    count(*) FILTER (WHERE f.type = 'LIVE_CHAT_REQUESTED'),
    count(*) FILTER (WHERE f.type = 'LIVE_CHAT_CONNECTED'),
    count(*) FILTER (WHERE f.type = 'LIVE_CHAT_TRANSFERRED'),
    count(*) FILTER (WHERE f.type = 'LIVE_CHAT_MISSED'),
    count(*) FILTER (WHERE f.type = 'CONVERSATION_ENDED'),
    count(*) FILTER (WHERE f.type = 'LIVE_CHAT_ENDED'),
    count(*) FILTER (WHERE f.type = 'OFFER_CREATED'),
    count(*) FILTER (WHERE f.type = 'OFFER_DECLINED'),
    count(*) FILTER (WHERE f.type = 'OFFER_EXPIRED'),
    coalesce(sum(f.wait_ms), 0), count(f.first_reply_ms), coalesce(sum(f.first_reply_ms), 0),
    coalesce(sum(f.length_ms), 0)
  FROM (
    SELECT e.type, ${bucket} AS bucket, c.dialog_id, l.routing_team_id AS team_id,
      CASE WHEN e.type IN ('LIVE_CHAT_CONNECTED', 'LIVE_CHAT_TRANSFERRED', 'LIVE_CHAT_ENDED')
        OR starts_with(e.type, 'OFFER_') THEN e.agent_id END AS agent_id,
      CASE WHEN e.type = 'LIVE_CHAT_CONNECTED'
        THEN round(extract(epoch FROM l.connected_at - l.requested_at) * 1000) END::bigint AS wait_ms,
      CASE WHEN e.type = 'LIVE_CHAT_ENDED'
        THEN round(extract(epoch FROM l.ended_at - l.connected_at) * 1000) END::bigint AS length_ms,
      CASE WHEN e.type = 'LIVE_CHAT_ENDED' THEN (
        SELECT round(extract(epoch FROM min(m.created_at) - l.connected_at) * 1000)::bigint FROM message m
        WHERE m.workspace_id = $1 AND m.conversation_id = e.conversation_id AND m.author = 'AGENT'
          AND m.created_at BETWEEN l.connected_at AND l.ended_at
      ) END AS first_reply_ms
    FROM event e
    JOIN conversation c ON c.workspace_id = $1 AND c.conversation_id = e.conversation_id
    JOIN conversation_play p ON p.workspace_id = $1 AND p.conversation_id = e.conversation_id AND NOT p.preview
    JOIN LATERAL (
      SELECT l.agent_id, l.routing_team_id, l.requested_at, l.connected_at, l.ended_at, l.state FROM live_chat l
      WHERE l.workspace_id = $1 AND l.conversation_id = e.conversation_id AND l.requested_at <= e.occurred_at
      ORDER BY l.requested_at DESC, l.live_chat_id DESC
      LIMIT 1
    ) l ON e.type <> 'CONVERSATION_ENDED' OR l.state = 'ABANDONED'
    WHERE e.workspace_id = $1 AND e.position > $2 AND e.position <= $3 AND NOT e.only_agent
      AND e.type IN ('LIVE_CHAT_REQUESTED', 'LIVE_CHAT_CONNECTED', 'LIVE_CHAT_TRANSFERRED', 'LIVE_CHAT_MISSED',
        'LIVE_CHAT_ENDED', 'CONVERSATION_ENDED', 'OFFER_CREATED', 'OFFER_DECLINED', 'OFFER_EXPIRED')
      AND (e.data ->> 'offerKind') IS NULL
  ) f
  GROUP BY 2, 3, 4, 5
  ON CONFLICT (workspace_id, bucket, dialog_id, agent_id, team_id) DO UPDATE SET
    requested = r.requested + excluded.requested, connected = r.connected + excluded.connected,
    received = r.received + excluded.received, missed = r.missed + excluded.missed, abandoned = r.abandoned + excluded.abandoned,
    ended = r.ended + excluded.ended, offered = r.offered + excluded.offered,
    declined = r.declined + excluded.declined, expired = r.expired + excluded.expired,
    wait_ms = r.wait_ms + excluded.wait_ms, replied = r.replied + excluded.replied,
    first_reply_ms = r.first_reply_ms + excluded.first_reply_ms, length_ms = r.length_ms + excluded.length_ms`,
);

export const reportMeetingFold = define<Stretch>(
  'report_meeting_fold',
  `INSERT INTO report_meeting AS r (workspace_id, bucket, dialog_id, agent_id, booked, moved, cancelled)
  SELECT $1, ${bucket}, c.dialog_id, m.agent_id,
    count(*) FILTER (WHERE e.type = 'MEETING_BOOKED'),
    count(*) FILTER (WHERE e.type = 'MEETING_MOVED'),
    count(*) FILTER (WHERE e.type = 'MEETING_CANCELLED')
  FROM event e
  JOIN meeting m ON m.workspace_id = $1 AND m.meeting_id = (e.data ->> 'meetingId')::uuid
  JOIN conversation c ON c.workspace_id = $1 AND c.conversation_id = m.conversation_id
  JOIN conversation_play p ON p.workspace_id = $1 AND p.conversation_id = m.conversation_id AND NOT p.preview
  WHERE e.workspace_id = $1 AND e.position > $2 AND e.position <= $3 AND NOT e.only_agent
    AND e.type IN ('MEETING_BOOKED', 'MEETING_MOVED', 'MEETING_CANCELLED')
  GROUP BY 2, 3, 4
  ON CONFLICT (workspace_id, bucket, dialog_id, agent_id) DO UPDATE SET
    booked = r.booked + excluded.booked, moved = r.moved + excluded.moved, cancelled = r.cancelled + excluded.cancelled`,
);

export const reportConversationClear = define<[WorkspaceId]>(
  'report_conversation_clear',
  'DELETE FROM report_conversation WHERE workspace_id = $1',
);

export const reportLiveChatClear = define<[WorkspaceId]>(
  'report_live_chat_clear',
  'DELETE FROM report_live_chat WHERE workspace_id = $1',
);

export const reportMeetingClear = define<[WorkspaceId]>(
  'report_meeting_clear',
  'DELETE FROM report_meeting WHERE workspace_id = $1',
);
