import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dueKinds, widened } from './widened.sql';

const endsListening = 'LISTENING_END';

/**
 * Whoever loses the right to listen is taken out of the chats that they listen to. The index holds those chats alone: a handful
 * of rows, which a message does not touch.
 */
export class ListeningEnds1797120000000 implements MigrationInterface {
  readonly name = 'ListeningEnds1797120000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE INDEX conversation_listened_to ON conversation (workspace_id) WHERE listener_ids <> '{}';
${await widened(runner, dueKinds, [endsListening])}
-- Who has lost the right before there was anything to take them out: each is looked at once, and stays where the right is there.
ALTER TABLE conversation NO FORCE ROW LEVEL SECURITY;
ALTER TABLE due_work NO FORCE ROW LEVEL SECURITY;
INSERT INTO due_work (workspace_id, kind, subject_id, due_at)
  SELECT DISTINCT c.workspace_id, '${endsListening}', listener.id, parley_now()
  FROM conversation c CROSS JOIN LATERAL unnest(c.listener_ids) AS listener (id)
  WHERE c.listener_ids <> '{}';
ALTER TABLE conversation FORCE ROW LEVEL SECURITY;
ALTER TABLE due_work FORCE ROW LEVEL SECURITY;
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DELETE FROM due_work WHERE kind = '${endsListening}';
DROP INDEX conversation_listened_to;
`);
  }
}
