import type { AgentId, WorkspaceId } from '../routing/terms';
import { agentChanged } from './offer-settle';
import type { Ports } from './ports';
import { leaseOf, renewalOf } from './reachability-lease';

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
  /** Keep it (`reachabilityKeep`) after this long while the socket is there. */
  readonly renewAfterMs: number;
}

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
    const isBack = !wasReachable && leaseSeconds > 0;
    // Where nobody needs to be reachable, nobody was away.
    if (isBack && connected && settings.requireReachable) tx.reachability.comeBack(agentId, processId, leaseUntil);
    else tx.reachability.renew(agentId, processId, leaseUntil, connected);
    // While it is kept its timer is moved along; here it is planned.
    if (!wasReachable || !connected) tx.schedule({ kind: 'REACHABILITY_END', subjectId: agentId, at: leaseUntil });
    if (isBack) agentChanged(tx, { agentId });
    return { leaseUntil, renewAfterMs: renewalOf(leaseSeconds) };
  });
}
