/** The conditions of a rule, checked against the attributes that there are, in their own spelling. */
import { definitionOf } from '../routing/attributes';
import { maxValueLength } from '../routing/attribute-values';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { Condition } from '../routing/terms';
import { cleanName, isLongerThan } from '../routing/text';
import { Faults } from './faults';
import type { AttributeDefinitionRecord } from './records';

/** Every decision that asks the rules may read all of them under the routing lock. */
export const maxRules = 500;
/** Every decision may read all of them: a rule that needs more is several rules. */
const maxConditions = 50;
const maxValues = 200;

export function readConditions(
  conditions: readonly Condition[],
  definitions: readonly AttributeDefinitionRecord[],
): Outcome<readonly Condition[]> {
  if (conditions.length > maxConditions) {
    return refuse('INVALID', `A rule has at most ${maxConditions} conditions. Use several rules.`, ['conditions']);
  }
  const faults = new Faults();
  const read = conditions.map((condition, index) => {
    const field = ['conditions', String(index)];
    const definition = definitionOf(definitions, condition.attribute);
    if (definition === null) {
      const message = `“${cleanName(condition.attribute)}” is no known attribute. Choose another one or define it first.`;
      faults.add(message, [...field, 'attribute']);
    }
    const values = readValues(condition, [...field, 'values'], faults);
    return { attribute: definition?.name ?? condition.attribute, operator: condition.operator, values };
  });
  return faults.any ? faults.refused() : done(read);
}

/** IS_EMPTY and IS_NOT_EMPTY compare with nothing; every other operator would never hold without a value. */
function readValues({ operator, values }: Condition, field: readonly string[], faults: Faults): readonly string[] {
  if (operator === 'IS_EMPTY' || operator === 'IS_NOT_EMPTY') return [];
  if (values.length === 0) faults.add('This condition compares with nothing. Give at least one value.', field);
  if (values.length > maxValues) {
    faults.add(`These are ${values.length} values. Give at most ${maxValues}.`, field);
    return [];
  }
  return values.map((raw, index) => {
    const value = cleanName(raw);
    if (isLongerThan(value, maxValueLength)) {
      const most = maxValueLength.toLocaleString('en');
      faults.add(`This value is too long. Shorten it to ${most} characters.`, [...field, String(index)]);
    }
    return value;
  });
}
