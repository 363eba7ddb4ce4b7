/** Routes of several steps: what each kind looks for, how long a step is followed, and what comes after it. */
import { decide } from '../../src/routing/decide';
import { searchEndsAt, whatNext } from '../../src/routing/fall-through';
import { stepOf } from '../../src/routing/steps';
import type { Decision, LiveChatRouting, RouterAnswer, RouteStep, TeamId } from '../../src/routing/terms';
import { agent, agents, asked, candidate, later, picture, request, ring, rule } from './world';

const route: LiveChatRouting = { strategy: 'ROUTE', agentId: null, teamId: null };
const away = { available: false };
const teamId = 'team' as TeamId;
const skill = (name: string, level = 1, relaxAfterSeconds: number | null = null) => ({
  name,
  level,
  relaxAfterSeconds,
});

function follow(
  steps: readonly RouteStep[],
  given: Parameters<typeof picture>[0] = {},
  asks: Parameters<typeof request>[1] = {},
): Decision {
  return decide(request(route, { steps, ...asks }), picture({ workspacePool: ring('abcde', 'e'), ...given }));
}
const findings = (decision: Decision): string =>
  (decision.steps ?? [])
    .map(({ index, finding, eligibleAgents }) => `${index} ${finding} ${eligibleAgents}`)
    .join(', ');

describe('a step', () => {
  it('that looks for the least busy counts chats against capacity, the turn deciding between equals', () => {
    const busy = [
      candidate('a', { taken: 5 }),
      candidate('b', { taken: 3, capacity: 4 }),
      candidate('c', { taken: 4, capacity: 100 }),
      candidate('d', { taken: 1 }),
      candidate('e', { taken: 1 }),
    ];
    const decision = follow([stepOf('LEAST_BUSY')], { candidates: busy });
    expect(decision).toMatchObject({ agentId: 'c', nextAgentId: 'd', poolId: ring('abcde').id, stepIndex: 0 });
    const turned = follow([stepOf('LEAST_BUSY')], { candidates: busy.slice(3), workspacePool: ring('de', 'd') });
    expect(turned.agentId).toBe('e');
  });

  it('that looks for the longest idle passes over who cannot take a chat', () => {
    const idle = [
      candidate('a', { idleSince: 1, taken: 10 }),
      candidate('b', { idleSince: 30 }),
      candidate('c', { idleSince: 20 }),
      candidate('d', { idleSince: 40 }),
      candidate('e', { idleSince: 50 }),
    ];
    expect(follow([stepOf('LONGEST_IDLE')], { candidates: idle })).toMatchObject({ agentId: 'c', nextAgentId: 'b' });
  });

  it('with a team chooses inside its ring', () => {
    const decision = follow([stepOf('LEAST_BUSY', { teamId })], { teamPool: ring('cd', null, 'TEAM') });
    expect(decision).toMatchObject({ agentId: 'c', nextAgentId: 'd', poolId: ring('cd', null, 'TEAM').id });
    expect(follow([stepOf('LEAST_BUSY', { teamId })]).fallbackReason).toBe('NOBODY_ELIGIBLE');
  });

  it('that asks for skills tells who lacks them', () => {
    const skilled = [
      candidate('b', { skills: { swedish: 2 } }),
      candidate('c', { skills: { swedish: 3, billing: 1 } }),
      candidate('d', { skills: { swedish: 5 } }),
    ];
    const decision = follow([stepOf('SKILLS', { skills: [skill('Swedish', 3)] })], { candidates: skilled });
    expect(decision).toMatchObject({ agentId: 'c', nextAgentId: 'd' });
    expect(decision.verdictCounts).toContainEqual({ reason: 'NOT_SKILLED', count: 3 });
  });

  it('asks for a skill no more once the visitor has waited for it long enough, and prefers it still', () => {
    const skills = [skill('swedish', 1), skill('billing', 3, 60)];
    const skilled = [
      candidate('b', { skills: { swedish: 1 } }),
      candidate('d', { skills: { swedish: 1, billing: 3 } }),
    ];
    const steps = [stepOf('SKILLS', { skills })];
    const without = [skilled[0] ?? candidate('b'), candidate('d', away)];
    expect(follow(steps, { candidates: without }, { now: later(59) }).outcome).toBe('FALLBACK');
    expect(follow(steps, { candidates: without }, { now: later(60) }).agentId).toBe('b');
    expect(follow(steps, { candidates: skilled }, { now: later(60) })).toMatchObject({
      agentId: 'd',
      nextAgentId: 'b',
    });
  });

  it('for the last agent or the owner is passed where there is none', () => {
    const steps = [stepOf('LAST_AGENT'), stepOf('ACCOUNT_OWNER'), stepOf('AGENT', { agentId: agent('c') })];
    const decision = follow(steps);
    expect(findings(decision)).toBe('0 NO_EARLIER_AGENT 0, 1 NO_OWNER 0, 2 CHOSE 1');
    expect(decision).toMatchObject({ agentId: 'c', stepIndex: 2, poolId: null, nextAgentId: null });
    expect(follow([stepOf('LAST_AGENT', { agentId: agent('d') }), ...steps]).agentId).toBe('d');
  });

  it('that asks the customer’s server waits for its answer, and passes what is of no use', () => {
    const steps = [stepOf('EXTERNAL'), stepOf('ROUND_ROBIN')];
    expect(follow(steps)).toMatchObject({ outcome: 'ASKED', agentId: null, stepIndex: 0, fallbackReason: null });
    const told = (answer: RouterAnswer) =>
      follow(steps, { candidates: [candidate('b', away)] }, { answers: new Map([[0, answer]]) });
    expect(told({ agentIds: agents('bdc') })).toMatchObject({ agentId: 'd', nextAgentId: 'c', stepIndex: 0 });
    expect(told({ agentIds: agents('zb') })).toMatchObject({ agentId: 'a', stepIndex: 1 });
    expect(findings(told({ fault: 'NO_ANSWER_IN_TIME' }))).toBe('0 NO_ANSWER_IN_TIME 0, 1 CHOSE 4');
  });
});

