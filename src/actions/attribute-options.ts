/** The values that a picklist has. */
import { attributeKey } from '../routing/attributes';
import { done, type Outcome } from '../routing/refusal';
import type { AttributeType } from '../routing/terms';
import { readName } from '../routing/text';
import { Faults } from './faults';

const maxOptions = 200;

/** In the order given. Two that differ in case alone would be one answer. */
export function readOptions(given: readonly string[], type: AttributeType): Outcome<readonly string[]> {
  const faults = new Faults();
  if (type !== 'PICKLIST' && given.length > 0) {
    faults.add('Only a PICKLIST has options. Leave them out, or make it a PICKLIST.', ['options']);
  }
  if (given.length > maxOptions) faults.add(`Give at most ${maxOptions} options.`, ['options']);
  if (faults.any) return faults.refused();
  const seen = new Set<string>();
  const options = given.map((raw, index) => {
    const field = ['options', String(index)];
    const option = faults.read(readName(raw, { what: 'The option', field })) ?? '';
    if (seen.has(attributeKey(option))) faults.add('This option stands there twice. Leave one of them out.', field);
    seen.add(attributeKey(option));
    return option;
  });
  return faults.any ? faults.refused() : done(options);
}
