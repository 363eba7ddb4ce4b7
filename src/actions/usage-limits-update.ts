import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import { Faults } from './faults';
import type { Ports } from './ports';
import { notAllowed } from './staff-refusals';

export interface UsageLimitsUpdateInput {
  /** null: none. */
  readonly liveChatEngagementLimit?: number | null;
  readonly engagedConversationMonthlyLimit?: number | null;
}

const maxLimit = 1_000_000_000;

/** What is absent stays; null takes the limit away. A limit below what is used already stops the next one, nothing else. */
export async function usageLimitsUpdate(
  ports: Ports,
  actor: Actor,
  input: UsageLimitsUpdateInput,
): Promise<Outcome<null>> {
  if (!may(actor, 'usage.manage')) return notAllowed('change the limits of use');
  const faults = new Faults();
  for (const field of ['liveChatEngagementLimit', 'engagedConversationMonthlyLimit'] as const) {
    faults.range(input[field], { min: 0, max: maxLimit, what: 'The limit', field: [field] });
  }
  if (faults.any) return faults.refused();
  const { liveChatEngagementLimit, engagedConversationMonthlyLimit } = input;
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    tx.usage.updateLimits({
      ...(liveChatEngagementLimit !== undefined && { liveChatEngagementLimit }),
      ...(engagedConversationMonthlyLimit !== undefined && { engagedConversationMonthlyLimit }),
    });
    return done(null);
  });
}
