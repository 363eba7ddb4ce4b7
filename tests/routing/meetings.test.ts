import { meetingPool, type MeetingPicture } from '../../src/routing/meetings';
import { routingAttributes } from '../../src/routing/attributes';
import { stepsOf } from '../../src/routing/steps';
import type { LiveChatRouting, PoolId, TeamId } from '../../src/routing/terms';
import { agents, customRules, oneAgent, ring, roundRobin, rule, team } from './world';

const teamId = 'team' as TeamId;
const picture = (changes: Partial<MeetingPicture> = {}): MeetingPicture => ({
  roundRobinFallback: false,
  workspacePoolId: 'everybody' as PoolId,
  bookable: agents('abc'),
  teamPools: new Map(),
  candidates: new Map(),
  rules: [],
  ...changes,
});
const who = (routing: LiveChatRouting, changes: Partial<MeetingPicture> = {}, country = 'SE'): string => {
  const attributes = routingAttributes([{ name: 'country', value: country }]);
  const pool = meetingPool({ steps: stepsOf(routing, { roundRobinFallback: false }), attributes }, picture(changes));
  return pool === null ? 'nobody' : `${pool.agentIds.join('')} ${pool.poolId ?? '-'} ${pool.ruleName ?? '-'}`;
};
const swedes = rule('Swedes', 'xb', [{ attribute: 'country', operator: 'IS', values: ['SE'] }]);
const everyone = rule('Everyone', 'ca');

it('a round robin goes over everybody who can be booked', () => {
  expect(who(roundRobin)).toBe('abc everybody -');
  expect(who(roundRobin, { bookable: [] })).toBe('nobody');
});

it('one agent is booked where the card names one who can be', () => {
  expect(who(oneAgent('b'))).toBe('b - -');
  expect(who(oneAgent('x'))).toBe('nobody');
});

it('a team is asked in its own order, without those who cannot be booked', () => {
  expect(who(team, { teamPools: new Map([[teamId, ring('cxa')]]) })).toBe('ca pool WORKSPACE cxa -');
  expect(who(team, { teamPools: new Map([[teamId, ring('xy')]]) })).toBe('nobody');
  expect(who(team)).toBe('nobody');
});

it('the first rule that holds and has somebody who can be booked decides', () => {
  expect(who(customRules, { rules: [swedes, everyone] })).toBe('b pool RULE xb Swedes');
  expect(who(customRules, { rules: [swedes, everyone] }, 'DE')).toBe('ca pool RULE ca Everyone');
  expect(who(customRules, { rules: [swedes, everyone], bookable: agents('c') })).toBe('c pool RULE ca Everyone');
  expect(who(customRules, { rules: [swedes] }, 'DE')).toBe('nobody');
});

it('where the own choice yields nobody, everybody may stand in if the workspace wants that', () => {
  const fallback = { roundRobinFallback: true };
  expect(who(oneAgent('x'), fallback)).toBe('abc everybody -');
  expect(who(customRules, { ...fallback, rules: [swedes] }, 'DE')).toBe('abc everybody -');
  expect(who(oneAgent('b'), fallback)).toBe('b - -');
});
