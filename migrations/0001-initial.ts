import type { MigrationInterface, QueryRunner } from 'typeorm';
import { conversations } from './initial/conversations.sql';
import { delivery } from './initial/delivery.sql';
import { doorstep } from './initial/doorstep.sql';
import { foundation } from './initial/foundation.sql';
import { people } from './initial/people.sql';
import { routing } from './initial/routing.sql';
import { role, security } from './initial/security.sql';

/** Every table, every rule the database itself keeps, and who may touch what. */
export class Initial1763596800000 implements MigrationInterface {
  readonly name = 'Initial1763596800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [role, foundation, people, routing, conversations, delivery, doorstep, security]) {
      await runner.query(part);
    }
  }

  /** There is nothing before the first migration to go back to: drop the database instead. */
  down(): Promise<void> {
    return Promise.reject(new Error('The first migration cannot be taken back. Drop the database instead.'));
  }
}