describe('from step to step', () => {
  const steps = [
    stepOf('TEAM', { teamId, attempts: 2 }),
    stepOf('AGENT', { agentId: agent('e'), acceptWindowSeconds: 30 }),
    stepOf('ROUND_ROBIN'),
  ];
  const world = { teamPool: ring('abc', 'a', 'TEAM') };

  it('the search goes on where it stands, and never back', () => {
    expect(follow(steps, world, { attempt: 2, tried: 'b', step: 0, stepAttempts: 1 }).agentId).toBe('c');
    const third = follow(steps, world, { attempt: 3, tried: 'bc', step: 0, stepAttempts: 2 });
    expect(third).toMatchObject({ agentId: 'e', stepIndex: 1 });
    expect(findings(third)).toBe('0 ATTEMPTS_USED 0, 1 CHOSE 1');
    const fourth = follow(steps, world, { attempt: 4, tried: 'bce', step: 1, stepAttempts: 1 });
    expect(fourth).toMatchObject({ agentId: 'a', stepIndex: 2 });
  });

  it('a route whose offers are all used up says so', () => {
    const used = { attempt: 5, tried: 'bcea', step: 2, stepAttempts: 1 };
    expect(follow(steps, world, used)).toMatchObject({ outcome: 'FALLBACK', fallbackReason: 'ATTEMPTS_EXHAUSTED' });
  });

  it('an agent who was tried may be asked again behind the cool-down of the step, and not before', () => {
    const again = [stepOf('AGENT', { agentId: agent('b'), attempts: 3, coolDownSeconds: 60 })];
    const second = { attempt: 2, tried: 'b', step: 0, stepAttempts: 1 };
    expect(follow(again, {}, { ...second, now: later(59) }).candidates).toEqual([
      { agentId: 'b', eligible: false, reason: 'ALREADY_TRIED' },
    ]);
    expect(follow(again, {}, { ...second, now: later(60) }).agentId).toBe('b');
    const strict = [stepOf('AGENT', { agentId: agent('b') }), ...again];
    const cooled = follow(strict, {}, { ...second, stepAttempts: 0, now: later(60) });
    expect(cooled).toMatchObject({
      agentId: 'b',
      stepIndex: 1,
      candidates: [{ agentId: 'b', eligible: true, reason: null }],
    });
  });

  it('an account whose owner is away falls back for that reason, where nobody else shall be asked', () => {
    const owned = [stepOf('ACCOUNT_OWNER', { agentId: agent('a') })];
    expect(follow(owned, { candidates: [candidate('a', away)] }).fallbackReason).toBe('OWNER_UNAVAILABLE');
    expect(follow(owned, {}, { attempt: 2, tried: 'a', stepAttempts: 1, step: 0 }).fallbackReason).toBe(
      'ATTEMPTS_EXHAUSTED',
    );
  });

  it('what is left of it is known, with the window of each step', () => {
    const progress = {
      routing: route,
      steps,
      attempts: 1,
      step: 0,
      stepAttempts: 1,
      requestedAt: asked,
      settings: { teamAttempts: 2, maxWaitSeconds: null },
    };
    expect(searchEndsAt({ ...progress, offerEndsAt: asked, windowSeconds: 100 })).toEqual(later(100 + 30 + 100));
    expect(searchEndsAt({ ...progress, maxAttempts: 2, offerEndsAt: asked, windowSeconds: 100 })).toEqual(later(100));
    expect(whatNext({ ...progress, now: asked }).kind).toBe('DECIDE');
    expect(whatNext({ ...progress, maxAttempts: 1, now: asked })).toMatchObject({
      decision: { fallbackReason: 'ATTEMPTS_EXHAUSTED' },
    });
    expect(whatNext({ ...progress, attempts: 4, step: 2, now: asked }).kind).toBe('FALL_BACK');
  });
});

