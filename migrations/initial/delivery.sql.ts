/** The event log, what is due, and the mail that waits to be sent. */
export const delivery = `
-- References, never copies. The audience stands in columns, each indexed with the position: a stream of one visitor or agent
-- is read without walking over everybody else's. No foreign keys: the log outlives what it speaks of.
CREATE TABLE event (
  workspace_id uuid NOT NULL,
  position bigint NOT NULL,
  event_id uuid NOT NULL,
  type text NOT NULL,
  occurred_at timestamptz NOT NULL,
  conversation_id uuid,
  visitor_id uuid,
  agent_id uuid,
  only_agent boolean NOT NULL DEFAULT false,
  message_sequence integer,
  offer_id uuid,
  data jsonb,
  CONSTRAINT event_pkey PRIMARY KEY (workspace_id, position),
  CONSTRAINT event_type_known CHECK (type IN ('CONVERSATION_STARTED', 'CONVERSATION_ENGAGED', 'CONVERSATION_ENDED',
    'PROMPT_CHANGED', 'MESSAGE_ADDED', 'LIVE_CHAT_REQUESTED', 'LIVE_CHAT_CONNECTED', 'LIVE_CHAT_IDLE_WARNING',
    'LIVE_CHAT_MISSED', 'LIVE_CHAT_ENDED', 'OFFER_CREATED', 'OFFER_ACCEPTED', 'OFFER_DECLINED', 'OFFER_EXPIRED',
    'OFFER_WITHDRAWN', 'AGENT_CHANGED')),
  CONSTRAINT event_message_has_sequence CHECK ((type = 'MESSAGE_ADDED') = (message_sequence IS NOT NULL)),
  CONSTRAINT event_offer_has_id CHECK (starts_with(type, 'OFFER_') = (offer_id IS NOT NULL)),
  CONSTRAINT event_only_agent_has_agent CHECK (NOT only_agent OR agent_id IS NOT NULL)
);
CREATE INDEX event_by_conversation ON event (workspace_id, conversation_id, position) WHERE conversation_id IS NOT NULL;
CREATE INDEX event_by_visitor ON event (workspace_id, visitor_id, position) WHERE visitor_id IS NOT NULL;
CREATE INDEX event_by_agent ON event (workspace_id, agent_id, position) WHERE agent_id IS NOT NULL;

-- One row for each kind and subject: when to look at it. The action that it wakes ends or moves the row in its own
-- transaction; one that was claimed and neither ended nor moved comes back.
CREATE TABLE due_work (
  workspace_id uuid NOT NULL,
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  due_at timestamptz NOT NULL,
  attempt integer NOT NULL DEFAULT 0,
  CONSTRAINT due_work_pkey PRIMARY KEY (workspace_id, kind, subject_id),
  CONSTRAINT due_work_kind_known CHECK (kind IN
    ('OFFER_EXPIRE', 'IDLE_WARN', 'IDLE_END', 'REACHABILITY_END', 'AVAILABILITY_RESET')),
  CONSTRAINT due_work_attempt_counted CHECK (attempt >= 0)
) WITH (fillfactor = 70, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_cost_delay = 0);
CREATE INDEX due_work_by_time ON due_work (due_at);

CREATE TABLE mail (
  workspace_id uuid NOT NULL,
  mail_id uuid NOT NULL,
  receiver text NOT NULL,
  subject text NOT NULL,
  text text NOT NULL,
  cause text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT parley_now(),
  sent_at timestamptz,
  CONSTRAINT mail_pkey PRIMARY KEY (workspace_id, mail_id),
  CONSTRAINT mail_once UNIQUE (workspace_id, cause, receiver),
  CONSTRAINT mail_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE CASCADE
);
CREATE INDEX mail_unsent ON mail (created_at) WHERE sent_at IS NULL;
`;
