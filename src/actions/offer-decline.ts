import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { OfferId } from '../routing/terms';
import type { Ports } from './ports';

export interface OfferDeclineInput {
  readonly offerId: OfferId;
  readonly reason: string | null;
}

export async function offerDecline(_ports: Ports, _actor: Actor, _input: OfferDeclineInput): Promise<Outcome<OfferId>> {
  throw new Error('offerDecline is not built yet');
}
