import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { ConversationId, OfferId } from '../routing/terms';
import type { Ports } from './ports';

export interface OfferAcceptInput {
  readonly offerId: OfferId;
}
export interface OfferAccepted {
  readonly offerId: OfferId;
  readonly conversationId: ConversationId;
}

export async function offerAccept(
  _ports: Ports,
  _actor: Actor,
  _input: OfferAcceptInput,
): Promise<Outcome<OfferAccepted>> {
  throw new Error('offerAccept is not built yet');
}
