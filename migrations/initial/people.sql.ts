/** Agents with their seats, whoever is signed in, and who can be reached. */
export const people = `
-- Seats: taken = active_chats + reserved, and never more than seat_ceiling. seat_limit is the capacity in force (the agent's
-- own, else the workspace's default). The ceiling is greatest(seat_limit, taken) and falls as chats end: a limit may be
-- lowered below the present load without breaking anything, and nothing new passes it. The check is the real guard.
CREATE TABLE agent (
  workspace_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  password_hash text NOT NULL,
  profile text NOT NULL,
  permissions text[] NOT NULL DEFAULT '{}',
  active boolean NOT NULL DEFAULT true,
  available boolean NOT NULL DEFAULT false,
  avatar_hash text,
  capacity integer,
  seat_limit integer NOT NULL,
  seat_ceiling integer NOT NULL,
  active_chats integer NOT NULL DEFAULT 0,
  reserved integer NOT NULL DEFAULT 0,
  taken integer NOT NULL GENERATED ALWAYS AS (active_chats + reserved) STORED,
  created_at timestamptz NOT NULL DEFAULT parley_now(),
  CONSTRAINT agent_pkey PRIMARY KEY (workspace_id, agent_id),
  CONSTRAINT agent_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE CASCADE,
  CONSTRAINT agent_profile_known CHECK (profile IN
    ('LIVE_AGENT', 'CALENDAR_AGENT', 'MARKETING_USER', 'MARKETING_ADMIN', 'SALES_ADMIN', 'ADMIN')),
  CONSTRAINT agent_capacity_range CHECK (capacity BETWEEN 1 AND 100),
  CONSTRAINT agent_seat_limit_range CHECK (seat_limit BETWEEN 1 AND 100),
  CONSTRAINT agent_seats_counted CHECK (active_chats >= 0 AND reserved >= 0),
  CONSTRAINT agent_within_capacity CHECK (taken <= seat_ceiling)
) WITH (fillfactor = 50, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_cost_delay = 0);
CREATE UNIQUE INDEX agent_email_unique ON agent (lower(email));
CREATE INDEX agent_by_creation ON agent (workspace_id, created_at, agent_id);

CREATE TABLE api_token (
  workspace_id uuid NOT NULL,
  api_token_id uuid NOT NULL,
  name text NOT NULL,
  permissions text[] NOT NULL DEFAULT '{}',
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT parley_now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  CONSTRAINT api_token_pkey PRIMARY KEY (workspace_id, api_token_id),
  CONSTRAINT api_token_creator_fkey FOREIGN KEY (workspace_id, created_by) REFERENCES agent (workspace_id, agent_id)
);

-- Found by the token's SHA-256 alone: a token says nothing about its workspace. subject_id is the agent, the visitor or the
-- API token; slides_seconds is how long it lives without use.
CREATE TABLE session (
  token_hash bytea NOT NULL,
  workspace_id uuid NOT NULL,
  session_id uuid NOT NULL,
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  slides_seconds integer,
  created_at timestamptz NOT NULL DEFAULT parley_now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  CONSTRAINT session_pkey PRIMARY KEY (token_hash),
  CONSTRAINT session_id_unique UNIQUE (workspace_id, session_id),
  CONSTRAINT session_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE CASCADE,
  CONSTRAINT session_kind_known CHECK (kind IN ('AGENT', 'VISITOR', 'INTEGRATION')),
  CONSTRAINT session_hash_is_sha256 CHECK (octet_length(token_hash) = 32),
  CONSTRAINT session_slides_range CHECK (slides_seconds > 0)
);
CREATE INDEX session_by_subject ON session (workspace_id, subject_id);

-- A lease of one process that holds a socket of the agent which lets offers through.
CREATE TABLE reachability (
  workspace_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  process_id text NOT NULL,
  lease_until timestamptz NOT NULL,
  connected boolean NOT NULL,
  CONSTRAINT reachability_pkey PRIMARY KEY (workspace_id, agent_id, process_id),
  CONSTRAINT reachability_agent_fkey
    FOREIGN KEY (workspace_id, agent_id) REFERENCES agent (workspace_id, agent_id) ON DELETE CASCADE
) WITH (fillfactor = 50);

-- Pictures are stored by content: the same one twice is one row, and an address once given keeps its picture.
CREATE TABLE picture (
  workspace_id uuid NOT NULL,
  hash text NOT NULL,
  mime text NOT NULL,
  bytes bytea NOT NULL,
  CONSTRAINT picture_pkey PRIMARY KEY (workspace_id, hash),
  CONSTRAINT picture_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE CASCADE,
  CONSTRAINT picture_mime_known CHECK (mime IN ('image/png', 'image/jpeg', 'image/webp'))
);
CREATE INDEX picture_by_hash ON picture (hash);
`;
