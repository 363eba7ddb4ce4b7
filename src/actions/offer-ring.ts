/**
 * The only way into PENDING: an agent's place is reserved, the window will close by itself, and it rings. The only way out is
 * `offerSettle`, where the place is dealt with.
 */
import type { Decision } from '../routing/terms';
import { agentChanged, offerAudience, shownKind } from './offer-settle';
import type { Transaction } from './ports';
import type { OfferRecord } from './records';

/** What is known of an offer before it rings. */
export type NewOffer = Omit<OfferRecord, 'state' | 'offeredAt' | 'decidedAt' | 'declineReason'>;

/** A step, behind the routing lock: in the ring of the decision it was this agent's turn. */
export function offerRing(tx: Transaction, made: NewOffer, { poolId }: Pick<Decision, 'poolId'>): OfferRecord {
  const offer: OfferRecord = { ...made, state: 'PENDING', offeredAt: tx.now, decidedAt: null, declineReason: null };
  const { id, agentId, expiresAt } = offer;
  tx.agents.reserve(agentId);
  tx.offers.insert(offer);
  tx.schedule({ kind: 'OFFER_EXPIRE', subjectId: id, at: expiresAt });
  if (poolId !== null) tx.routing.updatePool(poolId, { lastOffered: agentId });
  tx.emit({ ...offerAudience(offer), type: 'OFFER_CREATED', offerId: id, ...shownKind(offer) });
  agentChanged(tx, offer);
  return offer;
}
