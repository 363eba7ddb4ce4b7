import type { DecisionRecord } from '../../actions/records';
import type { WorkspaceId } from '../../routing/terms';
import { defineEach } from '../each-statement';
import type { Statement } from '../statement';

const insert = defineEach<readonly unknown[]>(
  'routing_decision_insert',
  `INSERT INTO routing_decision (workspace_id, routing_decision_id, live_chat_id, conversation_id, decided_at, strategy,
    outcome, agent_id, pool_id, rule_id, rule_name, rules, candidates, verdict_counts, fallback_reason,
    steps, step_index, next_agent_id, known)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
  [
    'uuid',
    'uuid',
    'uuid',
    'timestamptz',
    'text',
    'text',
    'uuid',
    'uuid',
    'uuid',
    'text',
    'jsonb',
    'jsonb',
    'jsonb',
    'text',
    'jsonb',
    'integer',
    'uuid',
    'jsonb',
  ],
);

export function decisionInsert(workspaceId: WorkspaceId, d: DecisionRecord): Statement {
  return insert(
    workspaceId,
    d.id,
    d.liveChatId,
    d.conversationId,
    d.decidedAt,
    d.strategy,
    d.outcome,
    d.agentId,
    d.poolId,
    d.ruleId,
    d.ruleName,
    JSON.stringify(d.rules),
    JSON.stringify(d.candidates),
    JSON.stringify(d.verdictCounts),
    d.fallbackReason,
    JSON.stringify(d.steps ?? []),
    d.stepIndex ?? null,
    d.nextAgentId ?? null,
    d.known === undefined ? null : JSON.stringify(d.known),
  );
}
