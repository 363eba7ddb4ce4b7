import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { definitionOf } from '../routing/attributes';
import { done, refuse, type Outcome } from '../routing/refusal';
import { cleanName } from '../routing/text';
import { unknownAttribute } from './attribute-definition-update';
import type { AttributeUse, Ports } from './ports';
import { notAllowed } from './staff-refusals';

export interface AttributeDefinitionDeleteInput {
  readonly name: string;
}

/**
 * What is in use stays, and so do the built-in ones. What visitors said under the name stays with them; it is read again once
 * the attribute is defined again. The routing lock keeps a dialog or a rule from naming it in the same moment.
 */
export async function attributeDefinitionDelete(
  ports: Ports,
  actor: Actor,
  input: AttributeDefinitionDeleteInput,
): Promise<Outcome<string>> {
  if (!may(actor, 'attributes.manage')) return notAllowed('define attributes');
  const name = cleanName(input.name);
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const [definitions, uses] = await Promise.all([
      tx.attributeDefinitions.findAll(),
      tx.attributeDefinitions.findUses(name),
    ]);
    const definition = definitionOf(definitions, name);
    if (definition === null) return unknownAttribute();
    if (definition.builtIn) {
      return refuse('IN_USE', `${definition.label} is built in: the product itself uses it. It stays.`, ['name']);
    }
    const where = uses.map(told);
    if (where.length > 0) {
      const message = `${definition.label} is in use by ${where.join(', ')}. Change that first, then delete the attribute.`;
      return refuse('IN_USE', message, ['name']);
    }
    tx.attributeDefinitions.delete(definition.name);
    return done(definition.name);
  });
}

function told({ kind, name }: AttributeUse): string {
  return kind === 'DIALOG' ? `the dialog “${name}”` : `the rule “${name}”`;
}
