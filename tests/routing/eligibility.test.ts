import { capacityOf, hasRoom } from '../../src/routing/capacity';
import { whyNot } from '../../src/routing/eligibility';
import { agent, asked, candidate } from './world';

const rules = { settings: { requireReachable: true, rampSeconds: 0 }, tried: new Set([agent('t')]), now: asked };

describe('who may be offered a chat', () => {
  it('is active, permitted, available, reachable, has room and was not tried', () => {
    expect(whyNot(candidate('a'), rules)).toBeNull();
  });

  it.each([
    ['DEACTIVATED', candidate('a', { active: false })],
    ['NO_LIVE_CHAT_PERMISSION', candidate('a', { takesLiveChats: false })],
    ['ALREADY_TRIED', candidate('t')],
    ['UNAVAILABLE', candidate('a', { available: false })],
    ['UNREACHABLE', candidate('a', { reachable: false })],
    ['AT_CAPACITY', candidate('a', { taken: 10 })],
  ])('is told %s first where that explains most', (reason, one) => {
    expect(whyNot(one, rules)).toBe(reason);
  });

  it('is told what lasts before what may pass in a minute', () => {
    const wrong = { takesLiveChats: false, available: false, reachable: false, taken: 10 };
    expect(whyNot(candidate('t', { ...wrong, active: false }), rules)).toBe('DEACTIVATED');
    expect(whyNot(candidate('t', wrong), rules)).toBe('NO_LIVE_CHAT_PERMISSION');
    expect(whyNot(candidate('t', { ...wrong, takesLiveChats: true }), rules)).toBe('ALREADY_TRIED');
    expect(whyNot(candidate('a', { ...wrong, takesLiveChats: true }), rules)).toBe('UNAVAILABLE');
  });

  it('need not be reachable where the workspace does not ask for it', () => {
    const relaxed = { ...rules, settings: { ...rules.settings, requireReachable: false } };
    expect(whyNot(candidate('a', { reachable: false }), relaxed)).toBeNull();
  });
});

describe('capacity', () => {
  it('counts ringing offers and chats against the limit', () => {
    expect(hasRoom({ taken: 9, capacity: 10 })).toBe(true);
    expect(hasRoom({ taken: 10, capacity: 10 })).toBe(false);
  });

  it('has no room while a lowered limit is below the present load', () => {
    expect(hasRoom({ taken: 5, capacity: 2 })).toBe(false);
  });

  it("is the agent's own, else the workspace's", () => {
    expect(capacityOf(3, 10)).toBe(3);
    expect(capacityOf(null, 10)).toBe(10);
  });
});
