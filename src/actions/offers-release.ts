import { expireAtOnce, withdraw } from '../routing/offer';
import { assertNever, type AgentId, type OfferId, type WorkspaceId } from '../routing/terms';
import { holdOffer, nothingBeside } from './live-chat-held';
import { offerPassOn } from './offer-pass-on';
import type { Ports, Transaction } from './ports';

export interface OffersRelease {
  readonly workspaceId: WorkspaceId;
  readonly agentId: AgentId;
  /** EXPIRED: cannot be reached any more. WITHDRAWN: deactivated, or may not take chats any more. */
  readonly as: 'EXPIRED' | 'WITHDRAWN';
}

/**
 * Takes every pending offer from an agent who can no longer answer, and passes each on, one transaction per offer (they
 * belong to different conversations, and a conversation is always locked before an agent). To be called behind the commit
 * that made the agent ineligible, so that nothing new is offered meanwhile; that commit also schedules REACHABILITY_END
 * for the agent at once, which calls this again should the process die in between.
 */
export async function offersRelease(ports: Ports, release: OffersRelease): Promise<void> {
  const { workspaceId, agentId } = release;
  const offers = await ports.work(workspaceId, (tx) => tx.offers.findPendingFor(agentId));
  for (const { id } of offers) await ports.work(workspaceId, (tx) => releaseOne(ports, tx, release, id));
}

async function releaseOne(ports: Ports, tx: Transaction, release: OffersRelease, offerId: OfferId): Promise<void> {
  const ringing = await holdOffer(tx, offerId, {
    isWanted: (offer) => offer.agentId === release.agentId,
    beside: nothingBeside,
  });
  // Back in time: the offer rings on.
  if (ringing === null || !(await isGone(tx, release))) return;
  const move = release.as === 'EXPIRED' ? expireAtOnce(ringing.offer) : withdraw(ringing.offer);
  if (move.changed) await offerPassOn(ports, tx, ringing, { state: release.as });
}

async function isGone(tx: Transaction, { agentId, as }: OffersRelease): Promise<boolean> {
  switch (as) {
    case 'EXPIRED':
      return !(await tx.reachability.isReachable(agentId));
    case 'WITHDRAWN': {
      const agent = await tx.agents.find(agentId);
      return agent === null || !agent.active || !agent.permissions.includes('LIVE_CHAT_TAKE');
    }
    default:
      return assertNever(as);
  }
}
