/** What somebody says of a visitor or a person, read by the definitions. */
import { attributeKey, definitionOf } from '../routing/attributes';
import { readValue } from '../routing/attribute-values';
import { done, refuse, refuseAll, type Outcome, type Refusal } from '../routing/refusal';
import type { Attribute, AttributeSource } from '../routing/terms';
import { isBlank } from '../routing/text';
import type { AttributeDefinitionRecord } from './records';

export interface SaidAttribute {
  readonly name: string;
  readonly value: string;
}

const maxAttributes = 50;

/** A name twice is its last word. Whether a blank value says nothing or is a fault is the caller's to know. */
export function readAttributes(
  given: readonly SaidAttribute[],
  by: {
    readonly definitions: readonly AttributeDefinitionRecord[];
    readonly source: AttributeSource;
    readonly field: readonly string[];
    readonly blank: 'IS_NOTHING' | 'IS_A_FAULT';
  },
): Outcome<readonly Attribute[]> {
  const { definitions, source, field } = by;
  if (given.length > maxAttributes) return refuse('INVALID', `Give at most ${maxAttributes} attributes.`, field);
  const read = new Map<string, Attribute>();
  const refusals: Refusal[] = [];
  given.forEach(({ name, value }, index) => {
    const definition = definitionOf(definitions, name);
    const at = [...field, String(index)];
    if (definition === null) {
      refusals.push(...unknownAttribute([...at, 'name']));
      return;
    }
    if (by.blank === 'IS_NOTHING' && isBlank(value)) return;
    const spelled = readValue(value, definition.type, [...at, 'value'], { options: definition.options });
    if (!spelled.ok) refusals.push(...spelled.refusals);
    else read.set(attributeKey(definition.name), { name: definition.name, value: spelled.value, source });
  });
  return refusals.length > 0 ? refuseAll(refusals) : done([...read.values()]);
}

/** The names of attributes that are to be taken away, in the definitions' spelling. */
export function readNames(
  given: readonly string[],
  by: { readonly definitions: readonly AttributeDefinitionRecord[]; readonly field: readonly string[] },
): Outcome<readonly string[]> {
  const names = given.map((name) => definitionOf(by.definitions, name)?.name ?? null);
  const refusals = names.flatMap((name, index): readonly Refusal[] => {
    const field = [...by.field, String(index)];
    if (name === null) return unknownAttribute(field);
    if (name !== 'email') return [];
    return refuse('INVALID', 'An address is what a person is known by. Give another one instead of none.', field)
      .refusals;
  });
  return refusals.length > 0 ? refuseAll(refusals) : done(names.filter((name) => name !== null));
}

function unknownAttribute(field: readonly string[]): readonly Refusal[] {
  return refuse('INVALID', 'There is no such attribute. Define it first, or check the spelling.', field).refusals;
}
