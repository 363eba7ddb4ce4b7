import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { definitionOf } from '../routing/attributes';
import { done, refuse, type Outcome, type Refused } from '../routing/refusal';
import type { AttributeType } from '../routing/terms';
import { readName } from '../routing/text';
import { readOptions } from './attribute-options';
import { Faults } from './faults';
import { ConstraintViolation, type Ports } from './ports';
import type { AttributeDefinitionRecord } from './records';
import { notAllowed } from './staff-refusals';

export interface AttributeDefinitionCreateInput {
  readonly name: string;
  readonly label: string;
  readonly type: AttributeType;
  /** Of a PICKLIST; none: any text. */
  readonly options?: readonly string[];
}

/** A name that can stand in a rule, a card and an address without being quoted. */
const namePattern = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
export const maxDefinitions = 500;

/** Something new to know about visitors. Names differ in more than case. */
export async function attributeDefinitionCreate(
  ports: Ports,
  actor: Actor,
  input: AttributeDefinitionCreateInput,
): Promise<Outcome<AttributeDefinitionRecord>> {
  if (!may(actor, 'attributes.manage')) return notAllowed('define attributes');
  const read = readDefinition(input);
  if (!read.ok) return read;
  const definition = read.value;
  const { name } = definition;
  try {
    return await ports.work(actor.workspaceId, async (tx) => {
      await tx.routing.lock();
      const definitions = await tx.attributeDefinitions.findAll();
      if (definitionOf(definitions, name) !== null) return nameTaken(name);
      if (definitions.length >= maxDefinitions) {
        return refuse(
          'LIMIT_REACHED',
          `There are ${maxDefinitions} attributes already, which is as many as there may be.`,
        );
      }
      tx.attributeDefinitions.insert(definition);
      return done(definition);
    });
  } catch (error) {
    if (error instanceof ConstraintViolation && error.constraint === 'attribute_definition_pkey')
      return nameTaken(name);
    throw error;
  }
}

/** One of the workspace's own, as it was given: all faults at once. */
export function readDefinition(input: AttributeDefinitionCreateInput): Outcome<AttributeDefinitionRecord> {
  const faults = new Faults();
  const name = input.name.trim();
  if (!namePattern.test(name)) {
    const message = 'Start the name with a letter and use letters, digits and _ only, 64 at most: favouriteColour.';
    faults.add(message, ['name']);
  }
  const label = faults.read(readName(input.label, { what: 'The label', field: ['label'] }));
  const options = faults.read(readOptions(input.options ?? [], input.type));
  if (faults.any || label === undefined || options === undefined) return faults.refused();
  return done({ name, label, type: input.type, builtIn: false, options });
}

function nameTaken(name: string): Refused {
  return refuse('CONFLICT', `There is an attribute “${name}” already. Use it, or choose another name.`, ['name']);
}
