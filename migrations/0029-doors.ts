import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How often each address has knocked at the doors that anybody may knock at, counted once for all processes: the moment at which
 * what was let in would be made up for at the rate that is allowed (a leaky bucket in one number). Not logged: what a crash
 * forgets is a count of the last minute. Nobody but the function sees it, and each knock throws away two that count no more.
 */
export class Doors1797379200000 implements MigrationInterface {
  readonly name = 'Doors1797379200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE UNLOGGED TABLE door (
  name text NOT NULL,
  network text NOT NULL,
  settled_at timestamptz NOT NULL,
  CONSTRAINT door_pkey PRIMARY KEY (name, network)
);
CREATE INDEX door_by_time ON door (settled_at);
ALTER TABLE door ENABLE ROW LEVEL SECURITY;
ALTER TABLE door FORCE ROW LEVEL SECURITY;
CREATE POLICY doorstep ON door FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
REVOKE ALL ON door FROM PUBLIC;

-- 0: come in. Else how many milliseconds to wait. Its own row is taken before any other, and of others none is waited for, so
-- two that knock and tidy at once cannot wait for each other.
CREATE FUNCTION door_knock(door_name text, from_network text, at_once integer, per_minute integer) RETURNS double precision
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
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
$$;
REVOKE ALL ON FUNCTION door_knock(text, text, integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door_knock(text, text, integer, integer) TO parley_app;
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP FUNCTION door_knock(text, text, integer, integer);
DROP TABLE door;
`);
  }
}
