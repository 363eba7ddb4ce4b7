/**
 * The few functions that look across workspaces, because what they answer precedes one. Each runs as the owner with a pinned
 * search path and names its tables in full; nothing else of the product can see past the row-level security.
 */
export const doorstep = `
CREATE FUNCTION workspace_by_key(wanted text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT workspace_id FROM public.workspace WHERE key = wanted $$;

CREATE FUNCTION agent_by_email(wanted text)
RETURNS TABLE (workspace_id uuid, agent_id uuid, password_hash text, active boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT a.workspace_id, a.agent_id, a.password_hash, a.active FROM public.agent a WHERE lower(a.email) = lower(wanted)
$$;

-- Whose token it is, with the rights of now; no row for an unknown, expired or revoked one. Use renews a sliding session, but
-- writes only once a twentieth of its life has gone by. A visitor holds no permissions.
CREATE FUNCTION session_find(wanted bytea)
RETURNS TABLE (session_id uuid, workspace_id uuid, kind text, subject_id uuid, permissions text[], active boolean,
  expires_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
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
$$;

-- Of these tokens, the ones that must not be served any longer: open sockets are closed by it.
CREATE FUNCTION sessions_ended(hashes bytea[]) RETURNS SETOF bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
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
$$;

-- Leases what is due: whoever dies with it in hand loses it to the next one when the lease runs out, after 5 s the first time
-- and twice as long after each further attempt, up to ten minutes. Rows in other hands are passed over.
CREATE FUNCTION due_claim(most integer)
RETURNS TABLE (workspace_id uuid, kind text, subject_id uuid, due_at timestamptz, attempt integer)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  WITH due AS MATERIALIZED (
    SELECT w.workspace_id, w.kind, w.subject_id, w.due_at FROM public.due_work w
    WHERE w.due_at <= (SELECT public.parley_now())
    ORDER BY w.due_at
    LIMIT most
    FOR UPDATE SKIP LOCKED
  ), claimed AS (
    UPDATE public.due_work w
    SET attempt = w.attempt + 1,
      due_at = public.parley_now() + least(600, 5 * 2 ^ least(w.attempt, 10)) * interval '1 second'
    FROM due
    WHERE w.workspace_id = due.workspace_id AND w.kind = due.kind AND w.subject_id = due.subject_id
    RETURNING w.workspace_id, w.kind, w.subject_id, due.due_at, w.attempt
  )
  SELECT c.workspace_id, c.kind, c.subject_id, c.due_at, c.attempt FROM claimed c ORDER BY c.due_at
$$;

-- When the next one is due; null: nothing is planned.
CREATE FUNCTION due_next() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT min(due_at) FROM public.due_work $$;

CREATE FUNCTION stream_positions(wanted uuid[])
RETURNS TABLE (workspace_id uuid, "position" bigint, trimmed_up_to bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT s.workspace_id, s.position, s.trimmed_up_to FROM public.workspace_stream s WHERE s.workspace_id = ANY (wanted)
$$;

-- At a start: whoever was connected when the process died keeps being reachable for one fresh grace, and is looked at when it
-- ends. Given once: connected falls here, and the sockets that come back raise it again.
CREATE FUNCTION reachability_grace() RETURNS integer
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
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
$$;

CREATE FUNCTION picture_by_hash(wanted text) RETURNS TABLE (mime text, bytes bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT p.mime, p.bytes FROM public.picture p WHERE p.hash = wanted LIMIT 1 $$;

-- A workspace with all that it must have: its counters, its stream, its ring and the built-in attributes. The setting is put
-- back, so that a caller inside a transaction stays where it was.
CREATE FUNCTION workspace_create(new_id uuid, new_key text, new_name text, new_plan text, ring_id uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
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
$$;
`;
