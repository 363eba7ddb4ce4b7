import type { MigrationInterface, QueryRunner } from 'typeorm';
import { claimOf } from './due-lanes.sql';

/**
 * A worker that dies with due work in hand costs it half a second, not five: what only moves rows is done in milliseconds, and a
 * second pair of hands finds the state moved on. What talks to other servers may take long, and doing it twice would show.
 */
export class DueLease1795737600000 implements MigrationInterface {
  readonly name = 'DueLease1795737600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      claimOf('due_claim', 'true', "CASE WHEN w.kind IN ('MAIL_SEND', 'MEETING_SYNC', 'ROLLUP') THEN 30 ELSE 0.5 END"),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(claimOf('due_claim', 'true', '5'));
  }
}
