import { diffRules, isSameRules, type VersionedRule } from '../../src/routing/rule-versions';
import type { AgentId, RuleId } from '../../src/routing/terms';

const rule = (id: string, change: Partial<VersionedRule> = {}): VersionedRule => ({
  id: id as RuleId,
  name: id,
  enabled: true,
  match: 'ALL',
  conditions: [{ attribute: 'country', operator: 'IS', values: ['SE'] }],
  agentIds: ['ann' as AgentId],
  teamId: null,
  ...change,
});
const told = (before: readonly VersionedRule[], after: readonly VersionedRule[]) =>
  diffRules(before, after).map(({ change, ruleId, fields }) =>
    [change, ruleId, ...fields.map(({ field }) => field)].join(' '),
  );

test('the same rules are no difference, however the database orders the keys of a condition', () => {
  const turned = { values: ['SE'], operator: 'IS', attribute: 'country' } as const;
  expect(isSameRules([rule('a')], [rule('a', { conditions: [turned] })])).toBe(true);
  expect(isSameRules([], [])).toBe(true);
});

test('rules that came, went and changed are told in the order of the rules after', () => {
  const before = [rule('a'), rule('b'), rule('c')];
  const after = [rule('d'), rule('c', { enabled: false, name: 'C' }), rule('a')];
  expect(told(before, after)).toEqual(['ADDED d', 'CHANGED c position name enabled', 'REMOVED b']);
});

test('that others came or went moves nobody, and of two that changed places one was moved', () => {
  expect(told([rule('a'), rule('b')], [rule('x'), rule('a'), rule('y'), rule('b')])).toEqual(['ADDED x', 'ADDED y']);
  expect(told([rule('a'), rule('b')], [rule('b'), rule('a')])).toHaveLength(1);
  expect(told([rule('a'), rule('b'), rule('c'), rule('d')], [rule('d'), rule('a'), rule('b'), rule('c')])).toEqual([
    'CHANGED d position',
  ]);
});

test('a move says from where to where', () => {
  const [move] = diffRules([rule('a'), rule('b'), rule('c')], [rule('c'), rule('a'), rule('b')]);
  expect(move?.fields).toEqual([{ field: 'position', before: 3, after: 1 }]);
});

test('another order of the agents is another rule, for it is the order of the ring', () => {
  const [ann, bob] = ['ann' as AgentId, 'bob' as AgentId];
  expect(told([rule('a', { agentIds: [ann, bob] })], [rule('a', { agentIds: [bob, ann] })])).toEqual([
    'CHANGED a agentIds',
  ]);
});

test('five hundred rules turned round are compared at once', () => {
  const rules = Array.from({ length: 500 }, (_, index) => rule(`r${index}`));
  expect(diffRules(rules, [...rules].reverse())).toHaveLength(499);
});
