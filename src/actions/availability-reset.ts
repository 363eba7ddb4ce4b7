import type { AgentId, WorkspaceId } from '../routing/terms';
import { availabilitySettle } from './availability-settle';
import type { Ports } from './ports';

export interface AvailabilityResetInput {
  readonly workspaceId: WorkspaceId;
  readonly agentId: AgentId;
}

/**
 * Due work: a block begins or ends, a break is over, or the day is for which the switch was set. Running chats and what
 * already rings stay. Everybody of the workspace whose time has come goes along: a thousand whose hours begin at nine are a
 * handful of transactions, not a thousand that queue for the routing lock.
 */
export async function availabilityReset(ports: Ports, { workspaceId, agentId }: AvailabilityResetInput): Promise<void> {
  await ports.work(workspaceId, async (tx) => {
    await tx.routing.lock();
    for (const record of await tx.availability.lockDue(agentId)) availabilitySettle(tx, record);
  });
}