describe('whoever comes back', () => {
  const settings = { rampSeconds: 100 };
  const back = { returnedAt: asked.getTime(), capacity: 10 };
  const offered = (taken: number, seconds: number): string | undefined => {
    const decision = follow(
      [stepOf('AGENT', { agentId: agent('a') })],
      { settings, candidates: [candidate('a', { ...back, taken })] },
      { now: later(seconds) },
    );
    return decision.agentId ?? decision.candidates[0]?.reason ?? undefined;
  };

  it('gets one chat at first, then more, then all', () => {
    expect(offered(0, 0)).toBe('a');
    expect(offered(1, 0)).toBe('RAMPING_UP');
    expect(offered(4, 41)).toBe('a');
    expect(offered(5, 41)).toBe('RAMPING_UP');
    expect(offered(9, 100)).toBe('a');
    expect(offered(10, 1)).toBe('AT_CAPACITY');
  });
});

describe('ten thousand rules', () => {
  it('of which the last one holds are decided in milliseconds', () => {
    const never = [{ attribute: 'country', operator: 'IS', values: ['DE'] }] as const;
    const rules = Array.from({ length: 10_000 }, (_, index) => rule(`${index}`, 'ab', index === 9_999 ? [] : never));
    const fastest = Math.min(
      ...Array.from({ length: 5 }, () => {
        const began = process.cpuUsage();
        expect(follow([stepOf('CUSTOM_RULES')], { rules }).ruleId).toBe('rule 9999');
        // Its own work, whoever else has the cores meanwhile.
        const { user, system } = process.cpuUsage(began);
        return (user + system) / 1_000;
      }),
    );
    // Some three on a quiet core.
    expect(fastest).toBeLessThan(100);
  });
});
