/**
 * The only way out of PENDING. Whatever becomes of an offer, its reserved place is dealt with here, once: it becomes the
 * chat's place, or it is free. A path that forgets this cannot exist, because nothing else saves a settled offer.
 */
import type { OfferKind, OfferState } from '../routing/terms';
import type { Transaction } from './ports';
import type { OfferRecord } from './records';

export interface Settlement {
  readonly state: Exclude<OfferState, 'PENDING'>;
  readonly declineReason: string | null;
}

/** A step. The offer is locked and PENDING; the routing lock is held wherever the place becomes free. */
export function offerSettle(tx: Transaction, offer: OfferRecord, settlement: Settlement): OfferRecord {
  if (offer.state !== 'PENDING') throw new Error(`Offer ${offer.id} is ${offer.state} and cannot be settled again.`);
  const settled: OfferRecord = { ...offer, ...settlement, decidedAt: tx.now };
  tx.offers.save(settled);
  tx.unschedule('OFFER_EXPIRE', offer.id);
  if (settled.state === 'ACCEPTED') tx.agents.seat(offer.agentId);
  else tx.agents.releaseReservation(offer.agentId);
  tx.emit({ ...offerAudience(offer), type: `OFFER_${settlement.state}`, offerId: offer.id, ...shownKind(offer) });
  agentChanged(tx, offer);
  return settled;
}

/** Said only of what is handed over: every other offer is a visitor's request. */
export function shownKind({ kind }: Pick<OfferRecord, 'kind'>): { readonly offerKind?: OfferKind } {
  return kind === 'REQUEST' ? {} : { offerKind: kind };
}

/** Its agent, and those who see the whole workspace; never the visitor. */
export function offerAudience(offer: Pick<OfferRecord, 'conversationId' | 'agentId'>) {
  return { conversationId: offer.conversationId, visitorId: null, agentId: offer.agentId, onlyAgent: false };
}

/** The agent's load, availability or reachability is another one. */
export function agentChanged(tx: Transaction, { agentId }: Pick<OfferRecord, 'agentId'>): void {
  const audience = { conversationId: null, visitorId: null, agentId, onlyAgent: false };
  tx.emit({ ...audience, type: 'AGENT_CHANGED', changedAgentId: agentId });
}
