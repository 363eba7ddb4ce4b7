-- Counters against rows: what is kept for speed beside what it is kept of, over all workspaces. They agree at every moment between
-- two transactions, and this is one statement, hence one moment: it may be asked of a running system, and must find nothing.
-- What is in flight is either wholly in it or not at all.
WITH seats AS (
  SELECT a.workspace_id, a.agent_id, a.active_chats, a.reserved, a.taken, a.seat_ceiling,
    (SELECT count(*) FROM live_chat l
      WHERE l.workspace_id = a.workspace_id AND l.agent_id = a.agent_id AND l.state = 'CONNECTED')
    + (SELECT count(*) FROM conversation c JOIN live_chat l
        ON l.workspace_id = c.workspace_id AND l.live_chat_id = c.live_chat_id
      WHERE c.workspace_id = a.workspace_id AND c.guest_agent_id = a.agent_id AND l.state = 'CONNECTED') AS chats,
    (SELECT count(*) FROM offer o
      WHERE o.workspace_id = a.workspace_id AND o.agent_id = a.agent_id AND o.state = 'PENDING') AS offers
  FROM agent a
)
SELECT 'chats of an agent' AS what, agent_id::text AS id, active_chats::text AS counted, chats::text AS rows
  FROM seats WHERE active_chats <> chats
UNION ALL
SELECT 'offers ringing at an agent', agent_id::text, reserved::text, offers::text FROM seats WHERE reserved <> offers
UNION ALL
SELECT 'an agent over the limit', agent_id::text, seat_ceiling::text, taken::text FROM seats WHERE taken > seat_ceiling
UNION ALL
SELECT 'messages of a conversation', c.conversation_id::text, c.last_sequence::text,
    (SELECT count(*)::text FROM message m
      WHERE m.workspace_id = c.workspace_id AND m.conversation_id = c.conversation_id)
  FROM conversation c WHERE c.last_sequence <> (SELECT count(*) FROM message m
      WHERE m.workspace_id = c.workspace_id AND m.conversation_id = c.conversation_id)
UNION ALL
SELECT 'the state of a chat', c.conversation_id::text, coalesce(c.live_chat_state, '-'), coalesce(l.state, '-')
  FROM conversation c LEFT JOIN live_chat l ON l.workspace_id = c.workspace_id AND l.live_chat_id = c.live_chat_id
  WHERE c.live_chat_state IS DISTINCT FROM l.state
UNION ALL
SELECT 'an offer without its timer', o.offer_id::text, o.state, '-' FROM offer o
  WHERE o.state = 'PENDING' AND NOT EXISTS (SELECT FROM due_work w
    WHERE w.workspace_id = o.workspace_id AND w.kind = 'OFFER_EXPIRE' AND w.subject_id = o.offer_id)
UNION ALL
SELECT 'a chat without its timer', l.live_chat_id::text, l.state, '-' FROM live_chat l
  WHERE l.state = 'CONNECTED' AND NOT EXISTS (SELECT FROM due_work w
    WHERE w.workspace_id = l.workspace_id AND w.kind = 'IDLE_END' AND w.subject_id = l.live_chat_id)
UNION ALL
SELECT 'a request that nobody looks after', l.live_chat_id::text, l.state, '-' FROM live_chat l
  WHERE l.state = 'OFFERED' AND NOT EXISTS (SELECT FROM offer o
    WHERE o.workspace_id = l.workspace_id AND o.live_chat_id = l.live_chat_id AND o.state = 'PENDING')
UNION ALL
SELECT 'events of a workspace', s.workspace_id::text, s.position::text, coalesce(max(e.position), 0)::text
  FROM workspace_stream s LEFT JOIN event e ON e.workspace_id = s.workspace_id
  GROUP BY s.workspace_id, s.position HAVING s.position <> coalesce(max(e.position), 0)
UNION ALL
-- Offered to somebody, or taken out of the queue by a supervisor without an offer.
SELECT 'engagements of a workspace', u.workspace_id::text, u.live_chat_engagements::text, engaged.count::text
  FROM usage u CROSS JOIN LATERAL (SELECT count(*) FROM live_chat l
    WHERE l.workspace_id = u.workspace_id AND (l.connected_at IS NOT NULL OR EXISTS (SELECT FROM offer o
      WHERE o.workspace_id = l.workspace_id AND o.live_chat_id = l.live_chat_id AND o.kind = 'REQUEST'))) AS engaged
  WHERE u.live_chat_engagements <> engaged.count;
