import type { AgentId, WorkspaceId } from '../routing/terms';
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

/** Called by the process itself, never for a caller: whoever holds a socket has been authenticated for it. */
export async function reachabilityRenew(_ports: Ports, _input: ReachabilityRenewInput): Promise<ReachabilityLease> {
  throw new Error('reachabilityRenew is not built yet');
}
