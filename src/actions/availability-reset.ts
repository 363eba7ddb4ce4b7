import type { AgentId, WorkspaceId } from '../routing/terms';
import { agentChanged } from './offer-settle';
import type { Ports } from './ports';

export interface AvailabilityResetInput {
  readonly workspaceId: WorkspaceId;
  readonly agentId: AgentId;
}

/** Due work: the day is over for which the agent said "available". Running chats and what already rings stay. */
export async function availabilityReset(ports: Ports, { workspaceId, agentId }: AvailabilityResetInput): Promise<void> {
  await ports.work(workspaceId, async (tx) => {
    await tx.routing.lock();
    const agent = await tx.agents.lock(agentId);
    tx.unschedule('AVAILABILITY_RESET', agentId);
    if (agent === null || !agent.available) return;
    tx.agents.update(agentId, { available: false });
    agentChanged(tx, { agentId });
  });
}
