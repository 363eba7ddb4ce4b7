/** Coming into and going out of the workspace's ring. The routing lock must be held: a decision may be walking the ring. */
import { reordered } from '../routing/round-robin';
import type { AgentId } from '../routing/terms';
import type { Transaction } from './ports';

/** Newcomers stand at the end, so the workspace's ring is in the order of joining. */
export async function joinWorkspaceRing(tx: Transaction, agentId: AgentId): Promise<void> {
  const ring = await tx.routing.findWorkspacePool();
  if (!ring.order.includes(agentId)) tx.routing.updatePool(ring.id, reordered(ring, [...ring.order, agentId]));
}

export async function leaveWorkspaceRing(tx: Transaction, agentId: AgentId): Promise<void> {
  const ring = await tx.routing.findWorkspacePool();
  if (!ring.order.includes(agentId)) return;
  const staying = ring.order.filter((member) => member !== agentId);
  tx.routing.updatePool(ring.id, reordered(ring, staying));
}
