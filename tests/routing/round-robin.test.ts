import fc from 'fast-check';
import { nextInRing, nextUp, reordered } from '../../src/routing/round-robin';
import type { AgentId } from '../../src/routing/terms';
import { agent, agents, ring } from './world';

const anybody = (): boolean => true;
const all = 'abcdef';

/** Serves the ring a number of times, moving the pointer as an offer does. */
function serve(start: { order: readonly AgentId[]; lastOffered: AgentId | null }, times: number): string {
  let { lastOffered } = start;
  let served = '';
  for (let time = 0; time < times; time += 1) {
    lastOffered = nextInRing({ order: start.order, lastOffered }, anybody);
    served += lastOffered ?? '-';
  }
  return served;
}

describe('the ring', () => {
  it('goes round strictly in order: after 3 comes 4, 5, 1', () => {
    expect(serve(ring('12345', '3'), 7)).toBe('4512345');
  });

  it('starts with its first member', () => {
    expect(nextUp(ring('abc'))).toBe('a');
  });

  it('of nobody has nobody', () => {
    expect(nextUp(ring(''))).toBeNull();
    expect(nextInRing(ring('', 'a'), anybody)).toBeNull();
  });

  it('with nobody who can take a chat gives nobody', () => {
    expect(nextInRing(ring('abc', 'b'), () => false)).toBeNull();
  });

  it('comes back to the one offered last when nobody else can', () => {
    expect(nextInRing(ring('abc', 'b'), (agentId) => agentId === agent('b'))).toBe('b');
  });

  it('does not repay who was passed over', () => {
    const next = nextInRing(ring('abc', 'a'), (agentId) => agentId !== agent('b'));
    expect(next).toBe('c');
    expect(nextUp({ order: agents('abc'), lastOffered: next })).toBe('a');
  });

  it('gives everybody the same number of turns, whoever was first', () => {
    fc.assert(
      fc.property(fc.subarray([...all], { minLength: 1 }), fc.nat({ max: 5 }), (members, offset) => {
        const order = agents(members.join(''));
        const served = serve({ order, lastOffered: order[offset % order.length] ?? null }, order.length * 4);
        for (const member of members) expect(served.split(member)).toHaveLength(5);
      }),
      { numRuns: 100 },
    );
  });
});

describe('changing a ring', () => {
  it('keeps the turn with whoever had it', () => {
    const changed = reordered(ring('abcd', 'b'), agents('dcba'));
    expect(nextUp(changed)).toBe('c');
    expect(changed.order).toEqual(agents('dcba'));
  });

  it('gives the turn of a member who left to the next who stayed', () => {
    expect(nextUp(reordered(ring('abcd', 'a'), agents('acd')))).toBe('c');
    expect(nextUp(reordered(ring('abcd', 'a'), agents('ad')))).toBe('d');
  });

  it('does not skip anybody when the one offered last leaves', () => {
    expect(nextUp(reordered(ring('abcd', 'b'), agents('acd')))).toBe('c');
  });

  it('puts a newcomer where the order says, without an extra turn', () => {
    const changed = reordered(ring('abc', 'c'), agents('abcx'));
    expect(serve(changed, 4)).toBe('abcx');
  });

  it('obeys who is named as the next', () => {
    expect(nextUp(reordered(ring('abcd', 'a'), agents('abcd'), agent('d')))).toBe('d');
  });

  it('starts anew where nobody stayed', () => {
    expect(reordered(ring('ab', 'a'), agents('xy'))).toEqual({ order: agents('xy'), lastOffered: null });
    expect(reordered(ring('ab', 'a'), [])).toEqual({ order: [], lastOffered: null });
  });

  it('counts a member once, however often named', () => {
    expect(reordered(ring('ab', 'a'), agents('baab')).order).toEqual(agents('ba'));
  });

  it('never loses the turn of somebody who stays, whatever the new order', () => {
    const anyOrder = fc.shuffledSubarray([...all], { minLength: 1 });
    fc.assert(
      fc.property(anyOrder, anyOrder, fc.nat({ max: 5 }), (before, after, offset) => {
        const old = ring(before.join(''), before[offset % before.length] ?? null);
        const turn = nextUp(old);
        const changed = reordered(old, agents(after.join('')));
        expect(changed.order).toEqual(after);
        if (turn !== null && after.includes(turn)) expect(nextUp(changed)).toBe(turn);
      }),
      { numRuns: 200 },
    );
  });
});
