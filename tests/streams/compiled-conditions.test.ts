import * as fc from 'fast-check';
import { conditionMatches, conditionOperators, type ListId, type LiveChatRouting } from '../../src/routing/terms';
import type { ConditionGroup, StreamCondition } from '../../src/streams/audience-terms';
import { Asked, compileConditions, failedOf, holdTogether } from '../../src/streams/compiled-conditions';
import { conditionHolds, groupHolds } from '../../src/streams/conditions';
import type { Facts } from '../../src/streams/step-terms';

const names = ['email', 'country', 'companySize'] as const;
const values = ['', 'SE', ' se ', 'ann@example.com', '12', '12.5', '-3', 'x'] as const;
const pages = [null, 'about:blank', 'https://shop.example/a?utm=SE&utm=x', 'http://www.shop.example/?n=12#f'] as const;
const referrers = [null, '', 'https://google.com/', 'https://www.shop.example/a?b', 'nonsense'] as const;
const patterns = ['*', 'google.com', 'https://*.shop.example/*', 'shop.example/a', 'no pattern'] as const;
const languages = ['sv', 'sv-FI', 'zh', 'zh-Hant', 'ZH-hant-TW'] as const;
const anyone: LiveChatRouting = { strategy: 'ROUND_ROBIN', agentId: null, teamId: null };

const some = <T>(of: readonly T[], maxLength = 3) => fc.array(fc.constantFrom(...of), { maxLength });
const compared = { operator: fc.constantFrom(...conditionOperators), values: some(values) };

const condition: fc.Arbitrary<StreamCondition> = fc.oneof(
  fc.record({
    kind: fc.constant('ATTRIBUTE' as const),
    attribute: fc.constantFrom('email', ' COUNTRY', 'companysize', 'none'),
    ...compared,
  }),
  fc.record({ kind: fc.constant('QUERY_PARAMETER' as const), name: fc.constantFrom('utm', 'n', 'UTM'), ...compared }),
  fc.record({
    kind: fc.constant('LIST_MEMBER' as const),
    listId: fc.constantFrom('a' as ListId, 'b' as ListId),
    member: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('KNOWN' as const), known: fc.boolean() }),
  fc.record({ kind: fc.constant('RETURNING' as const), returning: fc.boolean() }),
  fc.record({ kind: fc.constant('LANGUAGE' as const), languages: some(languages) }),
  fc.record({ kind: fc.constant('REFERRER' as const), patterns: some(patterns) }),
  fc.record({ kind: fc.constant('BUSINESS_HOURS' as const), open: fc.boolean() }),
  fc.record({ kind: fc.constant('AGENT_AVAILABLE' as const), routing: fc.constant(anyone), available: fc.boolean() }),
);
const conditions = fc.array(condition, { maxLength: 4 });
const match = fc.constantFrom(...conditionMatches);
const group: fc.Arbitrary<ConditionGroup> = fc.record({
  match,
  conditions,
  groups: fc.array(fc.record({ match, conditions }), { maxLength: 3 }),
});
const facts: fc.Arbitrary<Facts> = fc
  .record({
    attributes: fc.dictionary(fc.constantFrom(...names), fc.constantFrom(...values)),
    lists: some(['a', 'b']),
    language: fc.constantFrom(null, ...languages),
    pageUrl: fc.constantFrom(...pages),
    referrer: fc.constantFrom(...referrers),
    returning: fc.boolean(),
    businessHoursOpen: fc.boolean(),
    agents: fc.boolean(),
  })
  .map(({ attributes, lists, agents, ...rest }) => ({
    ...rest,
    attributes: new Map(Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), value])),
    shown: new Map(),
    lists: new Set(lists),
    agentAvailable: () => agents,
  }));

test('compiled conditions hold for whom the plain ones hold', () => {
  fc.assert(
    fc.property(group, facts, (asked, who) => {
      expect(holdTogether(compileConditions(asked), new Asked(who))).toBe(groupHolds(asked, who));
    }),
    { numRuns: 1_500 },
  );
});

test('what is told to have failed has failed, and something is told whenever the whole does not hold', () => {
  fc.assert(
    fc.property(group, facts, (asked, who) => {
      const failed = failedOf(compileConditions(asked), new Asked(who));
      expect(failed.filter((one) => conditionHolds(one, who))).toEqual([]);
      expect(failed.length === 0).toBe(groupHolds(asked, who));
    }),
    { numRuns: 500 },
  );
});

test('no conditions at all hold for everybody', () => {
  expect(compileConditions(null)).toBeNull();
  fc.assert(fc.property(facts, (who) => holdTogether(null, new Asked(who))));
});
