import type { AgentId, WorkspaceId } from '../routing/terms';
import type { Ports } from './ports';

/**
 * Takes every pending offer from an agent who can no longer answer, and passes each on, one transaction per offer (they
 * belong to different conversations, and a conversation is always locked before an agent). To be called behind the commit
 * that made the agent ineligible, so that nothing new is offered meanwhile; that commit also schedules REACHABILITY_END
 * for the agent at once, which calls this again should the process die in between.
 */
export async function offersRelease(
  _ports: Ports,
  _release: { readonly workspaceId: WorkspaceId; readonly agentId: AgentId; readonly as: 'EXPIRED' | 'WITHDRAWN' },
): Promise<void> {
  throw new Error('offersRelease is not built yet');
}
