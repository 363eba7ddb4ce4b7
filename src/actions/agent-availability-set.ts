import type { Actor } from '../auth/actor';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { AgentId } from '../routing/terms';
import { agentChanged } from './offer-settle';
import type { Ports } from './ports';
import { unknown } from './staff-refusals';

export interface AgentAvailabilitySetInput {
  readonly available: boolean;
}

/**
 * One's own "I take chats", until changed or until the day is over (UTC: agents have no schedule with a zone of their own
 * yet). Going away leaves running chats, and offers that ring already ring on.
 */
export async function agentAvailabilitySet(
  ports: Ports,
  actor: Actor,
  input: AgentAvailabilitySetInput,
): Promise<Outcome<AgentId>> {
  if (actor.kind !== 'AGENT') return refuse('FORBIDDEN', 'Only an agent can do this. Sign in and use that token.');
  const { agentId } = actor;
  return ports.work(actor.workspaceId, async (tx) => {
    // Whoever was told that they are away is offered nothing by a decision that had looked before.
    await tx.routing.lock();
    const agent = await tx.agents.lock(agentId);
    if (agent === null || !agent.active) return unknown('agent', []);
    if (input.available) tx.schedule({ kind: 'AVAILABILITY_RESET', subjectId: agentId, at: nextMidnight(tx.now) });
    else tx.unschedule('AVAILABILITY_RESET', agentId);
    if (agent.available === input.available) return done(agentId);
    tx.agents.update(agentId, { available: input.available });
    agentChanged(tx, { agentId });
    return done(agentId);
  });
}

function nextMidnight(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1));
}
