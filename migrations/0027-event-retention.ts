import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dueKinds, widened } from './widened.sql';

const trims = 'EVENTS_TRIM';

/**
 * How long a workspace keeps its events, and the one way in which they go: from the oldest on, without a hole, never beyond what
 * reports have folded, and never the newest one, by which a reader who comes late sees that something is missing.
 */
export class EventRetention1797206400000 implements MigrationInterface {
  readonly name = 'EventRetention1797206400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE workspace ADD COLUMN event_retention_days integer
  CONSTRAINT workspace_event_retention_days CHECK (event_retention_days BETWEEN 7 AND 3650);

-- Throws away what happened before then, up to that position at the most, and answers up to where nothing is kept. The process
-- itself may delete no event; here it can delete those of the workspace that its transaction is about. The stream's row is
-- locked last, as by whoever appends.
CREATE FUNCTION events_trim(before timestamptz, up_to bigint) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
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
$$;
REVOKE ALL ON FUNCTION events_trim(timestamptz, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION events_trim(timestamptz, bigint) TO parley_app;
${await widened(runner, dueKinds, [trims])}
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DELETE FROM due_work WHERE kind = '${trims}';
DROP FUNCTION events_trim(timestamptz, bigint);
ALTER TABLE workspace DROP COLUMN event_retention_days;
`);
  }
}
