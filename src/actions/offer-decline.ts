import type { Actor } from '../auth/actor';
import { mayDecideOffer } from '../auth/policy';
import { decline } from '../routing/offer';
import { done, type Outcome } from '../routing/refusal';
import { assertNever, type OfferId } from '../routing/terms';
import { isBlank, readName } from '../routing/text';
import { holdOffer, nothingBeside } from './live-chat-held';
import { offerPassOn } from './offer-pass-on';
import type { Ports } from './ports';
import { unknownOffer } from './refusals';

export interface OfferDeclineInput {
  readonly offerId: OfferId;
  readonly reason: string | null;
}

/** The chat goes on to the next candidate in the same transaction, so the visitor waits for nothing. */
export async function offerDecline(ports: Ports, actor: Actor, input: OfferDeclineInput): Promise<Outcome<OfferId>> {
  const reason = readReason(input.reason);
  if (!reason.ok) return reason;
  return ports.work(actor.workspaceId, async (tx) => {
    const ringing = await holdOffer(tx, input.offerId, {
      isWanted: (offer) => mayDecideOffer(actor, offer),
      beside: nothingBeside,
    });
    if (ringing === null) return unknownOffer();
    const answer = decline(ringing.offer, tx.now);
    if (!answer.ok) return answer;
    const { state, changed } = answer.value;
    if (!changed) return done(ringing.offer.id);
    switch (state) {
      case 'DECLINED':
        await offerPassOn(ports, tx, ringing, { state, reason: reason.value });
        break;
      case 'EXPIRED':
        await offerPassOn(ports, tx, ringing, { state });
        break;
      default:
        assertNever(state);
    }
    return done(ringing.offer.id);
  });
}

function readReason(raw: string | null): Outcome<string | null> {
  return raw === null || isBlank(raw) ? done(null) : readName(raw, { what: 'The reason', field: ['reason'] });
}
