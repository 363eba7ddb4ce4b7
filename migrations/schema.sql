-- The schema that the migrations make, as one piece: read it here, change it by a new migration.
-- Written by `npm run schema:sql`; the tests compare it with what the migrations really make.
SET check_function_bodies = false;

-- Extensions

CREATE EXTENSION btree_gist WITH SCHEMA public;

-- Functions

CREATE OR REPLACE FUNCTION account_owner(in_workspace uuid, of_visitor uuid, of_person uuid, trusted text[])
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$
  SELECT ar.agent_id FROM (
    SELECT va.value FROM visitor_attribute va
    WHERE va.workspace_id = in_workspace AND va.visitor_id = of_visitor AND va.name = 'email' AND va.source = ANY (trusted)
    UNION ALL
    SELECT pa.value FROM person_attribute pa
    WHERE pa.workspace_id = in_workspace AND pa.person_id = of_person AND pa.name = 'email' AND pa.source = ANY (trusted)
  ) AS address
  CROSS JOIN LATERAL string_to_array(lower(split_part(address.value, '@', 2)), '.') AS part
  CROSS JOIN LATERAL generate_series(1, least(cardinality(part), 20)) AS first
  JOIN account_route ar ON ar.workspace_id = in_workspace AND ar.domain = array_to_string(part[first:], '.')
  ORDER BY first LIMIT 1
$function$;

