import type { AgentId, WorkspaceId } from '../routing/terms';
import { agentChanged } from './offer-settle';
import { offersRelease } from './offers-release';
import type { Ports, Transaction } from './ports';
import { isForEver } from './push-lease';

export interface ReachabilityEndInput {
  readonly workspaceId: WorkspaceId;
  readonly agentId: AgentId;
}

type Standing = 'THERE' | 'GONE' | 'GONE_BUT_OFFERED_TO' | 'SHUT_OUT';

/**
 * Due work: an agent's last lease may have run out. If so, what rings there is passed on at once; running chats stay. The
 * row is ended behind the last offer, so that a process which dies half-way leaves the rest to the next one.
 */
export async function reachabilityEnd(ports: Ports, { workspaceId, agentId }: ReachabilityEndInput): Promise<void> {
  const standing = await ports.work(workspaceId, async (tx) => {
    // Behind the routing lock every offer to this agent has either been made and is seen, or will find the lease over.
    await tx.routing.lock();
    const seen = await standingOf(tx, agentId);
    if (seen === 'THERE') await planNextLook(tx, agentId);
    else agentChanged(tx, { agentId });
    return seen;
  });
  if (standing === 'THERE') return;
  if (standing === 'GONE') await offersRelease(ports, { workspaceId, agentId, as: 'EXPIRED' });
  if (standing === 'SHUT_OUT') await offersRelease(ports, { workspaceId, agentId, as: 'WITHDRAWN' });
  await ports.work(workspaceId, async (tx) => {
    const agent = await tx.agents.lock(agentId);
    if (agent?.active) await planNextLook(tx, agentId);
    else tx.unschedule('REACHABILITY_END', agentId);
  });
}

async function standingOf(tx: Transaction, agentId: AgentId): Promise<Standing> {
  const [agent, isReachable, { settings }] = await Promise.all([
    tx.agents.lock(agentId),
    tx.reachability.isReachable(agentId),
    tx.workspace.find(),
  ]);
  if (agent === null || !agent.active) return 'SHUT_OUT';
  // The right was taken while something rang, and whoever took it died before passing that on.
  if (agent.pendingOffers > 0 && !agent.permissions.includes('LIVE_CHAT_TAKE')) return 'SHUT_OUT';
  if (isReachable) return 'THERE';
  // Where nobody needs to be reachable, an offer may go to whoever is not, and stays there for its whole window.
  return settings.requireReachable ? 'GONE' : 'GONE_BUT_OFFERED_TO';
}

/**
 * When the lease that holds now runs out; none holds: when the next one begins, it plans its own end. Who can be woken in a
 * browser is there for good, and hears now of what rang at a socket that is gone.
 */
async function planNextLook(tx: Transaction, agentId: AgentId): Promise<void> {
  const leaseEnd = await tx.reachability.findLeaseEnd(agentId);
  if (leaseEnd !== null && isForEver(leaseEnd)) tx.push.wakeForPending(agentId);
  if (leaseEnd === null || leaseEnd <= tx.now || isForEver(leaseEnd)) tx.unschedule('REACHABILITY_END', agentId);
  else tx.schedule({ kind: 'REACHABILITY_END', subjectId: agentId, at: leaseEnd });
}
