import type { AgentId, RoutingSettings, WorkspaceId } from '../routing/terms';
import { agentChanged } from './offer-settle';
import type { Ports } from './ports';

export interface ReachabilityRenewInput {
  readonly workspaceId: WorkspaceId;
  readonly agentId: AgentId;
  /** The process that holds the agent's sockets: a lease belongs to it. */
  readonly processId: string;
  /** False once the last socket that lets offers through is gone: the grace begins. */
  readonly connected: boolean;
}
export interface ReachabilityLease {
  readonly leaseUntil: Date;
  /** Renew by calling again after this long while the socket is there. */
  readonly renewAfterMs: number;
}

/** While a socket is there the lease outlives two renewals that fail, however short the grace is set. */
const shortestLeaseSeconds = 15;
const longestRenewalSeconds = 10;

/**
 * Called by the process itself, never for a caller: whoever holds a socket has been authenticated for it. The agent's row is
 * locked, so that an end of the lease that is being dealt with and a renewal come one after the other.
 */
export async function reachabilityRenew(ports: Ports, input: ReachabilityRenewInput): Promise<ReachabilityLease> {
  const { agentId, processId, connected } = input;
  return ports.work(input.workspaceId, async (tx) => {
    const [, wasReachable, { settings }] = await Promise.all([
      tx.agents.lock(agentId),
      tx.reachability.isReachable(agentId),
      tx.workspace.find(),
    ]);
    const leaseSeconds = leaseOf(settings, connected);
    const leaseUntil = new Date(tx.now.getTime() + leaseSeconds * 1_000);
    tx.reachability.renew(agentId, processId, leaseUntil, connected);
    // A renewal in time writes no timer: the one that waits finds the longer lease and moves itself.
    if (!wasReachable || !connected) tx.schedule({ kind: 'REACHABILITY_END', subjectId: agentId, at: leaseUntil });
    if (!wasReachable && leaseSeconds > 0) agentChanged(tx, { agentId });
    return { leaseUntil, renewAfterMs: Math.min(leaseSeconds / 3, longestRenewalSeconds) * 1_000 };
  });
}

function leaseOf(settings: Pick<RoutingSettings, 'disconnectGraceSeconds'>, connected: boolean): number {
  const grace = settings.disconnectGraceSeconds;
  return connected ? Math.max(grace, shortestLeaseSeconds) : grace;
}
