import { routingAttributes } from '../../src/routing/attributes';
import { holds, matches } from '../../src/routing/custom-rules';
import { conditionOperators, type Condition, type ConditionOperator } from '../../src/routing/terms';

const visitor = routingAttributes([
  { name: 'country', value: ' Sverige ' },
  { name: 'companySize', value: '250' },
  { name: 'jobTitle', value: 'Head of Sales' },
  { name: 'industry', value: '' },
]);

const cases: readonly (readonly [string, ConditionOperator, readonly string[], boolean])[] = [
  ['country', 'IS', ['sverige'], true],
  ['Country', 'IS', ['Norge', ' SVERIGE'], true],
  ['country', 'IS', ['Norge'], false],
  ['country', 'IS', [], false],
  ['city', 'IS', ['Lund'], false],
  ['country', 'IS_NOT', ['Norge'], true],
  ['country', 'IS_NOT', ['Norge', 'sverige'], false],
  ['city', 'IS_NOT', ['Lund'], true],
  ['jobTitle', 'CONTAINS', ['of sal'], true],
  ['jobTitle', 'CONTAINS', ['cfo', 'head'], true],
  ['jobTitle', 'CONTAINS', [''], false],
  ['city', 'CONTAINS', ['Lund'], false],
  ['jobTitle', 'NOT_CONTAINS', ['cfo'], true],
  ['jobTitle', 'NOT_CONTAINS', ['cfo', 'SALES'], false],
  ['city', 'NOT_CONTAINS', ['Lund'], true],
  ['jobTitle', 'STARTS_WITH', ['head'], true],
  ['jobTitle', 'STARTS_WITH', ['sales'], false],
  ['jobTitle', 'ENDS_WITH', ['SALES '], true],
  ['jobTitle', 'ENDS_WITH', ['head'], false],
  ['companySize', 'GREATER_THAN', ['99'], true],
  ['companySize', 'GREATER_THAN', ['250'], false],
  ['companySize', 'GREATER_THAN', ['1000', '200'], true],
  ['companySize', 'GREATER_THAN', ['many'], false],
  ['jobTitle', 'GREATER_THAN', ['1'], false],
  ['city', 'GREATER_THAN', ['-1'], false],
  ['companySize', 'LESS_THAN', ['1e3'], false],
  ['companySize', 'LESS_THAN', ['250.5'], true],
  ['city', 'LESS_THAN', ['1'], false],
  ['companySize', 'LESS_THAN', [''], false],
  ['city', 'IS_EMPTY', [], true],
  ['industry', 'IS_EMPTY', [], true],
  ['country', 'IS_EMPTY', [], false],
  ['city', 'IS_NOT_EMPTY', [], false],
  ['industry', 'IS_NOT_EMPTY', [], false],
  ['country', 'IS_NOT_EMPTY', [], true],
];

describe('a condition', () => {
  it.each(cases)('%s %s %j holds: %s', (attribute, operator, values, expected) => {
    expect(holds({ attribute, operator, values }, visitor)).toBe(expected);
  });

  it('of every kind is among the cases', () => {
    expect(new Set(cases.map(([, operator]) => operator))).toEqual(new Set(conditionOperators));
  });

  it('compares letters with marks the same, however they were typed', () => {
    const typed = routingAttributes([{ name: 'city', value: 'Malmo\u0308' }]);
    expect(holds({ attribute: 'city', operator: 'IS', values: ['malm\u00F6'] }, typed)).toBe(true);
  });
});

describe('a rule', () => {
  const yes: Condition = { attribute: 'country', operator: 'IS', values: ['Sverige'] };
  const no: Condition = { attribute: 'country', operator: 'IS', values: ['Norge'] };

  it('without conditions is for every visitor', () => {
    expect(matches({ match: 'ALL', conditions: [] }, visitor)).toBe(true);
    expect(matches({ match: 'ANY', conditions: [] }, visitor)).toBe(true);
  });

  it('that wants all its conditions holds when all do', () => {
    expect(matches({ match: 'ALL', conditions: [yes, yes] }, visitor)).toBe(true);
    expect(matches({ match: 'ALL', conditions: [yes, no] }, visitor)).toBe(false);
  });

  it('that wants any of its conditions holds when one does', () => {
    expect(matches({ match: 'ANY', conditions: [no, yes] }, visitor)).toBe(true);
    expect(matches({ match: 'ANY', conditions: [no, no] }, visitor)).toBe(false);
  });
});
