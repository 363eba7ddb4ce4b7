import type { MigrationInterface, QueryRunner } from 'typeorm';
import { policiesOf } from './initial/security.sql';

/**
 * The customers' own servers that are asked who should take a chat, and what they were asked. An answer is kept with its
 * request: whoever is offered the chat next, after a refusal or out of the queue, comes out of the same answer, so that one
 * request asks one server once.
 */
export class ExternalRouters1796428800000 implements MigrationInterface {
  readonly name = 'ExternalRouters1796428800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- The secret is sealed: the key is not in the database.
CREATE TABLE external_router (
  workspace_id uuid NOT NULL,
  external_router_id uuid NOT NULL,
  name text NOT NULL,
  url text NOT NULL,
  secret bytea NOT NULL,
  deadline_ms integer NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT parley_now(),
  CONSTRAINT external_router_pkey PRIMARY KEY (workspace_id, external_router_id),
  CONSTRAINT external_router_workspace_fkey
    FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE CASCADE,
  CONSTRAINT external_router_deadline_range CHECK (deadline_ms BETWEEN 200 AND 5000)
);
CREATE UNIQUE INDEX external_router_by_name ON external_router (workspace_id, lower(name));

-- What one step of one request was asked. Not answered yet: neither agents, nor a team, nor a fault.
CREATE TABLE router_question (
  workspace_id uuid NOT NULL,
  live_chat_id uuid NOT NULL,
  step integer NOT NULL,
  question_id uuid NOT NULL,
  external_router_id uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  deadline_at timestamptz NOT NULL,
  answered_at timestamptz,
  agent_ids jsonb,
  team_id uuid,
  fault text,
  detail text,
  CONSTRAINT router_question_pkey PRIMARY KEY (workspace_id, live_chat_id, step),
  CONSTRAINT router_question_live_chat_fkey FOREIGN KEY (workspace_id, live_chat_id)
    REFERENCES live_chat (workspace_id, live_chat_id) ON DELETE CASCADE,
  CONSTRAINT router_question_agents_list CHECK (jsonb_typeof(agent_ids) = 'array'),
  CONSTRAINT router_question_fault_known CHECK (fault IN ('NO_ANSWER_IN_TIME', 'WRONG_ANSWER', 'NOT_ASKED'))
);
CREATE INDEX router_question_by_router ON router_question (workspace_id, external_router_id, asked_at);
${policiesOf('external_router', 'SELECT, INSERT, UPDATE, DELETE')}
${policiesOf('router_question', 'SELECT, INSERT, UPDATE')}
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE router_question, external_router;');
  }
}
