import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { AgentId, Condition, ConditionMatch, RuleId, TeamId } from '../routing/terms';
import type { Ports } from './ports';

export interface CustomRuleCreateInput {
  readonly name: string;
  readonly match: ConditionMatch;
  readonly conditions: readonly Condition[];
  readonly agentIds: readonly AgentId[] | null;
  readonly teamId: TeamId | null;
  readonly position: number | null;
  readonly enabled: boolean;
}

export async function customRuleCreate(
  _ports: Ports,
  _actor: Actor,
  _input: CustomRuleCreateInput,
): Promise<Outcome<RuleId>> {
  throw new Error('customRuleCreate is not built yet');
}
