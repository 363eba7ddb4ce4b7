/** The functions by which workers come by due work, from which several migrations make the lanes that there are. */

/** Takes hold of what is due in a lane: whoever dies with it costs it `firstLeaseSeconds`, then ever longer. */
export function claimOf(name: string, lane: string, firstLeaseSeconds: string): string {
  return `
CREATE OR REPLACE FUNCTION ${name}(most integer)
RETURNS TABLE (workspace_id uuid, kind text, subject_id uuid, due_at timestamptz, attempt integer)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  WITH due AS MATERIALIZED (
    SELECT w.workspace_id, w.kind, w.subject_id, w.due_at FROM public.due_work w
    WHERE w.due_at <= (SELECT public.parley_now())${lane === 'true' ? '' : ` AND ${lane}`}
    ORDER BY w.due_at
    LIMIT most
    FOR UPDATE SKIP LOCKED
  ), claimed AS (
    UPDATE public.due_work w
    SET attempt = w.attempt + 1,
      due_at = public.parley_now()
        + least(600, (${firstLeaseSeconds}) * 2 ^ least(w.attempt, 12)) * interval '1 second'
    FROM due
    WHERE w.workspace_id = due.workspace_id AND w.kind = due.kind AND w.subject_id = due.subject_id
    RETURNING w.workspace_id, w.kind, w.subject_id, due.due_at, w.attempt
  )
  SELECT c.workspace_id, c.kind, c.subject_id, c.due_at, c.attempt FROM claimed c ORDER BY c.due_at
$$;
REVOKE ALL ON FUNCTION ${name}(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ${name}(integer) TO parley_app;
`;
}

/** When a lane has work next; null: nothing is planned. */
export function nextOf(name: string, lane: string): string {
  return `
CREATE OR REPLACE FUNCTION ${name}() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT min(w.due_at) FROM public.due_work w WHERE ${lane} $$;
REVOKE ALL ON FUNCTION ${name}() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ${name}() TO parley_app;
`;
}
