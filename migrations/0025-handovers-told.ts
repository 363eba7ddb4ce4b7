import type { MigrationInterface, QueryRunner } from 'typeorm';
import { eventTypes, widened } from './widened.sql';

const newEvent = 'LIVE_CHAT_HANDOVER_ASKED';

/** The agents of a chat are told whom it is about to be handed over to, and to whom it goes on. */
export class HandoversTold1797033600000 implements MigrationInterface {
  readonly name = 'HandoversTold1797033600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(await widened(runner, eventTypes, [newEvent]));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM event WHERE type = '${newEvent}';`);
  }
}
