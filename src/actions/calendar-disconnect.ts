import type { Actor } from '../auth/actor';
import { mayConnectCalendar } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { AgentId } from '../routing/terms';
import type { Ports } from './ports';
import { notAllowed, unknown } from './staff-refusals';

export interface CalendarDisconnectInput {
  /** Null: the caller's own. */
  readonly agentId: AgentId | null;
}

/** Forgets the calendar with its password and what it said. What was written to it stays there. */
export async function calendarDisconnect(
  ports: Ports,
  actor: Actor,
  input: CalendarDisconnectInput,
): Promise<Outcome<AgentId>> {
  const agentId = input.agentId ?? (actor.kind === 'AGENT' ? actor.agentId : null);
  if (agentId === null || !mayConnectCalendar(actor, agentId, 'DISCONNECT'))
    return notAllowed('disconnect this calendar');
  return ports.work(actor.workspaceId, async (tx) => {
    const agent = await tx.agents.lock(agentId);
    if (agent === null) return unknown('agent', ['agentId']);
    tx.calendars.disconnect(agentId);
    tx.unschedule('MEETING_SYNC', agentId);
    return done(agentId);
  });
}
