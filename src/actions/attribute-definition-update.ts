import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { definitionOf } from '../routing/attributes';
import { done, refuse, type Outcome, type Refused } from '../routing/refusal';
import { readName } from '../routing/text';
import { readOptions } from './attribute-options';
import { Faults } from './faults';
import type { Ports } from './ports';
import type { AttributeDefinitionRecord } from './records';
import { notAllowed } from './staff-refusals';

export interface AttributeDefinitionUpdateInput {
  readonly name: string;
  readonly label?: string;
  readonly options?: readonly string[];
}

/**
 * What is absent stays. Name and type stay for good: values were stored by them, and cards and rules refer to them. An option
 * that goes stays the value of whoever chose it.
 */
export async function attributeDefinitionUpdate(
  ports: Ports,
  actor: Actor,
  input: AttributeDefinitionUpdateInput,
): Promise<Outcome<AttributeDefinitionRecord>> {
  if (!may(actor, 'attributes.manage')) return notAllowed('define attributes');
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const definition = definitionOf(await tx.attributeDefinitions.findAll(), input.name);
    if (definition === null) return unknownAttribute();
    const faults = new Faults();
    const what = { what: 'The label', field: ['label'] };
    const label = input.label === undefined ? undefined : faults.read(readName(input.label, what));
    const options = input.options === undefined ? undefined : faults.read(readOptions(input.options, definition.type));
    if (faults.any) return faults.refused();
    const changes = { ...(label !== undefined && { label }), ...(options !== undefined && { options }) };
    tx.attributeDefinitions.update(definition.name, changes);
    return done({ ...definition, ...changes });
  });
}

export function unknownAttribute(): Refused {
  return refuse('NOT_FOUND', 'There is no such attribute. Load the attributes again and choose one of them.', ['name']);
}
