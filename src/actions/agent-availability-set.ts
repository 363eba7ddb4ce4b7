import type { Actor } from '../auth/actor';
import { overrideEnd, scheduledAt } from '../routing/availability';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { AgentId } from '../routing/terms';
import { availabilitySettle, intentOf } from './availability-settle';
import type { Ports } from './ports';
import { unknown } from './staff-refusals';

export interface AgentAvailabilitySetInput {
  readonly available: boolean;
}

/**
 * One's own "I take chats" or "I do not", over whatever the schedule says: until changed, until the schedule's next boundary,
 * or until midnight of its zone (UTC without one). It ends a break. Saying what the schedule says anyway gives it back its
 * word. Going away leaves running chats, and offers that ring already ring on.
 */
export async function agentAvailabilitySet(
  ports: Ports,
  actor: Actor,
  { available }: AgentAvailabilitySetInput,
): Promise<Outcome<AgentId>> {
  if (actor.kind !== 'AGENT') return refuse('FORBIDDEN', 'Only an agent can do this. Sign in and use that token.');
  const { agentId } = actor;
  return ports.work(actor.workspaceId, async (tx) => {
    // Whoever was told that they are away is offered nothing by a decision that had looked before.
    await tx.routing.lock();
    const before = await tx.availability.lock(agentId);
    if (before === null || !before.active) return unknown('agent', []);
    const { schedule } = intentOf(before);
    const agrees = scheduledAt(schedule, tx.now).available === available;
    const override = agrees ? null : { available, until: overrideEnd(schedule, tx.now) };
    availabilitySettle(tx, before, { override, breakUntil: null });
    return done(agentId);
  });
}
