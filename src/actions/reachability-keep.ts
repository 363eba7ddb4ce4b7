import type { AgentId, WorkspaceId } from '../routing/terms';
import type { Ports } from './ports';
import { leaseOf, renewalOf } from './reachability-lease';

export interface ReachabilityKeepInput {
  readonly workspaceId: WorkspaceId;
  readonly processId: string;
  /** Some of that workspace whose sockets the process holds. */
  readonly agentIds: readonly AgentId[];
}
export interface ReachabilityKept {
  /** Whose lease still held and was made longer. The others lapsed meanwhile: renew them one by one, with their events. */
  readonly agentIds: readonly AgentId[];
  readonly renewAfterMs: number;
}

/**
 * Makes leases of a process longer, many in one statement, and moves the timers that wait for their end: a thousand agents
 * cost a few transactions every few seconds, and their timers never wake while they are there. Only a lease
 * that still holds is kept, so nobody becomes reachable again without an event that says so.
 */
export async function reachabilityKeep(ports: Ports, input: ReachabilityKeepInput): Promise<ReachabilityKept> {
  return ports.work(input.workspaceId, async (tx) => {
    const { settings } = await tx.workspace.find();
    const leaseSeconds = leaseOf(settings, true);
    const leaseUntil = new Date(tx.now.getTime() + leaseSeconds * 1_000);
    const agentIds = await tx.reachability.keep(input.agentIds, input.processId, leaseUntil);
    return { agentIds, renewAfterMs: renewalOf(leaseSeconds) };
  });
}
