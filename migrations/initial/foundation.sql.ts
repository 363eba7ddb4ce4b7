/** The clock, the workspaces, and what is counted and numbered for each of them. */
export const foundation = `
-- Only tests set the offset: everything due can be moved without waiting.
CREATE TABLE clock (
  only_row boolean NOT NULL DEFAULT true,
  offset_ms bigint NOT NULL DEFAULT 0,
  CONSTRAINT clock_pkey PRIMARY KEY (only_row),
  CONSTRAINT clock_one_row CHECK (only_row)
);
INSERT INTO clock DEFAULT VALUES;

-- STABLE, so that an index serves a comparison with it; whole milliseconds, because that is what a JavaScript date carries.
-- It runs as its caller and names its table in full, so it needs no search path of its own: setting one costs every call half
-- as much again.
CREATE FUNCTION parley_now() RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT date_trunc('milliseconds', clock_timestamp() + offset_ms * interval '1 millisecond') FROM public.clock
$$;

-- A null setting means the default, or the plan's choice.
CREATE TABLE workspace (
  workspace_id uuid NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  plan text NOT NULL,
  widget_label text NOT NULL DEFAULT 'Chat with us',
  widget_accent text NOT NULL DEFAULT '#4f46e5',
  widget_side text NOT NULL DEFAULT 'RIGHT',
  widget_privacy_url text,
  allowed_origins text[] NOT NULL DEFAULT '{}',
  accept_window_seconds integer,
  default_capacity integer,
  idle_timeout_seconds integer,
  idle_warning_seconds integer,
  team_attempts integer,
  max_wait_seconds integer,
  disconnect_grace_seconds integer,
  require_reachable boolean,
  round_robin_fallback boolean,
  fallback_message text,
  created_at timestamptz NOT NULL DEFAULT parley_now(),
  CONSTRAINT workspace_pkey PRIMARY KEY (workspace_id),
  CONSTRAINT workspace_key_unique UNIQUE (key),
  CONSTRAINT workspace_plan_known CHECK (plan IN ('SELECT', 'PRIME')),
  CONSTRAINT workspace_widget_side_known CHECK (widget_side IN ('LEFT', 'RIGHT')),
  CONSTRAINT workspace_accept_window_range CHECK (accept_window_seconds BETWEEN 10 AND 500),
  CONSTRAINT workspace_default_capacity_range CHECK (default_capacity BETWEEN 1 AND 100),
  CONSTRAINT workspace_idle_timeout_range CHECK (idle_timeout_seconds > 0),
  CONSTRAINT workspace_idle_warning_range CHECK (idle_warning_seconds >= 0),
  CONSTRAINT workspace_team_attempts_range CHECK (team_attempts BETWEEN 1 AND 10),
  CONSTRAINT workspace_max_wait_range CHECK (max_wait_seconds > 0),
  CONSTRAINT workspace_disconnect_grace_range CHECK (disconnect_grace_seconds >= 0)
);

-- A row of its own, so that it is locked late and does not stand in the way of whoever reads the workspace.
CREATE TABLE usage (
  workspace_id uuid NOT NULL,
  live_chat_engagements integer NOT NULL DEFAULT 0,
  live_chat_engagement_limit integer,
  engaged_month date NOT NULL DEFAULT date_trunc('month', parley_now() AT TIME ZONE 'UTC')::date,
  engaged_conversations integer NOT NULL DEFAULT 0,
  engaged_conversation_monthly_limit integer,
  CONSTRAINT usage_pkey PRIMARY KEY (workspace_id),
  CONSTRAINT usage_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE CASCADE,
  CONSTRAINT usage_counts CHECK (live_chat_engagements >= 0 AND engaged_conversations >= 0),
  CONSTRAINT usage_limits CHECK (live_chat_engagement_limit >= 0 AND engaged_conversation_monthly_limit >= 0)
) WITH (fillfactor = 50);

-- The last event's number. Updated last in every transaction, so that it is held only for the commit. One hot row for each
-- workspace: room on its page and an eager vacuum keep it from growing under thousands of commits a second.
CREATE TABLE workspace_stream (
  workspace_id uuid NOT NULL,
  position bigint NOT NULL DEFAULT 0,
  trimmed_up_to bigint NOT NULL DEFAULT 0,
  CONSTRAINT workspace_stream_pkey PRIMARY KEY (workspace_id),
  CONSTRAINT workspace_stream_workspace_fkey
    FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE CASCADE,
  CONSTRAINT workspace_stream_trimmed_behind CHECK (trimmed_up_to BETWEEN 0 AND position)
) WITH (fillfactor = 20, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_cost_delay = 0);
`;
