/**
 * One agent's offers: those that ring first, then each change of state.
 *
 * A creation whose offer has been decided since is left out, since its end follows in the queue: nobody is shown an offer as
 * ringing that rings no more. One that was told as pending at the start is not told again by its creation.
 */
import type { OfferRecord } from '../actions/records';
import type { Delivery, Listening } from '../events/topics';
import type { AgentId, OfferId } from '../routing/terms';
import type { Context } from './context';
import type { PullSource } from './pulled';

export interface OfferStreamStart {
  readonly context: Context;
  readonly agentId: AgentId;
  readonly listening: Listening;
  /** What else is let go with the stream. */
  release(): void;
}

export function concernsOffersOf(agentId: AgentId, delivery: Delivery): boolean {
  return delivery.kind === 'EVENT' && delivery.stored.event.agentId === agentId && 'offerId' in delivery.stored.event;
}

export class OfferStream implements PullSource<OfferRecord> {
  private readonly ready: OfferRecord[] = [];
  private hasBegun = false;
  private isOver = false;
  private readonly ringing = new Set<OfferId>();

  constructor(private readonly start: OfferStreamStart) {}

  async pull(): Promise<OfferRecord | null> {
    for (;;) {
      if (this.isOver) return null;
      const offer = this.ready.shift();
      if (offer !== undefined) return offer;
      if (this.hasBegun) await this.hearNext();
      else await this.readPending();
    }
  }

  release(): void {
    this.isOver = true;
    this.start.listening.close();
    this.start.release();
  }

  private async readPending(): Promise<void> {
    this.hasBegun = true;
    const { scope } = this.start.context.fork();
    if (scope === null) return this.release();
    for (const offer of await scope.loaders.pendingOffersOfAgent.load(this.start.agentId)) this.tell(offer);
  }

  private async hearNext(): Promise<void> {
    const heard = await this.start.listening.next();
    if (heard.done === true) return this.release();
    if (heard.value.kind !== 'EVENT' || !('offerId' in heard.value.stored.event)) return;
    const { type, offerId } = heard.value.stored.event;
    const { scope } = this.start.context.fork();
    if (scope === null) return this.release();
    const offer = await scope.loaders.offer.load(offerId);
    const isNews = type !== 'OFFER_CREATED' || (offer?.state === 'PENDING' && !this.ringing.has(offerId));
    if (offer !== null && isNews) this.tell(offer);
  }

  private tell(offer: OfferRecord): void {
    if (offer.state === 'PENDING') this.ringing.add(offer.id);
    else this.ringing.delete(offer.id);
    this.ready.push(offer);
  }
}
