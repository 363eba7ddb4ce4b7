import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { AgentId } from '../routing/terms';
import { availabilitySettle } from './availability-settle';
import type { Ports } from './ports';
import { notAllowed, unknown } from './staff-refusals';

export interface AgentBreakEndInput {
  /** Null: the own break. */
  readonly agentId: AgentId | null;
}

/** Back from a break before its time; none: nothing happens. A break of the schedule is left by the switch. */
export async function agentBreakEnd(ports: Ports, actor: Actor, input: AgentBreakEndInput): Promise<Outcome<AgentId>> {
  const ownId = actor.kind === 'AGENT' ? actor.agentId : null;
  const agentId = input.agentId ?? ownId;
  if (agentId !== ownId && !may(actor, 'agents.manage')) return notAllowed("end a colleague's break");
  if (agentId === null) return refuse('FORBIDDEN', 'Only an agent can do this. Sign in and use that token.');
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const before = await tx.availability.lock(agentId);
    if (before === null || !before.active) return unknown('agent', input.agentId === null ? [] : ['agentId']);
    availabilitySettle(tx, before, { breakUntil: null });
    return done(agentId);
  });
}
