import { expire } from '../routing/offer';
import type { OfferId, WorkspaceId } from '../routing/terms';
import { holdOffer, nothingBeside } from './live-chat-held';
import { offerPassOn } from './offer-pass-on';
import type { Ports } from './ports';

export interface OfferExpireInput {
  readonly workspaceId: WorkspaceId;
  readonly offerId: OfferId;
}

/** Due work: the window has closed and nobody answered. Decided meanwhile: nothing. Too early: again when it is time. */
export async function offerExpire(ports: Ports, input: OfferExpireInput): Promise<void> {
  await ports.work(input.workspaceId, async (tx) => {
    const ringing = await holdOffer(tx, input.offerId, {
      isWanted: (offer) => offer.state === 'PENDING',
      beside: nothingBeside,
    });
    if (ringing === null || ringing.offer.state !== 'PENDING') {
      tx.unschedule('OFFER_EXPIRE', input.offerId);
    } else if (expire(ringing.offer, tx.now).changed) {
      await offerPassOn(ports, tx, ringing, { state: 'EXPIRED' });
    } else {
      tx.schedule({ kind: 'OFFER_EXPIRE', subjectId: input.offerId, at: ringing.offer.expiresAt });
    }
  });
}
