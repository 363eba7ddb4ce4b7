import type { MigrationInterface, QueryRunner } from 'typeorm';
import { claimOf, nextOf } from './due-lanes.sql';

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
