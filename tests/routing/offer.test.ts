import { accept, decline, expire, expireAtOnce, withdraw } from '../../src/routing/offer';
import type { Outcome } from '../../src/routing/refusal';
import { offerStates, type OfferState } from '../../src/routing/terms';

const expiresAt = new Date('2030-01-01T12:00:00.000Z');
const before = new Date('2030-01-01T11:59:59.999Z');
const offer = (state: OfferState) => ({ state, expiresAt });

function told(outcome: Outcome<{ readonly state: OfferState; readonly changed: boolean }>): string {
  if (!outcome.ok) return outcome.refusals.map(({ code }) => code).join();
  return outcome.value.changed ? `→ ${outcome.value.state}` : `= ${outcome.value.state}`;
}

describe('its agent', () => {
  it.each([
    ['PENDING', '→ ACCEPTED', '→ DECLINED'],
    ['ACCEPTED', '= ACCEPTED', 'CONFLICT'],
    ['DECLINED', 'OFFER_EXPIRED', '= DECLINED'],
    ['EXPIRED', 'OFFER_EXPIRED', '= EXPIRED'],
    ['WITHDRAWN', 'OFFER_WITHDRAWN', 'OFFER_WITHDRAWN'],
  ] as const)('finds it %s: accepting gives %s, declining %s', (state, accepted, declined) => {
    expect(told(accept(offer(state), before))).toBe(accepted);
    expect(told(decline(offer(state), before))).toBe(declined);
  });

  it('cannot accept from expiresAt on, although the timer has not come yet', () => {
    expect(told(accept(offer('PENDING'), expiresAt))).toBe('OFFER_EXPIRED');
  });

  it('who declines too late finds it expired', () => {
    expect(told(decline(offer('PENDING'), expiresAt))).toBe('→ EXPIRED');
  });
});

describe('the offer', () => {
  it('expires at expiresAt and not before', () => {
    expect(expire(offer('PENDING'), before)).toEqual({ state: 'PENDING', changed: false });
    expect(expire(offer('PENDING'), expiresAt)).toEqual({ state: 'EXPIRED', changed: true });
  });

  it('expires at once when its agent is no longer there', () => {
    expect(expireAtOnce(offer('PENDING'))).toEqual({ state: 'EXPIRED', changed: true });
  });

  it('is withdrawn when the request is gone', () => {
    expect(withdraw(offer('PENDING'))).toEqual({ state: 'WITHDRAWN', changed: true });
  });

  it.each(offerStates.filter((state) => state !== 'PENDING'))('that is %s stays so for ever', (state) => {
    const same = { state, changed: false };
    expect(expire(offer(state), expiresAt)).toEqual(same);
    expect(expireAtOnce(offer(state))).toEqual(same);
    expect(withdraw(offer(state))).toEqual(same);
  });
});
