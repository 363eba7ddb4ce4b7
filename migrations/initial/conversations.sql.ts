/** Dialogs, visitors, and everything that is said and decided in a conversation. */
export const conversations = `
CREATE TABLE dialog (
  workspace_id uuid NOT NULL,
  dialog_id uuid NOT NULL,
  name text NOT NULL,
  status text NOT NULL DEFAULT 'DRAFT',
  priority integer NOT NULL DEFAULT 0,
  revision integer NOT NULL DEFAULT 0,
  cards jsonb NOT NULL DEFAULT '[]',
  published_version integer,
  published_at timestamptz,
  fallback_message text,
  created_at timestamptz NOT NULL DEFAULT parley_now(),
  CONSTRAINT dialog_pkey PRIMARY KEY (workspace_id, dialog_id),
  CONSTRAINT dialog_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE CASCADE,
  CONSTRAINT dialog_status_known CHECK (status IN ('DRAFT', 'PUBLISHED', 'UNPUBLISHED')),
  CONSTRAINT dialog_cards_list CHECK (jsonb_typeof(cards) = 'array'),
  CONSTRAINT dialog_published_has_version
    CHECK (status <> 'PUBLISHED' OR (published_version IS NOT NULL AND published_at IS NOT NULL))
);
CREATE INDEX dialog_by_creation ON dialog (workspace_id, created_at, dialog_id);
CREATE INDEX dialog_published ON dialog (workspace_id, priority DESC, published_at, dialog_id) WHERE status = 'PUBLISHED';

-- Immutable: whoever is engaged stays on the version that was begun.
CREATE TABLE dialog_version (
  workspace_id uuid NOT NULL,
  dialog_id uuid NOT NULL,
  version integer NOT NULL,
  cards jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT parley_now(),
  CONSTRAINT dialog_version_pkey PRIMARY KEY (workspace_id, dialog_id, version),
  CONSTRAINT dialog_version_dialog_fkey
    FOREIGN KEY (workspace_id, dialog_id) REFERENCES dialog (workspace_id, dialog_id) ON DELETE CASCADE,
  CONSTRAINT dialog_version_counts_from_one CHECK (version >= 1),
  CONSTRAINT dialog_version_cards_list CHECK (jsonb_typeof(cards) = 'array')
);

CREATE TABLE visitor (
  workspace_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  last_page_url text,
  created_at timestamptz NOT NULL DEFAULT parley_now(),
  CONSTRAINT visitor_pkey PRIMARY KEY (workspace_id, visitor_id),
  CONSTRAINT visitor_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE CASCADE
) WITH (fillfactor = 80);

CREATE TABLE visitor_attribute (
  workspace_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  name text NOT NULL,
  value text NOT NULL,
  source text NOT NULL,
  set_at timestamptz NOT NULL DEFAULT parley_now(),
  CONSTRAINT visitor_attribute_pkey PRIMARY KEY (workspace_id, visitor_id, name),
  CONSTRAINT visitor_attribute_visitor_fkey
    FOREIGN KEY (workspace_id, visitor_id) REFERENCES visitor (workspace_id, visitor_id) ON DELETE CASCADE,
  CONSTRAINT visitor_attribute_source_known CHECK (source IN ('VISITOR', 'PAGE', 'STAFF', 'INTEGRATION', 'SYSTEM'))
);

-- last_sequence and last_activity_at change with every message and stand in no index, so that the update stays on its page.
CREATE TABLE conversation (
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  status text NOT NULL DEFAULT 'OPEN',
  visitor_id uuid NOT NULL,
  dialog_id uuid NOT NULL,
  dialog_version integer NOT NULL,
  page_url text,
  waiting_card text,
  live_chat_id uuid,
  live_chat_state text,
  agent_id uuid,
  last_sequence integer NOT NULL DEFAULT 0,
  last_activity_at timestamptz NOT NULL,
  started_at timestamptz NOT NULL,
  engaged_at timestamptz,
  ended_at timestamptz,
  CONSTRAINT conversation_pkey PRIMARY KEY (workspace_id, conversation_id),
  CONSTRAINT conversation_visitor_fkey
    FOREIGN KEY (workspace_id, visitor_id) REFERENCES visitor (workspace_id, visitor_id),
  CONSTRAINT conversation_dialog_version_fkey FOREIGN KEY (workspace_id, dialog_id, dialog_version)
    REFERENCES dialog_version (workspace_id, dialog_id, version),
  CONSTRAINT conversation_agent_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agent (workspace_id, agent_id),
  CONSTRAINT conversation_status_known CHECK (status IN ('OPEN', 'COMPLETED', 'DROPPED')),
  CONSTRAINT conversation_live_chat_state_known
    CHECK (live_chat_state IN ('ROUTING', 'OFFERED', 'CONNECTED', 'ENDED', 'MISSED', 'ABANDONED')),
  CONSTRAINT conversation_live_chat_has_state CHECK ((live_chat_id IS NULL) = (live_chat_state IS NULL)),
  CONSTRAINT conversation_sequence_counted CHECK (last_sequence >= 0),
  CONSTRAINT conversation_ended_or_open CHECK ((status = 'OPEN') = (ended_at IS NULL))
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX conversation_one_open ON conversation (workspace_id, visitor_id, dialog_id) WHERE status = 'OPEN';
CREATE INDEX conversation_by_visitor ON conversation (workspace_id, visitor_id, started_at, conversation_id);
CREATE INDEX conversation_by_agent ON conversation (workspace_id, agent_id, status, started_at, conversation_id)
  WHERE agent_id IS NOT NULL;
CREATE INDEX conversation_by_start ON conversation (workspace_id, started_at, conversation_id);

CREATE TABLE live_chat (
  workspace_id uuid NOT NULL,
  live_chat_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  state text NOT NULL,
  strategy text NOT NULL,
  routing_agent_id uuid,
  routing_team_id uuid,
  accept_window_seconds integer,
  attempts integer NOT NULL DEFAULT 0,
  requested_at timestamptz NOT NULL,
  agent_id uuid,
  agent_name text,
  agent_avatar_hash text,
  connected_at timestamptz,
  warned_for_end_at timestamptz,
  ended_at timestamptz,
  end_reason text,
  CONSTRAINT live_chat_pkey PRIMARY KEY (workspace_id, live_chat_id),
  CONSTRAINT live_chat_conversation_fkey
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation (workspace_id, conversation_id) ON DELETE CASCADE,
  CONSTRAINT live_chat_agent_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agent (workspace_id, agent_id),
  CONSTRAINT live_chat_state_known
    CHECK (state IN ('ROUTING', 'OFFERED', 'CONNECTED', 'ENDED', 'MISSED', 'ABANDONED')),
  CONSTRAINT live_chat_strategy_known CHECK (strategy IN ('ROUND_ROBIN', 'AGENT', 'CUSTOM_RULES', 'TEAM')),
  CONSTRAINT live_chat_end_reason_known CHECK (end_reason IN ('AGENT_ENDED', 'VISITOR_ENDED', 'IDLE_TIMEOUT')),
  CONSTRAINT live_chat_accept_window_range CHECK (accept_window_seconds BETWEEN 10 AND 500),
  CONSTRAINT live_chat_connected_has_agent CHECK (state <> 'CONNECTED' OR (agent_id IS NOT NULL AND connected_at IS NOT NULL))
) WITH (fillfactor = 80);
CREATE INDEX live_chat_by_conversation ON live_chat (workspace_id, conversation_id, requested_at, live_chat_id);
CREATE INDEX live_chat_connected ON live_chat (workspace_id, connected_at, live_chat_id) WHERE state = 'CONNECTED';
CREATE UNIQUE INDEX live_chat_one_running ON live_chat (workspace_id, conversation_id)
  WHERE state IN ('ROUTING', 'OFFERED', 'CONNECTED');

-- Why one agent was chosen and the others were not.
CREATE TABLE routing_decision (
  workspace_id uuid NOT NULL,
  routing_decision_id uuid NOT NULL,
  live_chat_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  decided_at timestamptz NOT NULL,
  strategy text NOT NULL,
  outcome text NOT NULL,
  agent_id uuid,
  pool_id uuid,
  rule_id uuid,
  rule_name text,
  rules jsonb NOT NULL,
  candidates jsonb NOT NULL,
  verdict_counts jsonb NOT NULL,
  fallback_reason text,
  CONSTRAINT routing_decision_pkey PRIMARY KEY (workspace_id, routing_decision_id),
  CONSTRAINT routing_decision_live_chat_fkey
    FOREIGN KEY (workspace_id, live_chat_id) REFERENCES live_chat (workspace_id, live_chat_id) ON DELETE CASCADE,
  CONSTRAINT routing_decision_strategy_known CHECK (strategy IN ('ROUND_ROBIN', 'AGENT', 'CUSTOM_RULES', 'TEAM')),
  CONSTRAINT routing_decision_outcome_known CHECK (outcome IN ('OFFERED', 'FALLBACK', 'LIMIT_REACHED')),
  CONSTRAINT routing_decision_fallback_reason_known
    CHECK (fallback_reason IN ('NOBODY_ELIGIBLE', 'NO_RULE_MATCHED', 'ATTEMPTS_EXHAUSTED', 'WAIT_EXCEEDED')),
  CONSTRAINT routing_decision_verdicts_bounded CHECK (jsonb_array_length(candidates) <= 50)
);
CREATE INDEX routing_decision_by_live_chat ON routing_decision (workspace_id, live_chat_id, decided_at DESC);

-- offer_one_pending is the real guard of "one open offer for each conversation"; whoever asked before only asked early.
CREATE TABLE offer (
  workspace_id uuid NOT NULL,
  offer_id uuid NOT NULL,
  live_chat_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'PENDING',
  attempt integer NOT NULL,
  offered_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  decided_at timestamptz,
  decline_reason text,
  decision_id uuid NOT NULL,
  CONSTRAINT offer_pkey PRIMARY KEY (workspace_id, offer_id),
  CONSTRAINT offer_live_chat_fkey
    FOREIGN KEY (workspace_id, live_chat_id) REFERENCES live_chat (workspace_id, live_chat_id) ON DELETE CASCADE,
  CONSTRAINT offer_agent_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agent (workspace_id, agent_id),
  CONSTRAINT offer_state_known CHECK (state IN ('PENDING', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'WITHDRAWN')),
  CONSTRAINT offer_attempt_counted CHECK (attempt >= 1),
  CONSTRAINT offer_decided_or_pending CHECK ((state = 'PENDING') = (decided_at IS NULL))
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX offer_one_pending ON offer (workspace_id, conversation_id) WHERE state = 'PENDING';
CREATE INDEX offer_pending_by_agent ON offer (workspace_id, agent_id, offered_at, offer_id) WHERE state = 'PENDING';
CREATE INDEX offer_by_live_chat ON offer (workspace_id, live_chat_id, attempt);

-- No foreign key: a message is only ever written while its conversation's row is locked by the same transaction, and the
-- check would cost every message a look-up.
CREATE TABLE message (
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  sequence integer NOT NULL,
  message_id uuid NOT NULL,
  author text NOT NULL,
  author_id uuid,
  author_name text,
  text text NOT NULL,
  system_code text,
  client_message_id text,
  created_at timestamptz NOT NULL,
  CONSTRAINT message_pkey PRIMARY KEY (workspace_id, conversation_id, sequence),
  CONSTRAINT message_id_unique UNIQUE (workspace_id, message_id),
  CONSTRAINT message_sequence_from_one CHECK (sequence >= 1),
  CONSTRAINT message_author_known CHECK (author IN ('VISITOR', 'AGENT', 'BOT', 'SYSTEM')),
  CONSTRAINT message_system_code_known
    CHECK (system_code IN ('AGENT_JOINED', 'AGENT_LEFT', 'CHAT_ENDED', 'IDLE_WARNING', 'IDLE_ENDED'))
);
CREATE UNIQUE INDEX message_client_id_unique
  ON message (workspace_id, conversation_id, author, author_id, client_message_id) WHERE client_message_id IS NOT NULL;

CREATE TABLE read_mark (
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  reader_id uuid NOT NULL,
  up_to_sequence integer NOT NULL,
  CONSTRAINT read_mark_pkey PRIMARY KEY (workspace_id, conversation_id, reader_id),
  CONSTRAINT read_mark_counted CHECK (up_to_sequence >= 0)
) WITH (fillfactor = 70);
`;
