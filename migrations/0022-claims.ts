import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Missed chats that an agent may claim are found by whom they rang at. An offer's state stands in the predicates of other indexes
 * anyway, so this one costs the offers that are not accepted an entry, and those that are nothing.
 */
export class Claims1796774400000 implements MigrationInterface {
  readonly name = 'Claims1796774400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE INDEX offer_untaken_by_agent ON offer (workspace_id, agent_id, conversation_id, live_chat_id)
  WHERE state IN ('DECLINED', 'EXPIRED', 'WITHDRAWN');
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Who looked after a missed chat is not known before this: nobody reads it then as their own.
    await runner.query(`
ALTER TABLE conversation NO FORCE ROW LEVEL SECURITY;
UPDATE conversation SET agent_id = NULL WHERE live_chat_state = 'MISSED' AND agent_id IS NOT NULL;
ALTER TABLE conversation FORCE ROW LEVEL SECURITY;
DROP INDEX offer_untaken_by_agent;
`);
  }
}
