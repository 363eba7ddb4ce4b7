import type { Actor } from '../auth/actor';
import { done, refuse, type Outcome } from '../routing/refusal';
import { minuteMs } from '../routing/zone';
import type { AgentId } from '../routing/terms';
import { availabilitySettle } from './availability-settle';
import { Faults } from './faults';
import type { Ports } from './ports';
import { unknown } from './staff-refusals';

export interface AgentBreakStartInput {
  readonly minutes: number;
}

/**
 * A break of one's own from now on. Behind it, what held before goes on as far as it still holds: the switch or the hours.
 * Started in a break it takes its place. Running chats stay, and what rings already rings on.
 */
export async function agentBreakStart(
  ports: Ports,
  actor: Actor,
  { minutes }: AgentBreakStartInput,
): Promise<Outcome<AgentId>> {
  if (actor.kind !== 'AGENT') return refuse('FORBIDDEN', 'Only an agent can do this. Sign in and use that token.');
  const { agentId } = actor;
  const faults = new Faults();
  faults.range(minutes, { min: 1, max: 480, what: 'The break in minutes', field: ['minutes'] });
  if (faults.any) return faults.refused();
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const before = await tx.availability.lock(agentId);
    if (before === null || !before.active) return unknown('agent', []);
    availabilitySettle(tx, before, { breakUntil: new Date(tx.now.getTime() + minutes * minuteMs) });
    return done(agentId);
  });
}
