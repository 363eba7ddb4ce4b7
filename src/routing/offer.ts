/**
 * An offer rings at one agent for a while. PENDING → ACCEPTED, DECLINED, EXPIRED or WITHDRAWN, and never anything else.
 *
 * Enters: routing chose the agent and reserved a place. Leaves: the agent accepts or declines; the window closes or the
 * agent drops off (EXPIRED); the visitor goes, an agent is deactivated (WITHDRAWN).
 * The invariant: `expiresAt` divides. Before it an accept wins, from it on the expiry wins, whoever comes first to the lock.
 * The one-pending-offer index of the database is the real guard against a second one; these functions decide what a person
 * is told. Whether the offer is theirs at all is asked before (policy); to anybody else it does not exist.
 */
import { refuse, type Outcome, type Refused } from './refusal';
import { assertNever, type OfferState } from './terms';

export interface OfferFacts {
  readonly state: OfferState;
  readonly expiresAt: Date;
}

/** `changed: false`: the offer is where it was wanted already; answer the same and do nothing. */
export interface OfferMove<State extends OfferState = OfferState> {
  readonly state: State;
  readonly changed: boolean;
}

export function isOverdue(offer: OfferFacts, now: Date): boolean {
  return now >= offer.expiresAt;
}

export function accept(offer: OfferFacts, now: Date): Outcome<OfferMove<'ACCEPTED'>> {
  switch (offer.state) {
    case 'PENDING':
      return isOverdue(offer, now) ? expired() : moved('ACCEPTED');
    case 'ACCEPTED':
      return unchanged('ACCEPTED');
    case 'DECLINED':
    case 'EXPIRED':
      return expired();
    case 'WITHDRAWN':
      return withdrawn();
    default:
      return assertNever(offer.state);
  }
}

/** A decline that comes too late is an expiry: the record says what was true, and the chat goes on to the next either way. */
export function decline(offer: OfferFacts, now: Date): Outcome<OfferMove<'DECLINED' | 'EXPIRED'>> {
  switch (offer.state) {
    case 'PENDING':
      return moved(isOverdue(offer, now) ? 'EXPIRED' : 'DECLINED');
    case 'ACCEPTED':
      return refuse('CONFLICT', 'You have accepted this chat already. End it instead of declining it.', ['offerId']);
    case 'DECLINED':
    case 'EXPIRED':
      return unchanged(offer.state);
    case 'WITHDRAWN':
      return withdrawn();
    default:
      return assertNever(offer.state);
  }
}

/** When its time is up. Before that, and where somebody decided first, nothing changes. */
export function expire(offer: OfferFacts, now: Date): OfferMove {
  return isOverdue(offer, now) ? expireAtOnce(offer) : { state: offer.state, changed: false };
}

/** When its agent dropped off: nobody is there to hear it ring, so the rest of the window is not waited for. */
export function expireAtOnce(offer: OfferFacts): OfferMove {
  return offer.state === 'PENDING' ? { state: 'EXPIRED', changed: true } : { state: offer.state, changed: false };
}

/** When the request is gone (the visitor left) or its agent is (deactivated). */
export function withdraw(offer: OfferFacts): OfferMove {
  return offer.state === 'PENDING' ? { state: 'WITHDRAWN', changed: true } : { state: offer.state, changed: false };
}

function moved<State extends OfferState>(state: State): Outcome<OfferMove<State>> {
  return { ok: true, value: { state, changed: true } };
}

function unchanged<State extends OfferState>(state: State): Outcome<OfferMove<State>> {
  return { ok: true, value: { state, changed: false } };
}

function expired(): Refused {
  return refuse(
    'OFFER_EXPIRED',
    'This offer is over: the chat went on to somebody else or was missed. Wait for the next one.',
    ['offerId'],
  );
}

function withdrawn(): Refused {
  return refuse(
    'OFFER_WITHDRAWN',
    'This offer was withdrawn: the visitor no longer waits for it. Wait for the next one.',
    ['offerId'],
  );
}
