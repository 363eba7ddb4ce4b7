import type { MigrationInterface, QueryRunner } from 'typeorm';
import { claimOf, nextOf } from './due-lanes.sql';
import { dueKinds, eventTypes, oneOf, widened } from './widened.sql';

const states = ['ROUTING', 'WAITING', 'OFFERED', 'CONNECTED', 'ENDED', 'MISSED', 'ABANDONED'];
const strategies = ['ROUND_ROBIN', 'AGENT', 'CUSTOM_RULES', 'TEAM', 'ROUTE'];
const outcomes = ['OFFERED', 'FALLBACK', 'LIMIT_REACHED', 'QUEUED', 'ASKED'];
const fallbackReasons = [
  'NOBODY_ELIGIBLE',
  'NO_RULE_MATCHED',
  'ATTEMPTS_EXHAUSTED',
  'WAIT_EXCEEDED',
  'BLOCKED_DOMAIN',
  'QUEUE_FULL',
  'MESSAGE_LEFT',
  'OWNER_UNAVAILABLE',
];
const newEvents = [
  'LIVE_CHAT_WAITING',
  'LIVE_CHAT_TRANSFERRED',
  'LIVE_CHAT_OFFER_RETURNED',
  'LIVE_CHAT_GUEST_JOINED',
  'LIVE_CHAT_GUEST_LEFT',
  'WHISPER_ADDED',
  'RULES_ACTIVATED',
];
const newKinds = ['QUEUE_MATCH', 'QUEUE_TELL', 'WAIT_END', 'ROUTER_LATE', 'RULES_ACTIVATE', 'PUSH_SEND'];
const slowBefore = ['MAIL_SEND', 'MEETING_SYNC', 'ROLLUP'];
const slowKinds = [...slowBefore, 'PUSH_SEND'];

/**
 * What a route of several steps needs to remember: of a request, where it stands and since when it waits; of an offer, what it
 * is for; of an agent, what the agent is good at and since when there was nothing to do.
 */
export class Routes1795996800000 implements MigrationInterface {
  readonly name = 'Routes1795996800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE agent
  ADD COLUMN skills jsonb NOT NULL DEFAULT '{}' CONSTRAINT agent_skills_object CHECK (jsonb_typeof(skills) = 'object'),
  ADD COLUMN idle_since timestamptz NOT NULL DEFAULT parley_now(),
  ADD COLUMN returned_at timestamptz;

ALTER TABLE live_chat
  ADD COLUMN steps jsonb CONSTRAINT live_chat_steps_list CHECK (jsonb_typeof(steps) = 'array'),
  ADD COLUMN step integer NOT NULL DEFAULT 0,
  ADD COLUMN step_attempts integer NOT NULL DEFAULT 0,
  ADD COLUMN queue jsonb,
  ADD COLUMN waiting_since timestamptz,
  ADD COLUMN message_card text,
  ADD CONSTRAINT live_chat_waiting_since_when CHECK (state <> 'WAITING' OR waiting_since IS NOT NULL),
  DROP CONSTRAINT live_chat_state_known,
  ADD CONSTRAINT live_chat_state_known CHECK (state IN (${oneOf(states)})),
  DROP CONSTRAINT live_chat_strategy_known,
  ADD CONSTRAINT live_chat_strategy_known CHECK (strategy IN (${oneOf(strategies)}));
-- Whose turn it is: those who wait, the one who waits longest first.
CREATE INDEX live_chat_waiting ON live_chat (workspace_id, waiting_since, live_chat_id) WHERE state = 'WAITING';

ALTER TABLE conversation
  ADD COLUMN guest_agent_id uuid,
  ADD CONSTRAINT conversation_guest_is_another CHECK (guest_agent_id <> agent_id),
  ADD CONSTRAINT conversation_guest_fkey FOREIGN KEY (workspace_id, guest_agent_id)
    REFERENCES agent (workspace_id, agent_id),
  DROP CONSTRAINT conversation_live_chat_state_known,
  ADD CONSTRAINT conversation_live_chat_state_known CHECK (live_chat_state IN (${oneOf(states)}));

ALTER TABLE offer
  ADD COLUMN kind text NOT NULL DEFAULT 'REQUEST'
    CONSTRAINT offer_kind_known CHECK (kind IN ('REQUEST', 'TRANSFER', 'INVITE')),
  ADD COLUMN from_agent_id uuid,
  ADD COLUMN note text,
  ADD CONSTRAINT offer_from_somebody CHECK ((kind = 'REQUEST') = (from_agent_id IS NULL));

ALTER TABLE routing_decision
  ADD COLUMN steps jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN step_index integer,
  ADD COLUMN next_agent_id uuid,
  DROP CONSTRAINT routing_decision_strategy_known,
  ADD CONSTRAINT routing_decision_strategy_known CHECK (strategy IN (${oneOf(strategies)})),
  DROP CONSTRAINT routing_decision_outcome_known,
  ADD CONSTRAINT routing_decision_outcome_known CHECK (outcome IN (${oneOf(outcomes)})),
  DROP CONSTRAINT routing_decision_fallback_reason_known,
  ADD CONSTRAINT routing_decision_fallback_reason_known CHECK (fallback_reason IN (${oneOf(fallbackReasons)}));

${await widened(runner, eventTypes, newEvents)}
${await widened(runner, dueKinds, newKinds)}
${lanesOf(slowKinds)}
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DELETE FROM due_work WHERE kind IN (${oneOf(newKinds)});
${lanesOf(slowBefore)}
DROP INDEX live_chat_waiting;
ALTER TABLE routing_decision DROP COLUMN steps, DROP COLUMN step_index, DROP COLUMN next_agent_id;
ALTER TABLE offer DROP COLUMN kind, DROP COLUMN from_agent_id, DROP COLUMN note;
ALTER TABLE conversation DROP COLUMN guest_agent_id;
ALTER TABLE live_chat DROP COLUMN steps, DROP COLUMN step, DROP COLUMN step_attempts, DROP COLUMN queue,
  DROP COLUMN waiting_since, DROP COLUMN message_card;
ALTER TABLE agent DROP COLUMN skills, DROP COLUMN idle_since, DROP COLUMN returned_at;
`);
  }
}

function lanesOf(slow: readonly string[]): string {
  const slowly = oneOf(slow);
  return `
DROP INDEX due_work_quick;
DROP INDEX due_work_slow;
CREATE INDEX due_work_quick ON due_work (due_at) WHERE kind NOT IN (${slowly});
CREATE INDEX due_work_slow ON due_work (due_at) WHERE kind IN (${slowly});
${claimOf('due_claim', `w.kind NOT IN (${slowly})`, '0.5')}
${claimOf('due_claim_slow', `w.kind IN (${slowly})`, '30')}
${nextOf('due_next', `w.kind NOT IN (${slowly})`)}
${nextOf('due_next_slow', `w.kind IN (${slowly})`)}`;
}
