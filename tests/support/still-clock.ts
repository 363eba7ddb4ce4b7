/**
 * A clock that stands still between two moves, for one database of one's own: what is planned can be foretold to the
 * millisecond. It begins on a Monday morning in UTC and is moved like every other clock of a test.
 */
import { onDatabase } from './test-postgres';

export const stillSince = Date.UTC(2030, 0, 7, 8);

export async function stopClock(url: string): Promise<void> {
  await onDatabase(url, (client) =>
    client.query(
      `CREATE OR REPLACE FUNCTION parley_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT to_timestamp(${stillSince / 1_000}) + offset_ms * interval '1 millisecond' FROM public.clock $$`,
    ),
  );
}