CREATE OR REPLACE FUNCTION agent_by_email(wanted text)
 RETURNS TABLE(workspace_id uuid, agent_id uuid, password_hash text, active boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT a.workspace_id, a.agent_id, a.password_hash, a.active FROM public.agent a WHERE lower(a.email) = lower(wanted)
$function$;

CREATE OR REPLACE FUNCTION dialog_version_is_final()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'A published version of a dialog does not change.' USING ERRCODE = 'check_violation';
END
$function$;

CREATE OR REPLACE FUNCTION dialogs_changed(wanted uuid[])
 RETURNS TABLE(workspace_id uuid, "position" bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT w.id, (
    SELECT e.position FROM public.event e WHERE e.workspace_id = w.id AND e.type = 'DIALOG_CHANGED'
    ORDER BY e.position DESC LIMIT 1
  )
  FROM unnest(wanted) AS w (id)
$function$;

CREATE OR REPLACE FUNCTION door_knock(door_name text, from_network text, at_once integer, per_minute integer)
 RETURNS double precision
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  at timestamptz := public.parley_now();
  one interval := interval '1 minute' / per_minute;
  waits interval := interval '0';
BEGIN
  INSERT INTO public.door AS d (name, network, settled_at) VALUES (door_name, from_network, at + one)
    ON CONFLICT (name, network) DO UPDATE SET settled_at = greatest(d.settled_at, at) + one
      WHERE greatest(d.settled_at, at) + one <= at + one * at_once;
  IF NOT FOUND THEN
    SELECT d.settled_at + one - one * at_once - at INTO waits FROM public.door d
      WHERE d.name = door_name AND d.network = from_network;
  END IF;
  DELETE FROM public.door d WHERE (d.name, d.network) IN (
    SELECT o.name, o.network FROM public.door o WHERE o.settled_at < at ORDER BY o.settled_at LIMIT 2 FOR UPDATE SKIP LOCKED
  );
  RETURN greatest(0, extract(epoch FROM coalesce(waits, interval '0')) * 1000);
END
$function$;

CREATE OR REPLACE FUNCTION due_claim(most integer)
 RETURNS TABLE(workspace_id uuid, kind text, subject_id uuid, due_at timestamp with time zone, attempt integer)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  WITH due AS MATERIALIZED (
    SELECT w.workspace_id, w.kind, w.subject_id, w.due_at FROM public.due_work w
    WHERE w.due_at <= (SELECT public.parley_now()) AND w.kind NOT IN ('MAIL_SEND', 'MEETING_SYNC', 'ROLLUP', 'PUSH_SEND')
    ORDER BY w.due_at
    LIMIT most
    FOR UPDATE SKIP LOCKED
  ), claimed AS (
    UPDATE public.due_work w
    SET attempt = w.attempt + 1,
      due_at = public.parley_now()
        + least(600, (0.5) * 2 ^ least(w.attempt, 12)) * interval '1 second'
    FROM due
    WHERE w.workspace_id = due.workspace_id AND w.kind = due.kind AND w.subject_id = due.subject_id
    RETURNING w.workspace_id, w.kind, w.subject_id, due.due_at, w.attempt
  )
  SELECT c.workspace_id, c.kind, c.subject_id, c.due_at, c.attempt FROM claimed c ORDER BY c.due_at
$function$;

CREATE OR REPLACE FUNCTION due_claim_slow(most integer)
 RETURNS TABLE(workspace_id uuid, kind text, subject_id uuid, due_at timestamp with time zone, attempt integer)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  WITH due AS MATERIALIZED (
    SELECT w.workspace_id, w.kind, w.subject_id, w.due_at FROM public.due_work w
    WHERE w.due_at <= (SELECT public.parley_now()) AND w.kind IN ('MAIL_SEND', 'MEETING_SYNC', 'ROLLUP', 'PUSH_SEND')
    ORDER BY w.due_at
    LIMIT most
    FOR UPDATE SKIP LOCKED
  ), claimed AS (
    UPDATE public.due_work w
    SET attempt = w.attempt + 1,
      due_at = public.parley_now()
        + least(600, (30) * 2 ^ least(w.attempt, 12)) * interval '1 second'
    FROM due
    WHERE w.workspace_id = due.workspace_id AND w.kind = due.kind AND w.subject_id = due.subject_id
    RETURNING w.workspace_id, w.kind, w.subject_id, due.due_at, w.attempt
  )
  SELECT c.workspace_id, c.kind, c.subject_id, c.due_at, c.attempt FROM claimed c ORDER BY c.due_at
$function$;

CREATE OR REPLACE FUNCTION due_next()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ SELECT min(w.due_at) FROM public.due_work w WHERE w.kind NOT IN ('MAIL_SEND', 'MEETING_SYNC', 'ROLLUP', 'PUSH_SEND') $function$;

CREATE OR REPLACE FUNCTION due_next_slow()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ SELECT min(w.due_at) FROM public.due_work w WHERE w.kind IN ('MAIL_SEND', 'MEETING_SYNC', 'ROLLUP', 'PUSH_SEND') $function$;

CREATE OR REPLACE FUNCTION events_trim(before timestamp with time zone, up_to bigint)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  own uuid := nullif(current_setting('app.workspace', true), '')::uuid;
  begun bigint;
  reach bigint;
  kept bigint;
BEGIN
  SELECT s.trimmed_up_to, least(up_to, r.folded_to, s.position - 1) INTO begun, reach
    FROM public.workspace_stream s JOIN public.report_state r ON r.workspace_id = s.workspace_id
    WHERE s.workspace_id = own;
  SELECT e.position INTO kept FROM public.event e
    WHERE e.workspace_id = own AND e.position > begun AND e.position <= reach AND e.occurred_at >= before
    ORDER BY e.position LIMIT 1;
  reach := coalesce(kept - 1, reach);
  IF reach > begun THEN
    DELETE FROM public.event e WHERE e.workspace_id = own AND e.position > begun AND e.position <= reach;
    UPDATE public.workspace_stream s SET trimmed_up_to = reach WHERE s.workspace_id = own;
  END IF;
  RETURN greatest(begun, reach);
END
$function$;

CREATE OR REPLACE FUNCTION mails_wake()
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  WITH woken AS (
    INSERT INTO public.due_work (workspace_id, kind, subject_id, due_at)
    SELECT e.workspace_id, 'MAIL_SEND', e.mail_id, public.parley_now() FROM public.mail e
    WHERE e.sent_at IS NULL AND e.failed_at IS NULL AND e.created_at > public.parley_now() - interval '2 days'
    ON CONFLICT (workspace_id, kind, subject_id) DO NOTHING
    RETURNING 1
  )
  SELECT count(*)::integer FROM woken
$function$;

CREATE OR REPLACE FUNCTION origin_known(origin text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT NOT EXISTS (SELECT FROM public.workspace) OR EXISTS (
    SELECT FROM public.workspace w WHERE w.allowed_origins = '{}' OR origin = ANY (w.allowed_origins)
  )
$function$;

CREATE OR REPLACE FUNCTION parley_now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  SELECT date_trunc('milliseconds', clock_timestamp() + offset_ms * interval '1 millisecond') FROM public.clock
$function$;

CREATE OR REPLACE FUNCTION picture_by_hash(wanted text)
 RETURNS TABLE(mime text, bytes bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ SELECT p.mime, p.bytes FROM public.picture p WHERE p.hash = wanted LIMIT 1 $function$;

CREATE OR REPLACE FUNCTION reachability_grace()
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  WITH graced AS (
    UPDATE public.reachability r
    SET connected = false, lease_until = greatest(r.lease_until,
      public.parley_now() + coalesce(w.disconnect_grace_seconds, 20) * interval '1 second')
    FROM public.workspace w
    WHERE w.workspace_id = r.workspace_id AND r.connected
    RETURNING r.workspace_id, r.agent_id, r.lease_until
  ), planned AS (
    INSERT INTO public.due_work (workspace_id, kind, subject_id, due_at)
    SELECT g.workspace_id, 'REACHABILITY_END', g.agent_id, max(g.lease_until)
    FROM graced g GROUP BY g.workspace_id, g.agent_id
    ON CONFLICT (workspace_id, kind, subject_id)
    DO UPDATE SET due_at = excluded.due_at, attempt = 0
    RETURNING 1
  )
  SELECT count(*)::integer FROM planned
$function$;

CREATE OR REPLACE FUNCTION report_begin()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  INSERT INTO public.report_state (workspace_id, folded_to) VALUES (NEW.workspace_id, 0);
  INSERT INTO public.due_work (workspace_id, kind, subject_id, due_at)
    VALUES (NEW.workspace_id, 'ROLLUP', NEW.workspace_id, public.parley_now() + interval '1 minute');
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION report_page(url text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ SELECT left(split_part(split_part(coalesce(url, ''), '#', 1), '?', 1), 300) $function$;

CREATE OR REPLACE FUNCTION session_find(wanted bytea)
 RETURNS TABLE(session_id uuid, workspace_id uuid, kind text, subject_id uuid, permissions text[], active boolean, expires_at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
#variable_conflict use_column
DECLARE
  at timestamptz := public.parley_now();
  found_one public.session%ROWTYPE;
BEGIN
  SELECT * INTO found_one FROM public.session s
    WHERE s.token_hash = wanted AND s.revoked_at IS NULL AND (s.expires_at IS NULL OR s.expires_at > at);
  IF NOT FOUND THEN
    RETURN;
  END IF;
  IF found_one.slides_seconds IS NOT NULL
    AND found_one.expires_at < at + found_one.slides_seconds * interval '0.95 seconds'
  THEN
    UPDATE public.session s SET expires_at = at + found_one.slides_seconds * interval '1 second'
      WHERE s.token_hash = wanted AND s.revoked_at IS NULL
      RETURNING s.expires_at INTO found_one.expires_at;
    IF NOT FOUND THEN
      RETURN;
    END IF;
  END IF;
  CASE found_one.kind
    WHEN 'AGENT' THEN
      RETURN QUERY SELECT found_one.session_id, found_one.workspace_id, found_one.kind, found_one.subject_id,
        a.permissions, a.active, found_one.expires_at
        FROM public.agent a WHERE a.workspace_id = found_one.workspace_id AND a.agent_id = found_one.subject_id;
    WHEN 'INTEGRATION' THEN
      -- Once a minute is often enough to tell an admin whether a token is still in use.
      UPDATE public.api_token t SET last_used_at = at
        WHERE t.workspace_id = found_one.workspace_id AND t.api_token_id = found_one.subject_id
          AND (t.last_used_at IS NULL OR t.last_used_at < at - interval '1 minute');
      RETURN QUERY SELECT found_one.session_id, found_one.workspace_id, found_one.kind, found_one.subject_id,
        t.permissions, t.revoked_at IS NULL, found_one.expires_at
        FROM public.api_token t
        WHERE t.workspace_id = found_one.workspace_id AND t.api_token_id = found_one.subject_id
          AND (t.expires_at IS NULL OR t.expires_at > at);
    WHEN 'VISITOR' THEN
      RETURN QUERY SELECT found_one.session_id, found_one.workspace_id, found_one.kind, found_one.subject_id,
        '{}'::text[], true, found_one.expires_at;
  END CASE;
END
$function$;

CREATE OR REPLACE FUNCTION sessions_ended(hashes bytea[])
 RETURNS SETOF bytea
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT asked.hash
  FROM unnest(hashes) AS asked (hash)
  LEFT JOIN public.session s ON s.token_hash = asked.hash
  LEFT JOIN public.agent a ON s.kind = 'AGENT' AND a.workspace_id = s.workspace_id AND a.agent_id = s.subject_id
  LEFT JOIN public.api_token t
    ON s.kind = 'INTEGRATION' AND t.workspace_id = s.workspace_id AND t.api_token_id = s.subject_id
  WHERE s.token_hash IS NULL
    OR s.revoked_at IS NOT NULL
    OR s.expires_at <= (SELECT public.parley_now())
    OR (s.kind = 'AGENT' AND a.active IS DISTINCT FROM true)
    OR (s.kind = 'INTEGRATION' AND (t.api_token_id IS NULL OR t.revoked_at IS NOT NULL
      OR t.expires_at <= (SELECT public.parley_now())))
$function$;

CREATE OR REPLACE FUNCTION stream_positions(wanted uuid[])
 RETURNS TABLE(workspace_id uuid, "position" bigint, trimmed_up_to bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT s.workspace_id, s.position, s.trimmed_up_to FROM public.workspace_stream s WHERE s.workspace_id = ANY (wanted)
$function$;

CREATE OR REPLACE FUNCTION tidy_begin()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  INSERT INTO public.due_work (workspace_id, kind, subject_id, due_at)
    VALUES (NEW.workspace_id, 'TIDY', NEW.workspace_id, public.parley_now() + interval '1 hour');
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION transcripts_erase(conversations uuid[], instead text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  UPDATE public.message m SET text = instead, html = NULL, document = NULL,
    author_name = CASE WHEN m.author = 'VISITOR' THEN NULL ELSE m.author_name END
  WHERE m.workspace_id = nullif(current_setting('app.workspace', true), '')::uuid
    AND m.conversation_id = ANY (conversations) AND m.author <> 'SYSTEM';
  DELETE FROM public.document_reading dr
  WHERE dr.workspace_id = nullif(current_setting('app.workspace', true), '')::uuid
    AND dr.conversation_id = ANY (conversations) AND dr.what = 'SEARCHED';
$function$;

CREATE OR REPLACE FUNCTION workspace_by_key(wanted text)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ SELECT workspace_id FROM public.workspace WHERE key = wanted $function$;

CREATE OR REPLACE FUNCTION workspace_create(new_id uuid, new_key text, new_name text, new_plan text, ring_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  before text := current_setting('app.workspace', true);
BEGIN
  PERFORM set_config('app.workspace', new_id::text, true);
  INSERT INTO public.workspace (workspace_id, key, name, plan) VALUES (new_id, new_key, new_name, new_plan);
  INSERT INTO public.usage (workspace_id, live_chat_engagement_limit, engaged_conversation_monthly_limit)
    SELECT new_id, CASE new_plan WHEN 'SELECT' THEN 100 END, CASE new_plan WHEN 'SELECT' THEN 250 END;
  INSERT INTO public.workspace_stream (workspace_id) VALUES (new_id);
  INSERT INTO public.round_robin_pool (workspace_id, pool_id, kind) VALUES (new_id, ring_id, 'WORKSPACE');
  INSERT INTO public.attribute_definition (workspace_id, name, label, type, built_in, place)
    SELECT new_id, b.name, b.label, b.type, true, b.place
    FROM (VALUES
      ('firstName', 'First name', 'TEXT', 1), ('lastName', 'Last name', 'TEXT', 2), ('email', 'E-mail', 'EMAIL', 3),
      ('phone', 'Phone', 'PHONE', 4), ('jobTitle', 'Job title', 'TEXT', 5), ('crmStatus', 'CRM status', 'TEXT', 6),
      ('company', 'Company', 'TEXT', 7), ('companySize', 'Company size', 'NUMBER', 8), ('industry', 'Industry', 'TEXT', 9),
      ('country', 'Country', 'TEXT', 10), ('state', 'State', 'TEXT', 11), ('city', 'City', 'TEXT', 12),
      ('language', 'Language', 'TEXT', 13)
    ) AS b (name, label, type, place);
  PERFORM set_config('app.workspace', coalesce(before, ''), true);
END
$function$;

-- Tables

CREATE TABLE account_route (
  workspace_id uuid NOT NULL,
  domain text NOT NULL,
  company text,
  agent_id uuid NOT NULL,
  created_at timestamp with time zone DEFAULT parley_now() NOT NULL,
  updated_at timestamp with time zone DEFAULT parley_now() NOT NULL
);

CREATE TABLE agent (
  workspace_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  password_hash text NOT NULL,
  profile text NOT NULL,
  permissions text[] DEFAULT '{}'::text[] NOT NULL,
  active boolean DEFAULT true NOT NULL,
  available boolean DEFAULT false NOT NULL,
  avatar_hash text,
  capacity integer,
  seat_limit integer NOT NULL,
  seat_ceiling integer NOT NULL,
  active_chats integer DEFAULT 0 NOT NULL,
  reserved integer DEFAULT 0 NOT NULL,
  taken integer GENERATED ALWAYS AS ((active_chats + reserved)) STORED NOT NULL,
  created_at timestamp with time zone DEFAULT parley_now() NOT NULL,
  skills jsonb DEFAULT '{}'::jsonb NOT NULL,
  idle_since timestamp with time zone DEFAULT parley_now() NOT NULL,
  returned_at timestamp with time zone,
  profile_id uuid,
  language text
)
WITH (fillfactor=50, autovacuum_vacuum_threshold=500, autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_cost_delay=0);

CREATE TABLE agent_availability (
  workspace_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  hours jsonb,
  breaks jsonb DEFAULT '[]'::jsonb NOT NULL,
  holidays jsonb DEFAULT '[]'::jsonb NOT NULL,
  override_available boolean,
  override_until timestamp with time zone,
  break_until timestamp with time zone,
  next_change_at timestamp with time zone
);

CREATE TABLE agent_meeting_settings (
  workspace_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  hours jsonb,
  duration_minutes integer DEFAULT 30 NOT NULL,
  buffer_before_minutes integer DEFAULT 0 NOT NULL,
  buffer_after_minutes integer DEFAULT 0 NOT NULL,
  notice_minutes integer DEFAULT 1440 NOT NULL,
  conferencing text,
  invitation text
);

CREATE TABLE api_token (
  workspace_id uuid NOT NULL,
  api_token_id uuid NOT NULL,
  name text NOT NULL,
  permissions text[] DEFAULT '{}'::text[] NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamp with time zone DEFAULT parley_now() NOT NULL,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone
);

CREATE TABLE attribute_definition (
  workspace_id uuid NOT NULL,
  name text NOT NULL,
  label text NOT NULL,
  type text NOT NULL,
  built_in boolean DEFAULT false NOT NULL,
  place integer,
  options text[] DEFAULT '{}'::text[] NOT NULL
);

CREATE TABLE audit_entry (
  workspace_id uuid NOT NULL,
  audit_entry_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  action text NOT NULL,
  actor_id uuid NOT NULL,
  conversation_id uuid,
  agent_id uuid,
  detail text
);

CREATE TABLE calendar_busy (
  workspace_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  busy jsonb NOT NULL,
  covers_from timestamp with time zone NOT NULL,
  covers_to timestamp with time zone NOT NULL,
  read_at timestamp with time zone NOT NULL
);

CREATE TABLE calendar_connection (
  workspace_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  provider text NOT NULL,
  url text NOT NULL,
  username text NOT NULL,
  secret bytea NOT NULL,
  state text DEFAULT 'CONNECTED'::text NOT NULL,
  connected_at timestamp with time zone DEFAULT parley_now() NOT NULL,
  synced_at timestamp with time zone,
  fault text
);

CREATE TABLE clock (
  only_row boolean DEFAULT true NOT NULL,
  offset_ms bigint DEFAULT 0 NOT NULL
);

CREATE TABLE conversation (
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  status text DEFAULT 'OPEN'::text NOT NULL,
  visitor_id uuid NOT NULL,
  dialog_id uuid NOT NULL,
  dialog_version integer NOT NULL,
  page_url text,
  waiting_card text,
  live_chat_id uuid,
  live_chat_state text,
  agent_id uuid,
  last_sequence integer DEFAULT 0 NOT NULL,
  last_activity_at timestamp with time zone NOT NULL,
  started_at timestamp with time zone NOT NULL,
  engaged_at timestamp with time zone,
  ended_at timestamp with time zone,
  guest_agent_id uuid,
  listener_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL
)
WITH (fillfactor=70);

CREATE TABLE conversation_play (
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  place jsonb NOT NULL,
  language text,
  referrer text,
  source text DEFAULT 'DIRECT'::text NOT NULL,
  delivery text DEFAULT 'CHATBOT'::text NOT NULL,
  known_at_start boolean DEFAULT false NOT NULL,
  returning_visitor boolean DEFAULT false NOT NULL,
  preview boolean DEFAULT false NOT NULL,
  person_id uuid,
  score integer,
  time_zone text,
  continues_at timestamp with time zone,
  goals jsonb DEFAULT '[]'::jsonb NOT NULL,
  again boolean DEFAULT false NOT NULL
)
WITH (fillfactor=80);

CREATE TABLE custom_rule (
  workspace_id uuid NOT NULL,
  custom_rule_id uuid NOT NULL,
  name text NOT NULL,
  "position" integer NOT NULL,
  enabled boolean DEFAULT true NOT NULL,
  match text NOT NULL,
  conditions jsonb NOT NULL,
  team_id uuid,
  created_at timestamp with time zone DEFAULT parley_now() NOT NULL
);

CREATE TABLE dialog (
  workspace_id uuid NOT NULL,
  dialog_id uuid NOT NULL,
  name text NOT NULL,
  status text DEFAULT 'DRAFT'::text NOT NULL,
  priority integer DEFAULT 0 NOT NULL,
  revision integer DEFAULT 0 NOT NULL,
  cards jsonb DEFAULT '[]'::jsonb NOT NULL,
  published_version integer,
  published_at timestamp with time zone,
  fallback_message text,
  created_at timestamp with time zone DEFAULT parley_now() NOT NULL,
  key text NOT NULL,
  kind text DEFAULT 'DIALOG'::text NOT NULL,
  description text,
  language text DEFAULT 'en'::text NOT NULL,
  fallback_languages text[] DEFAULT '{}'::text[] NOT NULL,
  audience jsonb,
  deleted_at timestamp with time zone,
  publish_at timestamp with time zone,
  unpublish_at timestamp with time zone,
  scheduled_by uuid,
  schedule_fault text,
  schedule_fault_at timestamp with time zone
);

CREATE TABLE dialog_showing (
  workspace_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  dialog_id uuid NOT NULL,
  visit integer NOT NULL,
  shown_at timestamp with time zone[] NOT NULL
)
WITH (fillfactor=70);

CREATE TABLE dialog_version (
  workspace_id uuid NOT NULL,
  dialog_id uuid NOT NULL,
  version integer NOT NULL,
  cards jsonb NOT NULL,
  created_at timestamp with time zone DEFAULT parley_now() NOT NULL,
  language text DEFAULT 'en'::text NOT NULL,
  fallback_languages text[] DEFAULT '{}'::text[] NOT NULL,
  audience jsonb,
  fallback_message text,
  published_by uuid,
  published_by_kind text DEFAULT 'SYSTEM'::text NOT NULL,
  note text,
  rolled_back_from integer
);

CREATE TABLE document_reading (
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  card_key text NOT NULL,
  what text NOT NULL,
  detail text DEFAULT ''::text NOT NULL,
  first_at timestamp with time zone NOT NULL
);

CREATE UNLOGGED TABLE door (
  name text NOT NULL,
  network text NOT NULL,
  settled_at timestamp with time zone NOT NULL
);

CREATE TABLE due_work (
  workspace_id uuid NOT NULL,
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  due_at timestamp with time zone NOT NULL,
  attempt integer DEFAULT 0 NOT NULL
)
WITH (fillfactor=70, autovacuum_vacuum_threshold=500, autovacuum_vacuum_scale_factor=0.02, autovacuum_vacuum_cost_delay=0);

CREATE TABLE event (
  workspace_id uuid NOT NULL,
  "position" bigint NOT NULL,
  event_id uuid NOT NULL,
  type text NOT NULL,
  occurred_at timestamp with time zone NOT NULL,
  conversation_id uuid,
  visitor_id uuid,
  agent_id uuid,
  only_agent boolean DEFAULT false NOT NULL,
  message_sequence integer,
  offer_id uuid,
  data jsonb
);

CREATE TABLE external_router (
  workspace_id uuid NOT NULL,
  external_router_id uuid NOT NULL,
  name text NOT NULL,
  url text NOT NULL,
  secret bytea NOT NULL,
  deadline_ms integer NOT NULL,
  enabled boolean DEFAULT true NOT NULL,
  created_at timestamp with time zone DEFAULT parley_now() NOT NULL
);

CREATE TABLE flow_start (
  workspace_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  client_flow_id text NOT NULL,
  conversation_id uuid NOT NULL
);

CREATE TABLE live_chat (
  workspace_id uuid NOT NULL,
  live_chat_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  state text NOT NULL,
  strategy text NOT NULL,
  routing_agent_id uuid,
  routing_team_id uuid,
  accept_window_seconds integer,
  attempts integer DEFAULT 0 NOT NULL,
  requested_at timestamp with time zone NOT NULL,
  agent_id uuid,
  agent_name text,
  agent_avatar_hash text,
  connected_at timestamp with time zone,
  warned_for_end_at timestamp with time zone,
  ended_at timestamp with time zone,
  end_reason text,
  max_attempts integer,
  fallback_message text,
  booking_card text,
  steps jsonb,
  step integer DEFAULT 0 NOT NULL,
  step_attempts integer DEFAULT 0 NOT NULL,
  queue jsonb,
  waiting_since timestamp with time zone,
  message_card text,
  told_place integer,
  told_wait_seconds integer,
  told_at timestamp with time zone,
  served_at timestamp with time zone
)
WITH (fillfactor=80);

CREATE TABLE mail (
  workspace_id uuid NOT NULL,
  mail_id uuid NOT NULL,
  receiver text NOT NULL,
  subject text NOT NULL,
  text text NOT NULL,
  cause text NOT NULL,
  created_at timestamp with time zone DEFAULT parley_now() NOT NULL,
  sent_at timestamp with time zone,
  invitation jsonb,
  attempts integer DEFAULT 0 NOT NULL,
  sending_until timestamp with time zone,
  failed_at timestamp with time zone,
  fault text
);

CREATE TABLE meeting (
  workspace_id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  card_key text NOT NULL,
  status text DEFAULT 'SCHEDULED'::text NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  time_zone text NOT NULL,
  attendee_email text NOT NULL,
  attendee_name text,
  page_url text,
  strategy text NOT NULL,
  queue text,
  conferencing text,
  invitation text NOT NULL,
  calendar_uid text NOT NULL,
  sequence integer DEFAULT 0 NOT NULL,
  written_sequence integer,
  created_at timestamp with time zone DEFAULT parley_now() NOT NULL,
  changed_at timestamp with time zone DEFAULT parley_now() NOT NULL
);

CREATE TABLE meeting_turn (
  workspace_id uuid NOT NULL,
  pool_id uuid NOT NULL,
  last_booked uuid NOT NULL
);

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
  created_at timestamp with time zone NOT NULL,
  html text,
  card_key text,
  document jsonb
);

CREATE TABLE notification_mute (
  workspace_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  topic text NOT NULL
);

CREATE TABLE offer (
  workspace_id uuid NOT NULL,
  offer_id uuid NOT NULL,
  live_chat_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  state text DEFAULT 'PENDING'::text NOT NULL,
  attempt integer NOT NULL,
  offered_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  decided_at timestamp with time zone,
  decline_reason text,
  decision_id uuid NOT NULL,
  kind text DEFAULT 'REQUEST'::text NOT NULL,
  from_agent_id uuid,
  note text,
  handover jsonb,
  pushed_at timestamp with time zone
)
WITH (fillfactor=80);

CREATE TABLE person (
  workspace_id uuid NOT NULL,
  person_id uuid NOT NULL,
  email text,
  email_domain text GENERATED ALWAYS AS (split_part(email, '@'::text, 2)) STORED,
  merged_into uuid,
  created_at timestamp with time zone DEFAULT parley_now() NOT NULL,
  erased_at timestamp with time zone
);

CREATE TABLE person_attribute (
  workspace_id uuid NOT NULL,
  person_id uuid NOT NULL,
  name text NOT NULL,
  value text NOT NULL,
  name_key text GENERATED ALWAYS AS (
CASE
    WHEN (name = ANY (ARRAY['firstName'::text, 'lastName'::text])) THEN lower(value)
    ELSE NULL::text
END) STORED,
  source text NOT NULL,
  set_at timestamp with time zone DEFAULT parley_now() NOT NULL
);

CREATE TABLE person_list (
  workspace_id uuid NOT NULL,
  person_list_id uuid NOT NULL,
  name text NOT NULL,
  description text,
  created_at timestamp with time zone DEFAULT parley_now() NOT NULL
);

CREATE TABLE person_list_member (
  workspace_id uuid NOT NULL,
  person_list_id uuid NOT NULL,
  member_id uuid NOT NULL,
  person_id uuid,
  visitor_id uuid,
  added_at timestamp with time zone DEFAULT parley_now() NOT NULL
);

CREATE TABLE picture (
  workspace_id uuid NOT NULL,
  hash text NOT NULL,
  mime text NOT NULL,
  bytes bytea NOT NULL
);

CREATE TABLE preview (
  workspace_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  dialog_id uuid NOT NULL,
  created_at timestamp with time zone DEFAULT parley_now() NOT NULL
);

CREATE TABLE profile (
  workspace_id uuid NOT NULL,
  profile_id uuid NOT NULL,
  name text NOT NULL,
  description text,
  permissions text[] DEFAULT '{}'::text[] NOT NULL,
  created_at timestamp with time zone DEFAULT parley_now() NOT NULL
);

CREATE TABLE push_key (
  workspace_id uuid NOT NULL,
  public_key text NOT NULL,
  private_key bytea NOT NULL,
  created_at timestamp with time zone DEFAULT parley_now() NOT NULL
);

CREATE TABLE push_registration (
  workspace_id uuid NOT NULL,
  push_registration_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  endpoint text NOT NULL,
  p256dh text NOT NULL,
  auth text NOT NULL,
  label text,
  created_at timestamp with time zone DEFAULT parley_now() NOT NULL,
  sent_at timestamp with time zone
);

CREATE TABLE reachability (
  workspace_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  process_id text NOT NULL,
  lease_until timestamp with time zone NOT NULL,
  connected boolean NOT NULL
)
WITH (fillfactor=50);

CREATE TABLE read_mark (
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  reader_id uuid NOT NULL,
  up_to_sequence integer NOT NULL
)
WITH (fillfactor=70);

CREATE TABLE report_conversation (
  workspace_id uuid NOT NULL,
  bucket timestamp with time zone NOT NULL,
  dialog_id uuid NOT NULL,
  page text NOT NULL,
  source text NOT NULL,
  known boolean NOT NULL,
  triggered integer NOT NULL,
  engaged integer NOT NULL,
  completed integer NOT NULL,
  dropped integer NOT NULL,
  acquired integer NOT NULL,
  goals integer NOT NULL,
  documents integer NOT NULL,
  meetings integer NOT NULL
)
WITH (fillfactor=80);

CREATE TABLE report_live_chat (
  workspace_id uuid NOT NULL,
  bucket timestamp with time zone NOT NULL,
  dialog_id uuid NOT NULL,
  agent_id uuid,
  team_id uuid,
  requested integer NOT NULL,
  connected integer NOT NULL,
  missed integer NOT NULL,
  abandoned integer NOT NULL,
  ended integer NOT NULL,
  offered integer NOT NULL,
  declined integer NOT NULL,
  expired integer NOT NULL,
  wait_ms bigint NOT NULL,
  replied integer NOT NULL,
  first_reply_ms bigint NOT NULL,
  length_ms bigint NOT NULL,
  received integer DEFAULT 0 NOT NULL
)
WITH (fillfactor=80);

CREATE TABLE report_meeting (
  workspace_id uuid NOT NULL,
  bucket timestamp with time zone NOT NULL,
  dialog_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  booked integer NOT NULL,
  moved integer NOT NULL,
  cancelled integer NOT NULL
)
WITH (fillfactor=80);

CREATE TABLE report_state (
  workspace_id uuid NOT NULL,
  folded_to bigint NOT NULL
);

CREATE TABLE round_robin_pool (
  workspace_id uuid NOT NULL,
  pool_id uuid NOT NULL,
  kind text NOT NULL,
  team_id uuid,
  custom_rule_id uuid,
  agent_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
  last_offered uuid
)
WITH (fillfactor=50);

CREATE TABLE route (
  workspace_id uuid NOT NULL,
  route_id uuid NOT NULL,
  name text NOT NULL,
  steps jsonb NOT NULL,
  created_at timestamp with time zone DEFAULT parley_now() NOT NULL,
  updated_at timestamp with time zone DEFAULT parley_now() NOT NULL
);

CREATE TABLE router_question (
  workspace_id uuid NOT NULL,
  live_chat_id uuid NOT NULL,
  step integer NOT NULL,
  question_id uuid NOT NULL,
  external_router_id uuid NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  deadline_at timestamp with time zone NOT NULL,
  answered_at timestamp with time zone,
  agent_ids jsonb,
  team_id uuid,
  fault text,
  detail text
);

CREATE TABLE routing_decision (
  workspace_id uuid NOT NULL,
  routing_decision_id uuid NOT NULL,
  live_chat_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  decided_at timestamp with time zone NOT NULL,
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
  steps jsonb DEFAULT '[]'::jsonb NOT NULL,
  step_index integer,
  next_agent_id uuid,
  known jsonb
);

CREATE TABLE routing_replay (
  workspace_id uuid NOT NULL,
  routing_replay_id uuid NOT NULL,
  started_by uuid NOT NULL,
  state text NOT NULL,
  range_from timestamp with time zone NOT NULL,
  range_to timestamp with time zone NOT NULL,
  requests_total integer NOT NULL,
  requests_done integer DEFAULT 0 NOT NULL,
  result jsonb,
  lease_until timestamp with time zone NOT NULL,
  started_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone
);

CREATE TABLE rule_version (
  workspace_id uuid NOT NULL,
  rule_version_id uuid NOT NULL,
  number integer,
  state text NOT NULL,
  revision integer DEFAULT 1 NOT NULL,
  based_on integer,
  rules jsonb NOT NULL,
  note text,
  created_by uuid,
  created_by_kind text DEFAULT 'SYSTEM'::text NOT NULL,
  created_at timestamp with time zone DEFAULT parley_now() NOT NULL,
  activate_at timestamp with time zone,
  activated_at timestamp with time zone,
  activated_by uuid,
  activated_by_kind text,
  retired_at timestamp with time zone,
  rolled_back_from integer,
  fault text
);

CREATE TABLE schedule_past (
  workspace_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  until timestamp with time zone NOT NULL,
  schedule jsonb
);

CREATE TABLE session (
  token_hash bytea NOT NULL,
  workspace_id uuid NOT NULL,
  session_id uuid NOT NULL,
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  slides_seconds integer,
  created_at timestamp with time zone DEFAULT parley_now() NOT NULL,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone
);

CREATE TABLE team (
  workspace_id uuid NOT NULL,
  team_id uuid NOT NULL,
  name text NOT NULL,
  created_at timestamp with time zone DEFAULT parley_now() NOT NULL
);

CREATE TABLE team_member (
  workspace_id uuid NOT NULL,
  team_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  place integer NOT NULL
);

CREATE TABLE usage (
  workspace_id uuid NOT NULL,
  live_chat_engagements integer DEFAULT 0 NOT NULL,
  live_chat_engagement_limit integer,
  engaged_month date DEFAULT (date_trunc('month'::text, (parley_now() AT TIME ZONE 'UTC'::text)))::date NOT NULL,
  engaged_conversations integer DEFAULT 0 NOT NULL,
  engaged_conversation_monthly_limit integer
)
WITH (fillfactor=50);

CREATE TABLE visitor (
  workspace_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  last_page_url text,
  created_at timestamp with time zone DEFAULT parley_now() NOT NULL,
  person_id uuid,
  erased_at timestamp with time zone
)
WITH (fillfactor=80);

CREATE TABLE visitor_attribute (
  workspace_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  name text NOT NULL,
  value text NOT NULL,
  source text NOT NULL,
  set_at timestamp with time zone DEFAULT parley_now() NOT NULL
);

CREATE TABLE visitor_consent (
  workspace_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  purpose text NOT NULL,
  granted boolean NOT NULL,
  granted_at timestamp with time zone,
  withdrawn_at timestamp with time zone
);

CREATE TABLE visitor_dwell (
  workspace_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  page text NOT NULL,
  seconds integer DEFAULT 0 NOT NULL,
  views jsonb DEFAULT '{}'::jsonb NOT NULL,
  scroll_percent integer DEFAULT 0 NOT NULL,
  exit_intent boolean DEFAULT false NOT NULL,
  visits integer DEFAULT 0 NOT NULL,
  seen_at timestamp with time zone DEFAULT parley_now() NOT NULL
)
WITH (fillfactor=70);

CREATE TABLE whisper (
  workspace_id uuid NOT NULL,
  whisper_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  agent_name text NOT NULL,
  text text NOT NULL,
  client_message_id text,
  created_at timestamp with time zone NOT NULL
);

CREATE TABLE workspace (
  workspace_id uuid NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  plan text NOT NULL,
  widget_label text DEFAULT 'Chat with us'::text NOT NULL,
  widget_accent text DEFAULT '#4f46e5'::text NOT NULL,
  widget_side text DEFAULT 'RIGHT'::text NOT NULL,
  widget_privacy_url text,
  allowed_origins text[] DEFAULT '{}'::text[] NOT NULL,
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
  created_at timestamp with time zone DEFAULT parley_now() NOT NULL,
  chat_enabled boolean DEFAULT true NOT NULL,
  business_hours jsonb,
  blocked_email_domains text[] DEFAULT '{}'::text[] NOT NULL,
  blocks_email_domains boolean DEFAULT true NOT NULL,
  holidays jsonb DEFAULT '[]'::jsonb NOT NULL,
  ramp_seconds integer,
  account_unavailable text,
  asks_consent boolean DEFAULT false NOT NULL,
  identity_secret bytea,
  event_retention_days integer
);

CREATE TABLE workspace_stream (
  workspace_id uuid NOT NULL,
  "position" bigint DEFAULT 0 NOT NULL,
  trimmed_up_to bigint DEFAULT 0 NOT NULL,
  someone_waits boolean DEFAULT false NOT NULL
)
WITH (fillfactor=20, autovacuum_vacuum_threshold=500, autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_cost_delay=0);

-- Constraints

ALTER TABLE account_route ADD CONSTRAINT account_route_pkey PRIMARY KEY (workspace_id, domain);
ALTER TABLE agent ADD CONSTRAINT agent_pkey PRIMARY KEY (workspace_id, agent_id);
ALTER TABLE agent_availability ADD CONSTRAINT agent_availability_pkey PRIMARY KEY (workspace_id, agent_id);
ALTER TABLE agent_meeting_settings ADD CONSTRAINT agent_meeting_settings_pkey PRIMARY KEY (workspace_id, agent_id);
ALTER TABLE api_token ADD CONSTRAINT api_token_pkey PRIMARY KEY (workspace_id, api_token_id);
ALTER TABLE attribute_definition ADD CONSTRAINT attribute_definition_pkey PRIMARY KEY (workspace_id, name);
ALTER TABLE audit_entry ADD CONSTRAINT audit_entry_pkey PRIMARY KEY (workspace_id, audit_entry_id);
ALTER TABLE calendar_busy ADD CONSTRAINT calendar_busy_pkey PRIMARY KEY (workspace_id, agent_id);
ALTER TABLE calendar_connection ADD CONSTRAINT calendar_connection_pkey PRIMARY KEY (workspace_id, agent_id);
ALTER TABLE clock ADD CONSTRAINT clock_pkey PRIMARY KEY (only_row);
ALTER TABLE conversation ADD CONSTRAINT conversation_pkey PRIMARY KEY (workspace_id, conversation_id);
ALTER TABLE conversation_play ADD CONSTRAINT conversation_play_pkey PRIMARY KEY (workspace_id, conversation_id);
ALTER TABLE custom_rule ADD CONSTRAINT custom_rule_pkey PRIMARY KEY (workspace_id, custom_rule_id);
ALTER TABLE dialog ADD CONSTRAINT dialog_pkey PRIMARY KEY (workspace_id, dialog_id);
ALTER TABLE dialog_showing ADD CONSTRAINT dialog_showing_pkey PRIMARY KEY (workspace_id, visitor_id, dialog_id);
ALTER TABLE dialog_version ADD CONSTRAINT dialog_version_pkey PRIMARY KEY (workspace_id, dialog_id, version);
ALTER TABLE document_reading ADD CONSTRAINT document_reading_pkey PRIMARY KEY (workspace_id, conversation_id, card_key, what, detail);
ALTER TABLE door ADD CONSTRAINT door_pkey PRIMARY KEY (name, network);
ALTER TABLE due_work ADD CONSTRAINT due_work_pkey PRIMARY KEY (workspace_id, kind, subject_id);
ALTER TABLE event ADD CONSTRAINT event_pkey PRIMARY KEY (workspace_id, "position");
ALTER TABLE external_router ADD CONSTRAINT external_router_pkey PRIMARY KEY (workspace_id, external_router_id);
ALTER TABLE flow_start ADD CONSTRAINT flow_start_pkey PRIMARY KEY (workspace_id, visitor_id, client_flow_id);
ALTER TABLE live_chat ADD CONSTRAINT live_chat_pkey PRIMARY KEY (workspace_id, live_chat_id);
ALTER TABLE mail ADD CONSTRAINT mail_pkey PRIMARY KEY (workspace_id, mail_id);
ALTER TABLE meeting ADD CONSTRAINT meeting_pkey PRIMARY KEY (workspace_id, meeting_id);
ALTER TABLE meeting_turn ADD CONSTRAINT meeting_turn_pkey PRIMARY KEY (workspace_id, pool_id);
ALTER TABLE message ADD CONSTRAINT message_pkey PRIMARY KEY (workspace_id, conversation_id, sequence);
ALTER TABLE notification_mute ADD CONSTRAINT notification_mute_pkey PRIMARY KEY (workspace_id, agent_id, topic);
ALTER TABLE offer ADD CONSTRAINT offer_pkey PRIMARY KEY (workspace_id, offer_id);
ALTER TABLE person ADD CONSTRAINT person_pkey PRIMARY KEY (workspace_id, person_id);
ALTER TABLE person_attribute ADD CONSTRAINT person_attribute_pkey PRIMARY KEY (workspace_id, person_id, name);
ALTER TABLE person_list ADD CONSTRAINT person_list_pkey PRIMARY KEY (workspace_id, person_list_id);
ALTER TABLE person_list_member ADD CONSTRAINT person_list_member_pkey PRIMARY KEY (workspace_id, person_list_id, member_id);
ALTER TABLE picture ADD CONSTRAINT picture_pkey PRIMARY KEY (workspace_id, hash);
ALTER TABLE preview ADD CONSTRAINT preview_pkey PRIMARY KEY (workspace_id, visitor_id);
ALTER TABLE profile ADD CONSTRAINT profile_pkey PRIMARY KEY (workspace_id, profile_id);
ALTER TABLE push_key ADD CONSTRAINT push_key_pkey PRIMARY KEY (workspace_id);
ALTER TABLE push_registration ADD CONSTRAINT push_registration_pkey PRIMARY KEY (workspace_id, push_registration_id);
ALTER TABLE reachability ADD CONSTRAINT reachability_pkey PRIMARY KEY (workspace_id, agent_id, process_id);
ALTER TABLE read_mark ADD CONSTRAINT read_mark_pkey PRIMARY KEY (workspace_id, conversation_id, reader_id);
ALTER TABLE report_conversation ADD CONSTRAINT report_conversation_pkey PRIMARY KEY (workspace_id, bucket, dialog_id, page, source, known);
ALTER TABLE report_meeting ADD CONSTRAINT report_meeting_pkey PRIMARY KEY (workspace_id, bucket, dialog_id, agent_id);
ALTER TABLE report_state ADD CONSTRAINT report_state_pkey PRIMARY KEY (workspace_id);
ALTER TABLE round_robin_pool ADD CONSTRAINT round_robin_pool_pkey PRIMARY KEY (workspace_id, pool_id);
ALTER TABLE route ADD CONSTRAINT route_pkey PRIMARY KEY (workspace_id, route_id);
ALTER TABLE router_question ADD CONSTRAINT router_question_pkey PRIMARY KEY (workspace_id, live_chat_id, step);
ALTER TABLE routing_decision ADD CONSTRAINT routing_decision_pkey PRIMARY KEY (workspace_id, routing_decision_id);
ALTER TABLE routing_replay ADD CONSTRAINT routing_replay_pkey PRIMARY KEY (workspace_id, routing_replay_id);
ALTER TABLE rule_version ADD CONSTRAINT rule_version_pkey PRIMARY KEY (workspace_id, rule_version_id);
ALTER TABLE schedule_past ADD CONSTRAINT schedule_past_pkey PRIMARY KEY (workspace_id, subject_id, until);
ALTER TABLE session ADD CONSTRAINT session_pkey PRIMARY KEY (token_hash);
ALTER TABLE team ADD CONSTRAINT team_pkey PRIMARY KEY (workspace_id, team_id);
ALTER TABLE team_member ADD CONSTRAINT team_member_pkey PRIMARY KEY (workspace_id, team_id, agent_id);
ALTER TABLE usage ADD CONSTRAINT usage_pkey PRIMARY KEY (workspace_id);
ALTER TABLE visitor ADD CONSTRAINT visitor_pkey PRIMARY KEY (workspace_id, visitor_id);
ALTER TABLE visitor_attribute ADD CONSTRAINT visitor_attribute_pkey PRIMARY KEY (workspace_id, visitor_id, name);
ALTER TABLE visitor_consent ADD CONSTRAINT visitor_consent_pkey PRIMARY KEY (workspace_id, visitor_id, purpose);
ALTER TABLE visitor_dwell ADD CONSTRAINT visitor_dwell_pkey PRIMARY KEY (workspace_id, visitor_id, page);
ALTER TABLE whisper ADD CONSTRAINT whisper_pkey PRIMARY KEY (workspace_id, whisper_id);
ALTER TABLE workspace ADD CONSTRAINT workspace_pkey PRIMARY KEY (workspace_id);
ALTER TABLE workspace_stream ADD CONSTRAINT workspace_stream_pkey PRIMARY KEY (workspace_id);
ALTER TABLE custom_rule ADD CONSTRAINT custom_rule_position_unique UNIQUE (workspace_id, "position") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE mail ADD CONSTRAINT mail_once UNIQUE (workspace_id, cause, receiver);
ALTER TABLE message ADD CONSTRAINT message_id_unique UNIQUE (workspace_id, message_id);
ALTER TABLE report_live_chat ADD CONSTRAINT report_live_chat_key UNIQUE NULLS NOT DISTINCT (workspace_id, bucket, dialog_id, agent_id, team_id);
ALTER TABLE rule_version ADD CONSTRAINT rule_version_number_unique UNIQUE (workspace_id, number);
ALTER TABLE session ADD CONSTRAINT session_id_unique UNIQUE (workspace_id, session_id);
ALTER TABLE team_member ADD CONSTRAINT team_member_place_unique UNIQUE (workspace_id, team_id, place);
ALTER TABLE workspace ADD CONSTRAINT workspace_key_unique UNIQUE (key);
ALTER TABLE meeting ADD CONSTRAINT meeting_one_at_a_time EXCLUDE USING gist (workspace_id WITH =, agent_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE ((status <> 'CANCELLED'::text));
ALTER TABLE account_route ADD CONSTRAINT account_route_domain_folded CHECK (((domain = lower(domain)) AND (domain <> ''::text)));
ALTER TABLE agent ADD CONSTRAINT agent_capacity_range CHECK (((capacity >= 1) AND (capacity <= 100)));
ALTER TABLE agent ADD CONSTRAINT agent_language_known CHECK ((language = ANY (ARRAY['en'::text, 'zh-Hans'::text, 'zh-Hant'::text, 'sv'::text, 'nl'::text, 'it'::text])));
ALTER TABLE agent ADD CONSTRAINT agent_profile_known CHECK ((profile = ANY (ARRAY['LIVE_AGENT'::text, 'CALENDAR_AGENT'::text, 'MARKETING_USER'::text, 'MARKETING_ADMIN'::text, 'SALES_ADMIN'::text, 'ADMIN'::text])));
ALTER TABLE agent ADD CONSTRAINT agent_seat_limit_range CHECK (((seat_limit >= 1) AND (seat_limit <= 100)));
ALTER TABLE agent ADD CONSTRAINT agent_seats_counted CHECK (((active_chats >= 0) AND (reserved >= 0)));
ALTER TABLE agent ADD CONSTRAINT agent_skills_object CHECK ((jsonb_typeof(skills) = 'object'::text));
ALTER TABLE agent ADD CONSTRAINT agent_within_capacity CHECK ((taken <= seat_ceiling));
ALTER TABLE agent_availability ADD CONSTRAINT agent_availability_override_ends CHECK (((override_available IS NULL) = (override_until IS NULL)));
ALTER TABLE agent_meeting_settings ADD CONSTRAINT agent_meeting_settings_after_range CHECK (((buffer_after_minutes >= 0) AND (buffer_after_minutes <= 240)));
ALTER TABLE agent_meeting_settings ADD CONSTRAINT agent_meeting_settings_before_range CHECK (((buffer_before_minutes >= 0) AND (buffer_before_minutes <= 240)));
ALTER TABLE agent_meeting_settings ADD CONSTRAINT agent_meeting_settings_duration_range CHECK (((duration_minutes >= 5) AND (duration_minutes <= 480)));
ALTER TABLE agent_meeting_settings ADD CONSTRAINT agent_meeting_settings_notice_range CHECK (((notice_minutes >= 0) AND (notice_minutes <= 43200)));
ALTER TABLE attribute_definition ADD CONSTRAINT attribute_definition_options_of_picklist CHECK (((type = 'PICKLIST'::text) OR (options = '{}'::text[])));
ALTER TABLE attribute_definition ADD CONSTRAINT attribute_definition_place CHECK ((built_in = (place IS NOT NULL)));
ALTER TABLE attribute_definition ADD CONSTRAINT attribute_definition_type_known CHECK ((type = ANY (ARRAY['TEXT'::text, 'EMAIL'::text, 'PHONE'::text, 'NUMBER'::text, 'BOOLEAN'::text, 'DATE_TIME'::text, 'PICKLIST'::text])));
ALTER TABLE calendar_connection ADD CONSTRAINT calendar_connection_provider_known CHECK ((provider = 'CALDAV'::text));
ALTER TABLE calendar_connection ADD CONSTRAINT calendar_connection_state_known CHECK ((state = ANY (ARRAY['CONNECTED'::text, 'NEEDS_REAUTH'::text])));
ALTER TABLE clock ADD CONSTRAINT clock_one_row CHECK (only_row);
ALTER TABLE conversation ADD CONSTRAINT conversation_ended_or_open CHECK (((status = 'OPEN'::text) = (ended_at IS NULL)));
ALTER TABLE conversation ADD CONSTRAINT conversation_guest_is_another CHECK ((guest_agent_id <> agent_id));
ALTER TABLE conversation ADD CONSTRAINT conversation_live_chat_has_state CHECK (((live_chat_id IS NULL) = (live_chat_state IS NULL)));
ALTER TABLE conversation ADD CONSTRAINT conversation_live_chat_state_known CHECK ((live_chat_state = ANY (ARRAY['ROUTING'::text, 'WAITING'::text, 'OFFERED'::text, 'CONNECTED'::text, 'ENDED'::text, 'MISSED'::text, 'ABANDONED'::text])));
ALTER TABLE conversation ADD CONSTRAINT conversation_sequence_counted CHECK ((last_sequence >= 0));
ALTER TABLE conversation ADD CONSTRAINT conversation_status_known CHECK ((status = ANY (ARRAY['OPEN'::text, 'COMPLETED'::text, 'DROPPED'::text])));
ALTER TABLE conversation_play ADD CONSTRAINT conversation_play_delivery_known CHECK ((delivery = ANY (ARRAY['CHATBOT'::text, 'POPUP'::text, 'INLINE'::text])));
ALTER TABLE conversation_play ADD CONSTRAINT conversation_play_goals_list CHECK ((jsonb_typeof(goals) = 'array'::text));
ALTER TABLE conversation_play ADD CONSTRAINT conversation_play_score_range CHECK (((score >= 0) AND (score <= 3)));
ALTER TABLE conversation_play ADD CONSTRAINT conversation_play_source_known CHECK ((source = ANY (ARRAY['DIRECT'::text, 'SEARCH'::text, 'SOCIAL'::text, 'REFERRAL'::text, 'CAMPAIGN'::text])));
ALTER TABLE custom_rule ADD CONSTRAINT custom_rule_conditions_list CHECK ((jsonb_typeof(conditions) = 'array'::text));
ALTER TABLE custom_rule ADD CONSTRAINT custom_rule_match_known CHECK ((match = ANY (ARRAY['ALL'::text, 'ANY'::text])));
ALTER TABLE dialog ADD CONSTRAINT dialog_cards_list CHECK ((jsonb_typeof(cards) = 'array'::text));
ALTER TABLE dialog ADD CONSTRAINT dialog_kind_known CHECK ((kind = ANY (ARRAY['DIALOG'::text, 'FLOW'::text])));
ALTER TABLE dialog ADD CONSTRAINT dialog_published_has_version CHECK (((status <> 'PUBLISHED'::text) OR ((published_version IS NOT NULL) AND (published_at IS NOT NULL))));
ALTER TABLE dialog ADD CONSTRAINT dialog_published_is_there CHECK (((status <> 'PUBLISHED'::text) OR (deleted_at IS NULL)));
ALTER TABLE dialog ADD CONSTRAINT dialog_status_known CHECK ((status = ANY (ARRAY['DRAFT'::text, 'PUBLISHED'::text, 'UNPUBLISHED'::text])));
ALTER TABLE dialog_version ADD CONSTRAINT dialog_version_cards_list CHECK ((jsonb_typeof(cards) = 'array'::text));
ALTER TABLE dialog_version ADD CONSTRAINT dialog_version_not_zero CHECK ((version <> 0));
ALTER TABLE dialog_version ADD CONSTRAINT dialog_version_publisher_known CHECK ((published_by_kind = ANY (ARRAY['AGENT'::text, 'INTEGRATION'::text, 'SYSTEM'::text])));
ALTER TABLE document_reading ADD CONSTRAINT document_reading_what_known CHECK ((what = ANY (ARRAY['OPENED'::text, 'PAGE_VIEWED'::text, 'DOWNLOADED'::text, 'SEARCHED'::text])));
ALTER TABLE due_work ADD CONSTRAINT due_work_attempt_counted CHECK ((attempt >= 0));
ALTER TABLE due_work ADD CONSTRAINT due_work_kind_known CHECK ((kind = ANY (ARRAY['OFFER_EXPIRE'::text, 'IDLE_WARN'::text, 'IDLE_END'::text, 'REACHABILITY_END'::text, 'AVAILABILITY_RESET'::text, 'DIALOG_CONTINUE'::text, 'DIALOG_SCHEDULE'::text, 'MAIL_SEND'::text, 'MEETING_SYNC'::text, 'ROLLUP'::text, 'QUEUE_MATCH'::text, 'QUEUE_TELL'::text, 'WAIT_END'::text, 'ROUTER_LATE'::text, 'RULES_ACTIVATE'::text, 'PUSH_SEND'::text, 'TIDY'::text, 'LISTENING_END'::text, 'EVENTS_TRIM'::text])));
ALTER TABLE event ADD CONSTRAINT event_message_has_sequence CHECK (((type = 'MESSAGE_ADDED'::text) = (message_sequence IS NOT NULL)));
ALTER TABLE event ADD CONSTRAINT event_offer_has_id CHECK ((starts_with(type, 'OFFER_'::text) = (offer_id IS NOT NULL)));
ALTER TABLE event ADD CONSTRAINT event_only_agent_names_somebody CHECK (((NOT only_agent) OR (agent_id IS NOT NULL) OR (visitor_id IS NOT NULL)));
ALTER TABLE event ADD CONSTRAINT event_type_known CHECK ((type = ANY (ARRAY['CONVERSATION_STARTED'::text, 'CONVERSATION_ENGAGED'::text, 'CONVERSATION_ENDED'::text, 'PROMPT_CHANGED'::text, 'MESSAGE_ADDED'::text, 'LIVE_CHAT_REQUESTED'::text, 'LIVE_CHAT_CONNECTED'::text, 'LIVE_CHAT_IDLE_WARNING'::text, 'LIVE_CHAT_MISSED'::text, 'LIVE_CHAT_ENDED'::text, 'OFFER_CREATED'::text, 'OFFER_ACCEPTED'::text, 'OFFER_DECLINED'::text, 'OFFER_EXPIRED'::text, 'OFFER_WITHDRAWN'::text, 'AGENT_CHANGED'::text, 'GOAL_REACHED'::text, 'DOCUMENT_READ'::text, 'CONVERSATION_SCORED'::text, 'VISITOR_IDENTIFIED'::text, 'MEETING_BOOKED'::text, 'MEETING_MOVED'::text, 'MEETING_CANCELLED'::text, 'DIALOG_CHANGED'::text, 'LIVE_CHAT_WAITING'::text, 'LIVE_CHAT_TRANSFERRED'::text, 'LIVE_CHAT_OFFER_RETURNED'::text, 'LIVE_CHAT_GUEST_JOINED'::text, 'LIVE_CHAT_GUEST_LEFT'::text, 'WHISPER_ADDED'::text, 'RULES_ACTIVATED'::text, 'LISTENING_CHANGED'::text, 'LIVE_CHAT_HANDOVER_ASKED'::text])));
ALTER TABLE external_router ADD CONSTRAINT external_router_deadline_range CHECK (((deadline_ms >= 200) AND (deadline_ms <= 5000)));
ALTER TABLE live_chat ADD CONSTRAINT live_chat_accept_window_range CHECK (((accept_window_seconds >= 10) AND (accept_window_seconds <= 500)));
ALTER TABLE live_chat ADD CONSTRAINT live_chat_connected_has_agent CHECK (((state <> 'CONNECTED'::text) OR ((agent_id IS NOT NULL) AND (connected_at IS NOT NULL))));
ALTER TABLE live_chat ADD CONSTRAINT live_chat_end_reason_known CHECK ((end_reason = ANY (ARRAY['AGENT_ENDED'::text, 'VISITOR_ENDED'::text, 'IDLE_TIMEOUT'::text])));
ALTER TABLE live_chat ADD CONSTRAINT live_chat_max_attempts_range CHECK (((max_attempts >= 1) AND (max_attempts <= 10)));
ALTER TABLE live_chat ADD CONSTRAINT live_chat_state_known CHECK ((state = ANY (ARRAY['ROUTING'::text, 'WAITING'::text, 'OFFERED'::text, 'CONNECTED'::text, 'ENDED'::text, 'MISSED'::text, 'ABANDONED'::text])));
ALTER TABLE live_chat ADD CONSTRAINT live_chat_steps_list CHECK ((jsonb_typeof(steps) = 'array'::text));
ALTER TABLE live_chat ADD CONSTRAINT live_chat_strategy_known CHECK ((strategy = ANY (ARRAY['ROUND_ROBIN'::text, 'AGENT'::text, 'CUSTOM_RULES'::text, 'TEAM'::text, 'ROUTE'::text])));
ALTER TABLE live_chat ADD CONSTRAINT live_chat_waiting_since_when CHECK (((state <> 'WAITING'::text) OR (waiting_since IS NOT NULL)));
ALTER TABLE meeting ADD CONSTRAINT meeting_ends_behind_start CHECK ((starts_at < ends_at));
ALTER TABLE meeting ADD CONSTRAINT meeting_status_known CHECK ((status = ANY (ARRAY['SCHEDULED'::text, 'RESCHEDULED'::text, 'CANCELLED'::text])));
ALTER TABLE message ADD CONSTRAINT message_author_known CHECK ((author = ANY (ARRAY['VISITOR'::text, 'AGENT'::text, 'BOT'::text, 'SYSTEM'::text])));
ALTER TABLE message ADD CONSTRAINT message_sequence_from_one CHECK ((sequence >= 1));
ALTER TABLE message ADD CONSTRAINT message_system_code_known CHECK ((system_code = ANY (ARRAY['AGENT_JOINED'::text, 'AGENT_LEFT'::text, 'CHAT_ENDED'::text, 'IDLE_WARNING'::text, 'IDLE_ENDED'::text])));
ALTER TABLE notification_mute ADD CONSTRAINT notification_mute_topic_known CHECK ((topic = ANY (ARRAY['FAILED_CHATS'::text, 'FAILED_MEETINGS'::text, 'USAGE'::text])));
ALTER TABLE offer ADD CONSTRAINT offer_attempt_counted CHECK ((attempt >= 1));
ALTER TABLE offer ADD CONSTRAINT offer_decided_or_pending CHECK (((state = 'PENDING'::text) = (decided_at IS NULL)));
ALTER TABLE offer ADD CONSTRAINT offer_from_somebody CHECK (((kind = 'REQUEST'::text) = (from_agent_id IS NULL)));
ALTER TABLE offer ADD CONSTRAINT offer_handover_when CHECK (((kind = 'REQUEST'::text) = (handover IS NULL)));
ALTER TABLE offer ADD CONSTRAINT offer_kind_known CHECK ((kind = ANY (ARRAY['REQUEST'::text, 'TRANSFER'::text, 'INVITE'::text])));
ALTER TABLE offer ADD CONSTRAINT offer_state_known CHECK ((state = ANY (ARRAY['PENDING'::text, 'ACCEPTED'::text, 'DECLINED'::text, 'EXPIRED'::text, 'WITHDRAWN'::text])));
ALTER TABLE person ADD CONSTRAINT person_email_or_erased CHECK (((email IS NULL) = (erased_at IS NOT NULL)));
ALTER TABLE person ADD CONSTRAINT person_into_another CHECK ((merged_into <> person_id));
ALTER TABLE person_attribute ADD CONSTRAINT person_attribute_source_known CHECK ((source = ANY (ARRAY['VISITOR'::text, 'PAGE'::text, 'STAFF'::text, 'INTEGRATION'::text, 'SYSTEM'::text])));
ALTER TABLE person_list_member ADD CONSTRAINT person_list_member_is_one CHECK (((num_nonnulls(person_id, visitor_id) = 1) AND (member_id = COALESCE(person_id, visitor_id))));
ALTER TABLE picture ADD CONSTRAINT picture_mime_known CHECK ((mime = ANY (ARRAY['image/png'::text, 'image/jpeg'::text, 'image/webp'::text])));
ALTER TABLE read_mark ADD CONSTRAINT read_mark_counted CHECK ((up_to_sequence >= 0));
ALTER TABLE report_state ADD CONSTRAINT report_state_counted CHECK ((folded_to >= 0));
ALTER TABLE round_robin_pool ADD CONSTRAINT round_robin_pool_kind_known CHECK ((kind = ANY (ARRAY['WORKSPACE'::text, 'TEAM'::text, 'RULE'::text])));
ALTER TABLE round_robin_pool ADD CONSTRAINT round_robin_pool_owner CHECK ((((kind = 'TEAM'::text) = (team_id IS NOT NULL)) AND ((kind = 'RULE'::text) = (custom_rule_id IS NOT NULL))));
ALTER TABLE route ADD CONSTRAINT route_steps_list CHECK ((jsonb_typeof(steps) = 'array'::text));
ALTER TABLE router_question ADD CONSTRAINT router_question_agents_list CHECK ((jsonb_typeof(agent_ids) = 'array'::text));
ALTER TABLE router_question ADD CONSTRAINT router_question_fault_known CHECK ((fault = ANY (ARRAY['NO_ANSWER_IN_TIME'::text, 'WRONG_ANSWER'::text, 'NOT_ASKED'::text])));
ALTER TABLE routing_decision ADD CONSTRAINT routing_decision_fallback_reason_known CHECK ((fallback_reason = ANY (ARRAY['NOBODY_ELIGIBLE'::text, 'NO_RULE_MATCHED'::text, 'ATTEMPTS_EXHAUSTED'::text, 'WAIT_EXCEEDED'::text, 'BLOCKED_DOMAIN'::text, 'QUEUE_FULL'::text, 'MESSAGE_LEFT'::text, 'OWNER_UNAVAILABLE'::text])));
ALTER TABLE routing_decision ADD CONSTRAINT routing_decision_outcome_known CHECK ((outcome = ANY (ARRAY['OFFERED'::text, 'FALLBACK'::text, 'LIMIT_REACHED'::text, 'QUEUED'::text, 'ASKED'::text])));
ALTER TABLE routing_decision ADD CONSTRAINT routing_decision_strategy_known CHECK ((strategy = ANY (ARRAY['ROUND_ROBIN'::text, 'AGENT'::text, 'CUSTOM_RULES'::text, 'TEAM'::text, 'ROUTE'::text])));
ALTER TABLE routing_decision ADD CONSTRAINT routing_decision_verdicts_bounded CHECK ((jsonb_array_length(candidates) <= 50));
ALTER TABLE routing_replay ADD CONSTRAINT routing_replay_ended_when CHECK (((ended_at IS NULL) = (state = 'RUNNING'::text)));
ALTER TABLE routing_replay ADD CONSTRAINT routing_replay_range CHECK ((range_from < range_to));
ALTER TABLE routing_replay ADD CONSTRAINT routing_replay_result_when CHECK (((result IS NOT NULL) = (state = 'DONE'::text)));
ALTER TABLE routing_replay ADD CONSTRAINT routing_replay_state_known CHECK ((state = ANY (ARRAY['RUNNING'::text, 'DONE'::text, 'CANCELLED'::text, 'FAILED'::text, 'LOST'::text])));
ALTER TABLE rule_version ADD CONSTRAINT rule_version_activator_known CHECK ((activated_by_kind = ANY (ARRAY['AGENT'::text, 'INTEGRATION'::text, 'SYSTEM'::text])));
ALTER TABLE rule_version ADD CONSTRAINT rule_version_author_known CHECK ((created_by_kind = ANY (ARRAY['AGENT'::text, 'INTEGRATION'::text, 'SYSTEM'::text])));
ALTER TABLE rule_version ADD CONSTRAINT rule_version_in_force_since CHECK (((state <> 'ACTIVE'::text) OR (activated_at IS NOT NULL)));
ALTER TABLE rule_version ADD CONSTRAINT rule_version_numbered CHECK (((state = 'DRAFT'::text) = (number IS NULL)));
ALTER TABLE rule_version ADD CONSTRAINT rule_version_planned CHECK (((state <> 'SCHEDULED'::text) OR (activate_at IS NOT NULL)));
ALTER TABLE rule_version ADD CONSTRAINT rule_version_rules_list CHECK ((jsonb_typeof(rules) = 'array'::text));
ALTER TABLE rule_version ADD CONSTRAINT rule_version_state_known CHECK ((state = ANY (ARRAY['DRAFT'::text, 'SCHEDULED'::text, 'ACTIVE'::text, 'RETIRED'::text])));
ALTER TABLE session ADD CONSTRAINT session_hash_is_sha256 CHECK ((octet_length(token_hash) = 32));
ALTER TABLE session ADD CONSTRAINT session_kind_known CHECK ((kind = ANY (ARRAY['AGENT'::text, 'VISITOR'::text, 'INTEGRATION'::text])));
ALTER TABLE session ADD CONSTRAINT session_slides_range CHECK ((slides_seconds > 0));
ALTER TABLE usage ADD CONSTRAINT usage_counts CHECK (((live_chat_engagements >= 0) AND (engaged_conversations >= 0)));
ALTER TABLE usage ADD CONSTRAINT usage_limits CHECK (((live_chat_engagement_limit >= 0) AND (engaged_conversation_monthly_limit >= 0)));
ALTER TABLE visitor_attribute ADD CONSTRAINT visitor_attribute_source_known CHECK ((source = ANY (ARRAY['VISITOR'::text, 'PAGE'::text, 'STAFF'::text, 'INTEGRATION'::text, 'SYSTEM'::text])));
ALTER TABLE visitor_consent ADD CONSTRAINT visitor_consent_has_time CHECK (
CASE
    WHEN granted THEN (granted_at IS NOT NULL)
    ELSE (withdrawn_at IS NOT NULL)
END);
ALTER TABLE visitor_consent ADD CONSTRAINT visitor_consent_purpose_known CHECK ((purpose = ANY (ARRAY['CHAT_HISTORY'::text, 'MARKETING'::text, 'PAGE_CONTEXT'::text])));
ALTER TABLE visitor_dwell ADD CONSTRAINT visitor_dwell_counted CHECK (((seconds >= 0) AND (visits >= 0)));
ALTER TABLE visitor_dwell ADD CONSTRAINT visitor_dwell_scroll_range CHECK (((scroll_percent >= 0) AND (scroll_percent <= 100)));
ALTER TABLE visitor_dwell ADD CONSTRAINT visitor_dwell_views_named CHECK ((jsonb_typeof(views) = 'object'::text));
ALTER TABLE workspace ADD CONSTRAINT workspace_accept_window_range CHECK (((accept_window_seconds >= 10) AND (accept_window_seconds <= 500)));
ALTER TABLE workspace ADD CONSTRAINT workspace_account_unavailable_known CHECK ((account_unavailable = ANY (ARRAY['CARD_ROUTING'::text, 'FALLBACK'::text])));
ALTER TABLE workspace ADD CONSTRAINT workspace_blocked_domains_bounded CHECK ((cardinality(blocked_email_domains) <= 50));
ALTER TABLE workspace ADD CONSTRAINT workspace_default_capacity_range CHECK (((default_capacity >= 1) AND (default_capacity <= 100)));
ALTER TABLE workspace ADD CONSTRAINT workspace_disconnect_grace_range CHECK ((disconnect_grace_seconds >= 0));
ALTER TABLE workspace ADD CONSTRAINT workspace_event_retention_days CHECK (((event_retention_days >= 7) AND (event_retention_days <= 3650)));
ALTER TABLE workspace ADD CONSTRAINT workspace_idle_timeout_range CHECK ((idle_timeout_seconds > 0));
ALTER TABLE workspace ADD CONSTRAINT workspace_idle_warning_range CHECK ((idle_warning_seconds >= 0));
ALTER TABLE workspace ADD CONSTRAINT workspace_max_wait_range CHECK ((max_wait_seconds > 0));
ALTER TABLE workspace ADD CONSTRAINT workspace_plan_known CHECK ((plan = ANY (ARRAY['SELECT'::text, 'PRIME'::text])));
ALTER TABLE workspace ADD CONSTRAINT workspace_ramp_range CHECK (((ramp_seconds >= 0) AND (ramp_seconds <= 3600)));
ALTER TABLE workspace ADD CONSTRAINT workspace_team_attempts_range CHECK (((team_attempts >= 1) AND (team_attempts <= 10)));
ALTER TABLE workspace ADD CONSTRAINT workspace_widget_side_known CHECK ((widget_side = ANY (ARRAY['LEFT'::text, 'RIGHT'::text])));
ALTER TABLE workspace_stream ADD CONSTRAINT workspace_stream_trimmed_behind CHECK (((trimmed_up_to >= 0) AND (trimmed_up_to <= "position")));
ALTER TABLE account_route ADD CONSTRAINT account_route_agent_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agent(workspace_id, agent_id);
ALTER TABLE account_route ADD CONSTRAINT account_route_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(workspace_id) ON DELETE CASCADE;
ALTER TABLE agent ADD CONSTRAINT agent_own_profile_fkey FOREIGN KEY (workspace_id, profile_id) REFERENCES profile(workspace_id, profile_id);
ALTER TABLE agent ADD CONSTRAINT agent_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(workspace_id) ON DELETE CASCADE;
ALTER TABLE agent_availability ADD CONSTRAINT agent_availability_agent_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agent(workspace_id, agent_id) ON DELETE CASCADE;
ALTER TABLE agent_meeting_settings ADD CONSTRAINT agent_meeting_settings_agent_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agent(workspace_id, agent_id) ON DELETE CASCADE;
ALTER TABLE api_token ADD CONSTRAINT api_token_creator_fkey FOREIGN KEY (workspace_id, created_by) REFERENCES agent(workspace_id, agent_id);
ALTER TABLE attribute_definition ADD CONSTRAINT attribute_definition_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(workspace_id) ON DELETE CASCADE;
ALTER TABLE calendar_busy ADD CONSTRAINT calendar_busy_connection_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES calendar_connection(workspace_id, agent_id) ON DELETE CASCADE;
ALTER TABLE calendar_connection ADD CONSTRAINT calendar_connection_agent_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agent(workspace_id, agent_id) ON DELETE CASCADE;
ALTER TABLE conversation ADD CONSTRAINT conversation_agent_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agent(workspace_id, agent_id);
ALTER TABLE conversation ADD CONSTRAINT conversation_dialog_version_fkey FOREIGN KEY (workspace_id, dialog_id, dialog_version) REFERENCES dialog_version(workspace_id, dialog_id, version);
ALTER TABLE conversation ADD CONSTRAINT conversation_guest_fkey FOREIGN KEY (workspace_id, guest_agent_id) REFERENCES agent(workspace_id, agent_id);
ALTER TABLE conversation ADD CONSTRAINT conversation_visitor_fkey FOREIGN KEY (workspace_id, visitor_id) REFERENCES visitor(workspace_id, visitor_id);
ALTER TABLE conversation_play ADD CONSTRAINT conversation_play_conversation_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation(workspace_id, conversation_id) ON DELETE CASCADE;
ALTER TABLE custom_rule ADD CONSTRAINT custom_rule_team_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES team(workspace_id, team_id);
ALTER TABLE custom_rule ADD CONSTRAINT custom_rule_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(workspace_id) ON DELETE CASCADE;
ALTER TABLE dialog ADD CONSTRAINT dialog_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(workspace_id) ON DELETE CASCADE;
ALTER TABLE dialog_showing ADD CONSTRAINT dialog_showing_dialog_fkey FOREIGN KEY (workspace_id, dialog_id) REFERENCES dialog(workspace_id, dialog_id) ON DELETE CASCADE;
ALTER TABLE dialog_showing ADD CONSTRAINT dialog_showing_visitor_fkey FOREIGN KEY (workspace_id, visitor_id) REFERENCES visitor(workspace_id, visitor_id) ON DELETE CASCADE;
ALTER TABLE dialog_version ADD CONSTRAINT dialog_version_dialog_fkey FOREIGN KEY (workspace_id, dialog_id) REFERENCES dialog(workspace_id, dialog_id) ON DELETE CASCADE;
ALTER TABLE document_reading ADD CONSTRAINT document_reading_conversation_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation(workspace_id, conversation_id) ON DELETE CASCADE;
ALTER TABLE external_router ADD CONSTRAINT external_router_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(workspace_id) ON DELETE CASCADE;
ALTER TABLE flow_start ADD CONSTRAINT flow_start_conversation_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation(workspace_id, conversation_id) ON DELETE CASCADE;
ALTER TABLE live_chat ADD CONSTRAINT live_chat_agent_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agent(workspace_id, agent_id);
ALTER TABLE live_chat ADD CONSTRAINT live_chat_conversation_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation(workspace_id, conversation_id) ON DELETE CASCADE;
ALTER TABLE mail ADD CONSTRAINT mail_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(workspace_id) ON DELETE CASCADE;
ALTER TABLE meeting ADD CONSTRAINT meeting_agent_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agent(workspace_id, agent_id);
ALTER TABLE meeting ADD CONSTRAINT meeting_conversation_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation(workspace_id, conversation_id) ON DELETE CASCADE;
ALTER TABLE meeting ADD CONSTRAINT meeting_visitor_fkey FOREIGN KEY (workspace_id, visitor_id) REFERENCES visitor(workspace_id, visitor_id) ON DELETE CASCADE;
ALTER TABLE meeting_turn ADD CONSTRAINT meeting_turn_pool_fkey FOREIGN KEY (workspace_id, pool_id) REFERENCES round_robin_pool(workspace_id, pool_id) ON DELETE CASCADE;
ALTER TABLE notification_mute ADD CONSTRAINT notification_mute_agent_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agent(workspace_id, agent_id) ON DELETE CASCADE;
ALTER TABLE offer ADD CONSTRAINT offer_agent_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agent(workspace_id, agent_id);
ALTER TABLE offer ADD CONSTRAINT offer_live_chat_fkey FOREIGN KEY (workspace_id, live_chat_id) REFERENCES live_chat(workspace_id, live_chat_id) ON DELETE CASCADE;
ALTER TABLE person ADD CONSTRAINT person_merged_into_fkey FOREIGN KEY (workspace_id, merged_into) REFERENCES person(workspace_id, person_id);
ALTER TABLE person ADD CONSTRAINT person_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(workspace_id) ON DELETE CASCADE;
ALTER TABLE person_attribute ADD CONSTRAINT person_attribute_person_fkey FOREIGN KEY (workspace_id, person_id) REFERENCES person(workspace_id, person_id) ON DELETE CASCADE;
ALTER TABLE person_list ADD CONSTRAINT person_list_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(workspace_id) ON DELETE CASCADE;
ALTER TABLE person_list_member ADD CONSTRAINT person_list_member_list_fkey FOREIGN KEY (workspace_id, person_list_id) REFERENCES person_list(workspace_id, person_list_id) ON DELETE CASCADE;
ALTER TABLE person_list_member ADD CONSTRAINT person_list_member_person_fkey FOREIGN KEY (workspace_id, person_id) REFERENCES person(workspace_id, person_id) ON DELETE CASCADE;
ALTER TABLE person_list_member ADD CONSTRAINT person_list_member_visitor_fkey FOREIGN KEY (workspace_id, visitor_id) REFERENCES visitor(workspace_id, visitor_id) ON DELETE CASCADE;
ALTER TABLE picture ADD CONSTRAINT picture_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(workspace_id) ON DELETE CASCADE;
ALTER TABLE preview ADD CONSTRAINT preview_dialog_fkey FOREIGN KEY (workspace_id, dialog_id) REFERENCES dialog(workspace_id, dialog_id) ON DELETE CASCADE;
ALTER TABLE preview ADD CONSTRAINT preview_visitor_fkey FOREIGN KEY (workspace_id, visitor_id) REFERENCES visitor(workspace_id, visitor_id) ON DELETE CASCADE;
ALTER TABLE profile ADD CONSTRAINT profile_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(workspace_id) ON DELETE CASCADE;
ALTER TABLE push_key ADD CONSTRAINT push_key_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(workspace_id) ON DELETE CASCADE;
ALTER TABLE push_registration ADD CONSTRAINT push_registration_agent_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agent(workspace_id, agent_id) ON DELETE CASCADE;
ALTER TABLE reachability ADD CONSTRAINT reachability_agent_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agent(workspace_id, agent_id) ON DELETE CASCADE;
ALTER TABLE report_state ADD CONSTRAINT report_state_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(workspace_id) ON DELETE CASCADE;
ALTER TABLE round_robin_pool ADD CONSTRAINT round_robin_pool_rule_fkey FOREIGN KEY (workspace_id, custom_rule_id) REFERENCES custom_rule(workspace_id, custom_rule_id) ON DELETE CASCADE;
ALTER TABLE round_robin_pool ADD CONSTRAINT round_robin_pool_team_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES team(workspace_id, team_id) ON DELETE CASCADE;
ALTER TABLE round_robin_pool ADD CONSTRAINT round_robin_pool_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(workspace_id) ON DELETE CASCADE;
ALTER TABLE route ADD CONSTRAINT route_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(workspace_id) ON DELETE CASCADE;
ALTER TABLE router_question ADD CONSTRAINT router_question_live_chat_fkey FOREIGN KEY (workspace_id, live_chat_id) REFERENCES live_chat(workspace_id, live_chat_id) ON DELETE CASCADE;
ALTER TABLE routing_decision ADD CONSTRAINT routing_decision_live_chat_fkey FOREIGN KEY (workspace_id, live_chat_id) REFERENCES live_chat(workspace_id, live_chat_id) ON DELETE CASCADE;
ALTER TABLE routing_replay ADD CONSTRAINT routing_replay_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(workspace_id) ON DELETE CASCADE;
ALTER TABLE rule_version ADD CONSTRAINT rule_version_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(workspace_id) ON DELETE CASCADE;
ALTER TABLE schedule_past ADD CONSTRAINT schedule_past_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(workspace_id) ON DELETE CASCADE;
ALTER TABLE session ADD CONSTRAINT session_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(workspace_id) ON DELETE CASCADE;
ALTER TABLE team ADD CONSTRAINT team_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(workspace_id) ON DELETE CASCADE;
ALTER TABLE team_member ADD CONSTRAINT team_member_agent_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agent(workspace_id, agent_id);
ALTER TABLE team_member ADD CONSTRAINT team_member_team_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES team(workspace_id, team_id) ON DELETE CASCADE;
ALTER TABLE usage ADD CONSTRAINT usage_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(workspace_id) ON DELETE CASCADE;
ALTER TABLE visitor ADD CONSTRAINT visitor_person_fkey FOREIGN KEY (workspace_id, person_id) REFERENCES person(workspace_id, person_id);
ALTER TABLE visitor ADD CONSTRAINT visitor_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(workspace_id) ON DELETE CASCADE;
ALTER TABLE visitor_attribute ADD CONSTRAINT visitor_attribute_visitor_fkey FOREIGN KEY (workspace_id, visitor_id) REFERENCES visitor(workspace_id, visitor_id) ON DELETE CASCADE;
ALTER TABLE visitor_consent ADD CONSTRAINT visitor_consent_visitor_fkey FOREIGN KEY (workspace_id, visitor_id) REFERENCES visitor(workspace_id, visitor_id) ON DELETE CASCADE;
ALTER TABLE visitor_dwell ADD CONSTRAINT visitor_dwell_visitor_fkey FOREIGN KEY (workspace_id, visitor_id) REFERENCES visitor(workspace_id, visitor_id) ON DELETE CASCADE;
ALTER TABLE whisper ADD CONSTRAINT whisper_conversation_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation(workspace_id, conversation_id) ON DELETE CASCADE;
ALTER TABLE workspace_stream ADD CONSTRAINT workspace_stream_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(workspace_id) ON DELETE CASCADE;

-- Indexes

CREATE INDEX account_route_by_agent ON account_route USING btree (workspace_id, agent_id);
CREATE INDEX agent_availability_by_change ON agent_availability USING btree (workspace_id, next_change_at);
CREATE INDEX agent_by_creation ON agent USING btree (workspace_id, created_at, agent_id);
CREATE INDEX agent_by_profile ON agent USING btree (workspace_id, profile_id) WHERE (profile_id IS NOT NULL);
CREATE INDEX audit_entry_by_conversation ON audit_entry USING btree (workspace_id, conversation_id, at, audit_entry_id);
CREATE INDEX audit_entry_by_time ON audit_entry USING btree (workspace_id, at, audit_entry_id);
CREATE INDEX conversation_by_agent ON conversation USING btree (workspace_id, agent_id, status, started_at, conversation_id) WHERE (agent_id IS NOT NULL);
CREATE INDEX conversation_by_guest ON conversation USING btree (workspace_id, guest_agent_id) WHERE (guest_agent_id IS NOT NULL);
CREATE INDEX conversation_by_start ON conversation USING btree (workspace_id, started_at, conversation_id);
CREATE INDEX conversation_by_visitor ON conversation USING btree (workspace_id, visitor_id, started_at, conversation_id);
CREATE INDEX conversation_listened_to ON conversation USING btree (workspace_id) WHERE (listener_ids <> '{}'::uuid[]);
CREATE INDEX conversation_play_by_person ON conversation_play USING btree (workspace_id, person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX custom_rule_by_team ON custom_rule USING btree (workspace_id, team_id) WHERE (team_id IS NOT NULL);
CREATE INDEX dialog_by_creation ON dialog USING btree (workspace_id, created_at, dialog_id);
CREATE INDEX dialog_published ON dialog USING btree (workspace_id, priority DESC, published_at, dialog_id) WHERE (status = 'PUBLISHED'::text);
CREATE INDEX dialog_published_flow ON dialog USING btree (workspace_id, dialog_id) INCLUDE (published_version) WHERE ((kind = 'FLOW'::text) AND (status = 'PUBLISHED'::text));
CREATE INDEX door_by_time ON door USING btree (settled_at);
CREATE INDEX due_work_quick ON due_work USING btree (due_at) WHERE (kind <> ALL (ARRAY['MAIL_SEND'::text, 'MEETING_SYNC'::text, 'ROLLUP'::text, 'PUSH_SEND'::text]));
CREATE INDEX due_work_slow ON due_work USING btree (due_at) WHERE (kind = ANY (ARRAY['MAIL_SEND'::text, 'MEETING_SYNC'::text, 'ROLLUP'::text, 'PUSH_SEND'::text]));
CREATE INDEX event_by_agent ON event USING btree (workspace_id, agent_id, "position") WHERE (agent_id IS NOT NULL);
CREATE INDEX event_by_conversation ON event USING btree (workspace_id, conversation_id, "position") WHERE (conversation_id IS NOT NULL);
CREATE INDEX event_by_visitor ON event USING btree (workspace_id, visitor_id, "position") WHERE (visitor_id IS NOT NULL);
CREATE INDEX event_dialog_changed ON event USING btree (workspace_id, "position") WHERE (type = 'DIALOG_CHANGED'::text);
CREATE INDEX live_chat_by_conversation ON live_chat USING btree (workspace_id, conversation_id, requested_at, live_chat_id);
CREATE INDEX live_chat_connected ON live_chat USING btree (workspace_id, connected_at, live_chat_id) WHERE (state = 'CONNECTED'::text);
CREATE INDEX live_chat_running ON live_chat USING btree (workspace_id, requested_at, live_chat_id) WHERE (state = ANY (ARRAY['ROUTING'::text, 'WAITING'::text, 'OFFERED'::text, 'CONNECTED'::text]));
CREATE INDEX live_chat_served ON live_chat USING btree (workspace_id, served_at) WHERE (served_at IS NOT NULL);
CREATE INDEX live_chat_waiting ON live_chat USING btree (workspace_id, waiting_since, live_chat_id) WHERE (state = 'WAITING'::text);
CREATE INDEX mail_by_time ON mail USING btree (workspace_id, created_at, mail_id);
CREATE INDEX mail_unsent ON mail USING btree (created_at) WHERE (sent_at IS NULL);
CREATE INDEX meeting_by_agent ON meeting USING btree (workspace_id, agent_id, starts_at);
CREATE INDEX meeting_by_conversation ON meeting USING btree (workspace_id, conversation_id);
CREATE INDEX meeting_by_time ON meeting USING btree (workspace_id, starts_at, meeting_id);
CREATE INDEX meeting_by_visitor ON meeting USING btree (workspace_id, visitor_id);
CREATE INDEX meeting_unwritten ON meeting USING btree (workspace_id, agent_id) WHERE (written_sequence IS DISTINCT FROM sequence);
CREATE INDEX offer_by_live_chat ON offer USING btree (workspace_id, live_chat_id, attempt);
CREATE INDEX offer_pending_by_agent ON offer USING btree (workspace_id, agent_id, offered_at, offer_id) WHERE (state = 'PENDING'::text);
CREATE INDEX offer_untaken_by_agent ON offer USING btree (workspace_id, agent_id, conversation_id, live_chat_id) WHERE (state = ANY (ARRAY['DECLINED'::text, 'EXPIRED'::text, 'WITHDRAWN'::text]));
CREATE INDEX person_attribute_by_name_key ON person_attribute USING btree (workspace_id, name_key text_pattern_ops) WHERE (name_key IS NOT NULL);
CREATE INDEX person_by_creation ON person USING btree (workspace_id, created_at, person_id) WHERE (merged_into IS NULL);
CREATE INDEX person_by_email_domain ON person USING btree (workspace_id, email_domain text_pattern_ops);
CREATE INDEX person_list_by_creation ON person_list USING btree (workspace_id, created_at, person_list_id);
CREATE INDEX person_list_member_by_member ON person_list_member USING btree (workspace_id, member_id);
CREATE INDEX person_list_member_by_time ON person_list_member USING btree (workspace_id, person_list_id, added_at, member_id);
CREATE INDEX person_merged ON person USING btree (workspace_id, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX picture_by_hash ON picture USING btree (hash);
CREATE INDEX push_registration_by_agent ON push_registration USING btree (workspace_id, agent_id, created_at);
CREATE INDEX router_question_by_router ON router_question USING btree (workspace_id, external_router_id, asked_at);
CREATE INDEX routing_decision_by_live_chat ON routing_decision USING btree (workspace_id, live_chat_id, decided_at DESC);
CREATE INDEX routing_decision_by_time ON routing_decision USING btree (workspace_id, decided_at, routing_decision_id);
CREATE INDEX routing_replay_by_start ON routing_replay USING btree (workspace_id, started_at);
CREATE INDEX session_by_subject ON session USING btree (workspace_id, subject_id);
CREATE INDEX team_by_creation ON team USING btree (workspace_id, created_at, team_id);
CREATE INDEX team_member_by_agent ON team_member USING btree (workspace_id, agent_id);
CREATE INDEX visitor_by_person ON visitor USING btree (workspace_id, person_id, created_at, visitor_id) WHERE (person_id IS NOT NULL);
CREATE INDEX whisper_by_conversation ON whisper USING btree (workspace_id, conversation_id, created_at, whisper_id);
CREATE UNIQUE INDEX agent_email_unique ON agent USING btree (lower(email));
CREATE UNIQUE INDEX conversation_one_open ON conversation USING btree (workspace_id, visitor_id, dialog_id) WHERE (status = 'OPEN'::text);
CREATE UNIQUE INDEX dialog_one_key ON dialog USING btree (workspace_id, key) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX external_router_by_name ON external_router USING btree (workspace_id, lower(name));
CREATE UNIQUE INDEX live_chat_one_running ON live_chat USING btree (workspace_id, conversation_id) WHERE (state = ANY (ARRAY['ROUTING'::text, 'OFFERED'::text, 'CONNECTED'::text]));
CREATE UNIQUE INDEX message_client_id_unique ON message USING btree (workspace_id, conversation_id, author, author_id, client_message_id) WHERE (client_message_id IS NOT NULL);
CREATE UNIQUE INDEX offer_one_pending ON offer USING btree (workspace_id, conversation_id) WHERE (state = 'PENDING'::text);
CREATE UNIQUE INDEX person_list_one_name ON person_list USING btree (workspace_id, lower(name));
CREATE UNIQUE INDEX person_one_email ON person USING btree (workspace_id, email text_pattern_ops) WHERE (email IS NOT NULL);
CREATE UNIQUE INDEX profile_one_name ON profile USING btree (workspace_id, lower(name));
CREATE UNIQUE INDEX push_registration_by_endpoint ON push_registration USING btree (workspace_id, endpoint);
CREATE UNIQUE INDEX round_robin_pool_one_of_rule ON round_robin_pool USING btree (workspace_id, custom_rule_id) WHERE (kind = 'RULE'::text);
CREATE UNIQUE INDEX round_robin_pool_one_of_team ON round_robin_pool USING btree (workspace_id, team_id) WHERE (kind = 'TEAM'::text);
CREATE UNIQUE INDEX round_robin_pool_one_of_workspace ON round_robin_pool USING btree (workspace_id) WHERE (kind = 'WORKSPACE'::text);
CREATE UNIQUE INDEX route_one_name ON route USING btree (workspace_id, lower(name));
CREATE UNIQUE INDEX routing_replay_running ON routing_replay USING btree (workspace_id) WHERE (state = 'RUNNING'::text);
CREATE UNIQUE INDEX rule_version_one_active ON rule_version USING btree (workspace_id) WHERE (state = 'ACTIVE'::text);
CREATE UNIQUE INDEX rule_version_one_draft ON rule_version USING btree (workspace_id) WHERE (state = 'DRAFT'::text);
CREATE UNIQUE INDEX whisper_client_id_unique ON whisper USING btree (workspace_id, conversation_id, agent_id, client_message_id) WHERE (client_message_id IS NOT NULL);

-- Row-level security

ALTER TABLE account_route ENABLE ROW LEVEL SECURITY;
ALTER TABLE account_route FORCE ROW LEVEL SECURITY;
ALTER TABLE agent ENABLE ROW LEVEL SECURITY;
ALTER TABLE agent FORCE ROW LEVEL SECURITY;
ALTER TABLE agent_availability ENABLE ROW LEVEL SECURITY;
ALTER TABLE agent_availability FORCE ROW LEVEL SECURITY;
ALTER TABLE agent_meeting_settings ENABLE ROW LEVEL SECURITY;
ALTER TABLE agent_meeting_settings FORCE ROW LEVEL SECURITY;
ALTER TABLE api_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_token FORCE ROW LEVEL SECURITY;
ALTER TABLE attribute_definition ENABLE ROW LEVEL SECURITY;
ALTER TABLE attribute_definition FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;
ALTER TABLE calendar_busy ENABLE ROW LEVEL SECURITY;
ALTER TABLE calendar_busy FORCE ROW LEVEL SECURITY;
ALTER TABLE calendar_connection ENABLE ROW LEVEL SECURITY;
ALTER TABLE calendar_connection FORCE ROW LEVEL SECURITY;
ALTER TABLE clock ENABLE ROW LEVEL SECURITY;
ALTER TABLE clock FORCE ROW LEVEL SECURITY;
ALTER TABLE conversation ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversation FORCE ROW LEVEL SECURITY;
ALTER TABLE conversation_play ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversation_play FORCE ROW LEVEL SECURITY;
ALTER TABLE custom_rule ENABLE ROW LEVEL SECURITY;
ALTER TABLE custom_rule FORCE ROW LEVEL SECURITY;
ALTER TABLE dialog ENABLE ROW LEVEL SECURITY;
ALTER TABLE dialog FORCE ROW LEVEL SECURITY;
ALTER TABLE dialog_showing ENABLE ROW LEVEL SECURITY;
ALTER TABLE dialog_showing FORCE ROW LEVEL SECURITY;
ALTER TABLE dialog_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE dialog_version FORCE ROW LEVEL SECURITY;
ALTER TABLE document_reading ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_reading FORCE ROW LEVEL SECURITY;
ALTER TABLE door ENABLE ROW LEVEL SECURITY;
ALTER TABLE door FORCE ROW LEVEL SECURITY;
ALTER TABLE due_work ENABLE ROW LEVEL SECURITY;
ALTER TABLE due_work FORCE ROW LEVEL SECURITY;
ALTER TABLE event ENABLE ROW LEVEL SECURITY;
ALTER TABLE event FORCE ROW LEVEL SECURITY;
ALTER TABLE external_router ENABLE ROW LEVEL SECURITY;
ALTER TABLE external_router FORCE ROW LEVEL SECURITY;
ALTER TABLE flow_start ENABLE ROW LEVEL SECURITY;
ALTER TABLE flow_start FORCE ROW LEVEL SECURITY;
ALTER TABLE live_chat ENABLE ROW LEVEL SECURITY;
ALTER TABLE live_chat FORCE ROW LEVEL SECURITY;
ALTER TABLE mail ENABLE ROW LEVEL SECURITY;
ALTER TABLE mail FORCE ROW LEVEL SECURITY;
ALTER TABLE meeting ENABLE ROW LEVEL SECURITY;
ALTER TABLE meeting FORCE ROW LEVEL SECURITY;
ALTER TABLE meeting_turn ENABLE ROW LEVEL SECURITY;
ALTER TABLE meeting_turn FORCE ROW LEVEL SECURITY;
ALTER TABLE message ENABLE ROW LEVEL SECURITY;
ALTER TABLE message FORCE ROW LEVEL SECURITY;
ALTER TABLE notification_mute ENABLE ROW LEVEL SECURITY;
ALTER TABLE notification_mute FORCE ROW LEVEL SECURITY;
ALTER TABLE offer ENABLE ROW LEVEL SECURITY;
ALTER TABLE offer FORCE ROW LEVEL SECURITY;
ALTER TABLE person ENABLE ROW LEVEL SECURITY;
ALTER TABLE person FORCE ROW LEVEL SECURITY;
ALTER TABLE person_attribute ENABLE ROW LEVEL SECURITY;
ALTER TABLE person_attribute FORCE ROW LEVEL SECURITY;
ALTER TABLE person_list ENABLE ROW LEVEL SECURITY;
ALTER TABLE person_list FORCE ROW LEVEL SECURITY;
ALTER TABLE person_list_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE person_list_member FORCE ROW LEVEL SECURITY;
ALTER TABLE picture ENABLE ROW LEVEL SECURITY;
ALTER TABLE picture FORCE ROW LEVEL SECURITY;
ALTER TABLE preview ENABLE ROW LEVEL SECURITY;
ALTER TABLE preview FORCE ROW LEVEL SECURITY;
ALTER TABLE profile ENABLE ROW LEVEL SECURITY;
ALTER TABLE profile FORCE ROW LEVEL SECURITY;
ALTER TABLE push_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE push_key FORCE ROW LEVEL SECURITY;
ALTER TABLE push_registration ENABLE ROW LEVEL SECURITY;
ALTER TABLE push_registration FORCE ROW LEVEL SECURITY;
ALTER TABLE reachability ENABLE ROW LEVEL SECURITY;
ALTER TABLE reachability FORCE ROW LEVEL SECURITY;
ALTER TABLE read_mark ENABLE ROW LEVEL SECURITY;
ALTER TABLE read_mark FORCE ROW LEVEL SECURITY;
ALTER TABLE report_conversation ENABLE ROW LEVEL SECURITY;
ALTER TABLE report_conversation FORCE ROW LEVEL SECURITY;
ALTER TABLE report_live_chat ENABLE ROW LEVEL SECURITY;
ALTER TABLE report_live_chat FORCE ROW LEVEL SECURITY;
ALTER TABLE report_meeting ENABLE ROW LEVEL SECURITY;
ALTER TABLE report_meeting FORCE ROW LEVEL SECURITY;
ALTER TABLE report_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE report_state FORCE ROW LEVEL SECURITY;
ALTER TABLE round_robin_pool ENABLE ROW LEVEL SECURITY;
ALTER TABLE round_robin_pool FORCE ROW LEVEL SECURITY;
ALTER TABLE route ENABLE ROW LEVEL SECURITY;
ALTER TABLE route FORCE ROW LEVEL SECURITY;
ALTER TABLE router_question ENABLE ROW LEVEL SECURITY;
ALTER TABLE router_question FORCE ROW LEVEL SECURITY;
ALTER TABLE routing_decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE routing_decision FORCE ROW LEVEL SECURITY;
ALTER TABLE routing_replay ENABLE ROW LEVEL SECURITY;
ALTER TABLE routing_replay FORCE ROW LEVEL SECURITY;
ALTER TABLE rule_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE rule_version FORCE ROW LEVEL SECURITY;
ALTER TABLE schedule_past ENABLE ROW LEVEL SECURITY;
ALTER TABLE schedule_past FORCE ROW LEVEL SECURITY;
ALTER TABLE session ENABLE ROW LEVEL SECURITY;
ALTER TABLE session FORCE ROW LEVEL SECURITY;
ALTER TABLE team ENABLE ROW LEVEL SECURITY;
ALTER TABLE team FORCE ROW LEVEL SECURITY;
ALTER TABLE team_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE team_member FORCE ROW LEVEL SECURITY;
ALTER TABLE usage ENABLE ROW LEVEL SECURITY;
ALTER TABLE usage FORCE ROW LEVEL SECURITY;
ALTER TABLE visitor ENABLE ROW LEVEL SECURITY;
ALTER TABLE visitor FORCE ROW LEVEL SECURITY;
ALTER TABLE visitor_attribute ENABLE ROW LEVEL SECURITY;
ALTER TABLE visitor_attribute FORCE ROW LEVEL SECURITY;
ALTER TABLE visitor_consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE visitor_consent FORCE ROW LEVEL SECURITY;
ALTER TABLE visitor_dwell ENABLE ROW LEVEL SECURITY;
ALTER TABLE visitor_dwell FORCE ROW LEVEL SECURITY;
ALTER TABLE whisper ENABLE ROW LEVEL SECURITY;
ALTER TABLE whisper FORCE ROW LEVEL SECURITY;
ALTER TABLE workspace ENABLE ROW LEVEL SECURITY;
ALTER TABLE workspace FORCE ROW LEVEL SECURITY;
ALTER TABLE workspace_stream ENABLE ROW LEVEL SECURITY;
ALTER TABLE workspace_stream FORCE ROW LEVEL SECURITY;

-- Policies

CREATE POLICY own_workspace ON account_route FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY doorstep ON agent FOR SELECT TO CURRENT_USER
  USING (true);
CREATE POLICY own_workspace ON agent FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON agent_availability FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON agent_meeting_settings FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY doorstep ON api_token FOR ALL TO CURRENT_USER
  USING (true)
  WITH CHECK (true);
CREATE POLICY own_workspace ON api_token FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON attribute_definition FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON audit_entry FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON calendar_busy FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON calendar_connection FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY moved_by_owner ON clock FOR UPDATE TO CURRENT_USER
  USING (true)
  WITH CHECK (true);
CREATE POLICY read_by_all ON clock FOR SELECT TO PUBLIC
  USING (true);
CREATE POLICY own_workspace ON conversation FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON conversation_play FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON custom_rule FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON dialog FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON dialog_showing FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON dialog_version FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON document_reading FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY doorstep ON door FOR ALL TO CURRENT_USER
  USING (true)
  WITH CHECK (true);
CREATE POLICY doorstep ON due_work FOR ALL TO CURRENT_USER
  USING (true)
  WITH CHECK (true);
CREATE POLICY own_workspace ON due_work FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY doorstep ON event FOR SELECT TO CURRENT_USER
  USING (true);
CREATE POLICY own_workspace ON event FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON external_router FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON flow_start FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON live_chat FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY doorstep ON mail FOR SELECT TO CURRENT_USER
  USING (true);
CREATE POLICY own_workspace ON mail FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON meeting FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON meeting_turn FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON message FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON notification_mute FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON offer FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON person FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON person_attribute FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON person_list FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON person_list_member FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY doorstep ON picture FOR SELECT TO CURRENT_USER
  USING (true);
CREATE POLICY own_workspace ON picture FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON preview FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON profile FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON push_key FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON push_registration FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY doorstep ON reachability FOR ALL TO CURRENT_USER
  USING (true)
  WITH CHECK (true);
CREATE POLICY own_workspace ON reachability FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON read_mark FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON report_conversation FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON report_live_chat FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON report_meeting FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON report_state FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON round_robin_pool FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON route FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON router_question FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON routing_decision FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON routing_replay FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON rule_version FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON schedule_past FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY doorstep ON session FOR ALL TO CURRENT_USER
  USING (true)
  WITH CHECK (true);
CREATE POLICY own_workspace ON session FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON team FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON team_member FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON usage FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON visitor FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON visitor_attribute FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON visitor_consent FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON visitor_dwell FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY own_workspace ON whisper FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY doorstep ON workspace FOR SELECT TO CURRENT_USER
  USING (true);
CREATE POLICY own_workspace ON workspace FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));
CREATE POLICY doorstep ON workspace_stream FOR SELECT TO CURRENT_USER
  USING (true);
CREATE POLICY own_workspace ON workspace_stream FOR ALL TO PUBLIC
  USING ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid))
  WITH CHECK ((workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid));

-- Grants

GRANT DELETE, INSERT, SELECT, UPDATE ON account_route TO parley_app;
GRANT INSERT, SELECT, UPDATE ON agent TO parley_app;
GRANT INSERT, SELECT, UPDATE ON agent_availability TO parley_app;
GRANT INSERT, SELECT, UPDATE ON agent_meeting_settings TO parley_app;
GRANT INSERT, SELECT, UPDATE ON api_token TO parley_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON attribute_definition TO parley_app;
GRANT INSERT, SELECT ON audit_entry TO parley_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON calendar_busy TO parley_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON calendar_connection TO parley_app;
GRANT SELECT ON clock TO parley_app;
GRANT INSERT, SELECT, UPDATE ON conversation TO parley_app;
GRANT INSERT, SELECT, UPDATE ON conversation_play TO parley_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON custom_rule TO parley_app;
GRANT INSERT, SELECT, UPDATE ON dialog TO parley_app;
GRANT INSERT, SELECT, UPDATE ON dialog_showing TO parley_app;
GRANT INSERT, SELECT ON dialog_version TO parley_app;
GRANT INSERT, SELECT ON document_reading TO parley_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON due_work TO parley_app;
GRANT INSERT, SELECT ON event TO parley_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON external_router TO parley_app;
GRANT INSERT, SELECT ON flow_start TO parley_app;
GRANT INSERT, SELECT, UPDATE ON live_chat TO parley_app;
GRANT INSERT, SELECT, UPDATE ON mail TO parley_app;
GRANT INSERT, SELECT, UPDATE ON meeting TO parley_app;
GRANT INSERT, SELECT, UPDATE ON meeting_turn TO parley_app;
GRANT INSERT, SELECT ON message TO parley_app;
GRANT DELETE, INSERT, SELECT ON notification_mute TO parley_app;
GRANT INSERT, SELECT, UPDATE ON offer TO parley_app;
GRANT INSERT, SELECT, UPDATE ON person TO parley_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON person_attribute TO parley_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON person_list TO parley_app;
GRANT DELETE, INSERT, SELECT ON person_list_member TO parley_app;
GRANT INSERT, SELECT ON picture TO parley_app;
GRANT INSERT, SELECT ON preview TO parley_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON profile TO parley_app;
GRANT INSERT, SELECT ON push_key TO parley_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON push_registration TO parley_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON reachability TO parley_app;
GRANT INSERT, SELECT, UPDATE ON read_mark TO parley_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON report_conversation TO parley_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON report_live_chat TO parley_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON report_meeting TO parley_app;
GRANT INSERT, SELECT, UPDATE ON report_state TO parley_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON round_robin_pool TO parley_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON route TO parley_app;
GRANT INSERT, SELECT, UPDATE ON router_question TO parley_app;
GRANT INSERT, SELECT ON routing_decision TO parley_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON routing_replay TO parley_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON rule_version TO parley_app;
GRANT INSERT, SELECT ON schedule_past TO parley_app;
GRANT INSERT, SELECT, UPDATE ON session TO parley_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON team TO parley_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON team_member TO parley_app;
GRANT SELECT, UPDATE ON usage TO parley_app;
GRANT INSERT, SELECT, UPDATE ON visitor TO parley_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON visitor_attribute TO parley_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON visitor_consent TO parley_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON visitor_dwell TO parley_app;
GRANT INSERT, SELECT, UPDATE ON whisper TO parley_app;
GRANT SELECT, UPDATE ON workspace TO parley_app;
GRANT SELECT, UPDATE ON workspace_stream TO parley_app;

-- Who may call

REVOKE ALL ON FUNCTION agent_by_email(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION agent_by_email(text) TO parley_app;
REVOKE ALL ON FUNCTION dialogs_changed(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION dialogs_changed(uuid[]) TO parley_app;
REVOKE ALL ON FUNCTION door_knock(text,text,integer,integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door_knock(text,text,integer,integer) TO parley_app;
REVOKE ALL ON FUNCTION due_claim(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION due_claim(integer) TO parley_app;
REVOKE ALL ON FUNCTION due_claim_slow(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION due_claim_slow(integer) TO parley_app;
REVOKE ALL ON FUNCTION due_next() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION due_next() TO parley_app;
REVOKE ALL ON FUNCTION due_next_slow() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION due_next_slow() TO parley_app;
REVOKE ALL ON FUNCTION events_trim(timestamp with time zone,bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION events_trim(timestamp with time zone,bigint) TO parley_app;
REVOKE ALL ON FUNCTION mails_wake() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mails_wake() TO parley_app;
REVOKE ALL ON FUNCTION origin_known(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION origin_known(text) TO parley_app;
REVOKE ALL ON FUNCTION parley_now() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION parley_now() TO parley_app;
REVOKE ALL ON FUNCTION picture_by_hash(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION picture_by_hash(text) TO parley_app;
REVOKE ALL ON FUNCTION reachability_grace() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reachability_grace() TO parley_app;
REVOKE ALL ON FUNCTION session_find(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION session_find(bytea) TO parley_app;
REVOKE ALL ON FUNCTION sessions_ended(bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sessions_ended(bytea[]) TO parley_app;
REVOKE ALL ON FUNCTION stream_positions(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stream_positions(uuid[]) TO parley_app;
REVOKE ALL ON FUNCTION transcripts_erase(uuid[],text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION transcripts_erase(uuid[],text) TO parley_app;
REVOKE ALL ON FUNCTION workspace_by_key(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION workspace_by_key(text) TO parley_app;
REVOKE ALL ON FUNCTION workspace_create(uuid,text,text,text,uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION workspace_create(uuid,text,text,text,uuid) TO parley_app;
