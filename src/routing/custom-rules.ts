/**
 * Whether a rule's conditions hold for a visitor. Attribute names compare without case; values compare as text without
 * case and outer spaces; of several values any one suffices (for the negative operators: none of them may apply).
 */
import { attributeKey } from './attributes';
import { assertNever, type Condition, type Rule } from './terms';

/** Values by `attributeKey`, as `routingAttributes` makes it. */
export type RoutingAttributes = ReadonlyMap<string, string>;

export function matches(rule: Pick<Rule, 'match' | 'conditions'>, attributes: RoutingAttributes): boolean {
  // "Any of none" would match nobody, but a rule without conditions is for every visitor.
  if (rule.conditions.length === 0) return true;
  return rule.match === 'ALL'
    ? rule.conditions.every((condition) => holds(condition, attributes))
    : rule.conditions.some((condition) => holds(condition, attributes));
}

export function holds(condition: Condition, attributes: RoutingAttributes): boolean {
  const actual = comparable(attributes.get(attributeKey(condition.attribute)) ?? '');
  const some = (test: (expected: string) => boolean): boolean => condition.values.map(comparable).some(test);
  switch (condition.operator) {
    case 'IS':
      return some((expected) => actual === expected);
    case 'IS_NOT':
      return !some((expected) => actual === expected);
    // An empty value is contained in everything; a condition that says nothing shall not match everybody.
    case 'CONTAINS':
      return some((expected) => expected !== '' && actual.includes(expected));
    case 'NOT_CONTAINS':
      return !some((expected) => expected !== '' && actual.includes(expected));
    case 'STARTS_WITH':
      return some((expected) => expected !== '' && actual.startsWith(expected));
    case 'ENDS_WITH':
      return some((expected) => expected !== '' && actual.endsWith(expected));
    case 'GREATER_THAN':
      return some((expected) => toNumber(actual) > toNumber(expected));
    case 'LESS_THAN':
      return some((expected) => toNumber(actual) < toNumber(expected));
    case 'IS_EMPTY':
      return actual === '';
    case 'IS_NOT_EMPTY':
      return actual !== '';
    default:
      return assertNever(condition.operator);
  }
}

function comparable(value: string): string {
  return value.normalize('NFC').trim().toLowerCase();
}

const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** NaN for whatever is not a plain decimal number; every comparison with NaN is false, which is what the rule promises. */
function toNumber(value: string): number {
  return decimal.test(value) ? Number(value) : Number.NaN;
}
