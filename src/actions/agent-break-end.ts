import type { Actor } from '../auth/actor';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { AgentId } from '../routing/terms';
import { availabilitySettle } from './availability-settle';
import type { Ports } from './ports';
import { unknown } from './staff-refusals';

/** Back from one's own break before its time; none: nothing happens. A break of the schedule is left by the switch. */
export async function agentBreakEnd(ports: Ports, actor: Actor): Promise<Outcome<AgentId>> {
  if (actor.kind !== 'AGENT') return refuse('FORBIDDEN', 'Only an agent can do this. Sign in and use that token.');
  const { agentId } = actor;
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const before = await tx.availability.lock(agentId);
    if (before === null || !before.active) return unknown('agent', []);
    availabilitySettle(tx, before, { breakUntil: null });
    return done(agentId);
  });
}
