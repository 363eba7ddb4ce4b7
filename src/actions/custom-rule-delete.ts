import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { RuleId } from '../routing/terms';
import type { Ports } from './ports';

export interface CustomRuleDeleteInput {
  readonly customRuleId: RuleId;
}

export async function customRuleDelete(
  _ports: Ports,
  _actor: Actor,
  _input: CustomRuleDeleteInput,
): Promise<Outcome<RuleId>> {
  throw new Error('customRuleDelete is not built yet');
}
