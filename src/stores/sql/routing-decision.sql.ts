import type { DecisionRecord } from '../../actions/records';
import type { WorkspaceId } from '../../routing/terms';
import { define, type Statement } from '../statement';

/** The columns of `routing_decision d`, named as in DecisionRecord: a row is a record. */
export const decisionColumns = `d.routing_decision_id AS id, d.live_chat_id AS "liveChatId",
  d.conversation_id AS "conversationId", d.decided_at AS "decidedAt", d.strategy, d.outcome, d.agent_id AS "agentId",
  d.pool_id AS "poolId", d.rule_id AS "ruleId", d.rule_name AS "ruleName", d.rules, d.candidates,
  d.verdict_counts AS "verdictCounts", d.fallback_reason AS "fallbackReason"`;

const insert = define<readonly unknown[]>(
  'routing_decision_insert',
  `INSERT INTO routing_decision (workspace_id, routing_decision_id, live_chat_id, conversation_id, decided_at, strategy,
    outcome, agent_id, pool_id, rule_id, rule_name, rules, candidates, verdict_counts, fallback_reason)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
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
  );
}
