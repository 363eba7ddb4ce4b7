import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Asked before a socket is opened, when nobody knows yet for which workspace: whether any workspace of this server lets pages
 * of that origin in. A server whose every workspace names its origins turns strangers away without a handshake.
 */
export class KnownOrigins1763683200000 implements MigrationInterface {
  readonly name = 'KnownOrigins1763683200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE FUNCTION origin_known(origin text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT NOT EXISTS (SELECT FROM public.workspace) OR EXISTS (
    SELECT FROM public.workspace w WHERE w.allowed_origins = '{}' OR origin = ANY (w.allowed_origins)
  )
$$;
REVOKE ALL ON FUNCTION origin_known(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION origin_known(text) TO parley_app;
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION origin_known(text)');
  }
}
