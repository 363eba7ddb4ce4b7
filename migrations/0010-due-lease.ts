import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A worker that dies with due work in hand costs it half a second, not five: what only moves rows is done in milliseconds, and a
 * second pair of hands finds the state moved on. What talks to other servers may take long, and doing it twice would show.
 */
export class DueLease1795737600000 implements MigrationInterface {
  readonly name = 'DueLease1795737600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(claimWith("CASE WHEN w.kind IN ('MAIL_SEND', 'MEETING_SYNC', 'ROLLUP') THEN 30 ELSE 0.5 END"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(claimWith('5'));
  }
}

function claimWith(firstLeaseSeconds: string): string {
  return `
CREATE OR REPLACE FUNCTION due_claim(most integer)
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
      due_at = public.parley_now()
        + least(600, (${firstLeaseSeconds}) * 2 ^ least(w.attempt, 12)) * interval '1 second'
    FROM due
    WHERE w.workspace_id = due.workspace_id AND w.kind = due.kind AND w.subject_id = due.subject_id
    RETURNING w.workspace_id, w.kind, w.subject_id, due.due_at, w.attempt
  )
  SELECT c.workspace_id, c.kind, c.subject_id, c.due_at, c.attempt FROM claimed c ORDER BY c.due_at
$$;
`;
}
