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
  return comparison(condition)(comparable(attributes.get(attributeKey(condition.attribute)) ?? ''));
}

/** The question, ready to be asked of many `comparable` values. */
export function comparison({ operator, values }: Pick<Condition, 'operator' | 'values'>): (actual: string) => boolean {
  const expected = values.map(comparable);
  // An empty value is contained in everything; a condition that says nothing shall not match everybody.
  const said = expected.filter((value) => value !== '');
  switch (operator) {
    case 'IS':
      return (actual) => expected.includes(actual);
    case 'IS_NOT':
      return (actual) => !expected.includes(actual);
    case 'CONTAINS':
      return (actual) => said.some((value) => actual.includes(value));
    case 'NOT_CONTAINS':
      return (actual) => !said.some((value) => actual.includes(value));
    case 'STARTS_WITH':
      return (actual) => said.some((value) => actual.startsWith(value));
    case 'ENDS_WITH':
      return (actual) => said.some((value) => actual.endsWith(value));
    case 'GREATER_THAN':
      return compared(expected, (actual, value) => actual > value);
    case 'LESS_THAN':
      return compared(expected, (actual, value) => actual < value);
    case 'IS_EMPTY':
      return (actual) => actual === '';
    case 'IS_NOT_EMPTY':
      return (actual) => actual !== '';
    default:
      return assertNever(operator);
  }
}

function compared(
  expected: readonly string[],
  test: (actual: number, value: number) => boolean,
): (actual: string) => boolean {
  const numbers = expected.map(toNumber);
  return (actual) => {
    const number = toNumber(actual);
    return numbers.some((value) => test(number, value));
  };
}

/** Text as it is compared: without case and outer spaces. */
export function comparable(value: string): string {
  return value.normalize('NFC').trim().toLowerCase();
}

const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** NaN for whatever is not a plain decimal number; every comparison with NaN is false, which is what the rule promises. */
function toNumber(value: string): number {
  return decimal.test(value) ? Number(value) : Number.NaN;
}
