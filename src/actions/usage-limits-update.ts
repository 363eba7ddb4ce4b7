import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { Ports } from './ports';

export interface UsageLimitsUpdateInput {
  /** null: none. */
  readonly liveChatEngagementLimit?: number | null;
  readonly engagedConversationMonthlyLimit?: number | null;
}

export async function usageLimitsUpdate(
  _ports: Ports,
  _actor: Actor,
  _input: UsageLimitsUpdateInput,
): Promise<Outcome<null>> {
  throw new Error('usageLimitsUpdate is not built yet');
}
