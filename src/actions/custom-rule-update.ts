import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { AgentId, Condition, ConditionMatch, RuleId, TeamId } from '../routing/terms';
import type { Ports } from './ports';

export interface CustomRuleUpdateInput {
  readonly customRuleId: RuleId;
  readonly name?: string;
  readonly match?: ConditionMatch;
  readonly conditions?: readonly Condition[];
  readonly agentIds?: readonly AgentId[] | null;
  readonly teamId?: TeamId | null;
  readonly position?: number;
  readonly enabled?: boolean;
}

export async function customRuleUpdate(
  _ports: Ports,
  _actor: Actor,
  _input: CustomRuleUpdateInput,
): Promise<Outcome<RuleId>> {
  throw new Error('customRuleUpdate is not built yet');
}
