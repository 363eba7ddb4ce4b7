import type { MigrationInterface, QueryRunner } from 'typeorm';

const slowKinds = `'MAIL_SEND', 'MEETING_SYNC', 'ROLLUP'`;

/**
 * Two lanes of due work. What talks to other servers may hang for half a minute; whoever does it must not be whom a ringing
 * offer waits for. Each lane has its index, so that a thousand waiting mails cost the quick lane nothing.
 */
export class DueLanes1795824000000 implements MigrationInterface {
  readonly name = 'DueLanes1795824000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP FUNCTION due_claim(integer);
DROP FUNCTION due_next();
DROP INDEX due_work_by_time;
CREATE INDEX due_work_quick ON due_work (due_at) WHERE kind NOT IN (${slowKinds});
CREATE INDEX due_work_slow ON due_work (due_at) WHERE kind IN (${slowKinds});
${claimOf('due_claim', `w.kind NOT IN (${slowKinds})`, '0.5')}
${claimOf('due_claim_slow', `w.kind IN (${slowKinds})`, '30')}
${nextOf('due_next', `w.kind NOT IN (${slowKinds})`)}
${nextOf('due_next_slow', `w.kind IN (${slowKinds})`)}
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP FUNCTION due_claim_slow(integer);
DROP FUNCTION due_next_slow();
DROP FUNCTION due_claim(integer);
DROP FUNCTION due_next();
DROP INDEX due_work_quick;
DROP INDEX due_work_slow;
CREATE INDEX due_work_by_time ON due_work (due_at);
${claimOf('due_claim', 'true', `CASE WHEN w.kind IN (${slowKinds}) THEN 30 ELSE 0.5 END`)}
${nextOf('due_next', 'true')}
`);
  }
}

function claimOf(name: string, lane: string, firstLeaseSeconds: string): string {
  return `
CREATE FUNCTION ${name}(most integer)
RETURNS TABLE (workspace_id uuid, kind text, subject_id uuid, due_at timestamptz, attempt integer)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  WITH due AS MATERIALIZED (
    SELECT w.workspace_id, w.kind, w.subject_id, w.due_at FROM public.due_work w
    WHERE w.due_at <= (SELECT public.parley_now()) AND ${lane}
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

function nextOf(name: string, lane: string): string {
  return `
CREATE FUNCTION ${name}() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT min(w.due_at) FROM public.due_work w WHERE ${lane} $$;
REVOKE ALL ON FUNCTION ${name}() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ${name}() TO parley_app;
`;
}
