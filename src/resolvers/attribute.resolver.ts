import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { attributeDefinitionCreate, attributeDefinitionDelete, attributeDefinitionUpdate } from '../actions';
import type { AttributeDefinitionRecord } from '../actions/records';
import {
  AttributeDefinitionCreateInput,
  AttributeDefinitionCreatePayload,
} from '../schema/attribute-definition-create.input';
import {
  AttributeDefinitionDeleteInput,
  AttributeDefinitionDeletePayload,
} from '../schema/attribute-definition-delete.input';
import {
  AttributeDefinitionUpdateInput,
  AttributeDefinitionUpdatePayload,
} from '../schema/attribute-definition-update.input';
import { AttributeDefinition } from '../schema/attribute.type';
import type { Context } from './context';
import { demand, scopeOf } from './entry';
import { present } from './given';
import { payloadOf } from './refusals';

@Resolver()
export class AttributeResolver {
  @Query(() => [AttributeDefinition], {
    nullable: true,
    description: "What can be known about a visitor: built-in attributes first, then the workspace's own. Staff only.",
  })
  async attributeDefinitions(@Ctx() context: Context): Promise<readonly AttributeDefinitionRecord[]> {
    const scope = scopeOf(context);
    demand(scope, 'attributes.view');
    return scope.reads.attributeDefinitions();
  }

  @Mutation(() => AttributeDefinitionCreatePayload, {
    description: 'Defines an attribute for this workspace. Needs DIALOGS_MANAGE.',
  })
  async attributeDefinitionCreate(
    @Arg('input', () => AttributeDefinitionCreateInput, { description: 'The attribute.' })
    input: AttributeDefinitionCreateInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const { name, label, type, options } = input;
    const { actor } = scopeOf(context);
    const given = { name, label, type, options: options ?? [] };
    const outcome = await attributeDefinitionCreate(context.ports, actor, given);
    return payloadOf(outcome, (attributeDefinition) => ({ attributeDefinition }));
  }

  @Mutation(() => AttributeDefinitionUpdatePayload, {
    description: "Changes an attribute's label or the values of a picklist. Needs DIALOGS_MANAGE.",
  })
  async attributeDefinitionUpdate(
    @Arg('input', () => AttributeDefinitionUpdateInput, { description: 'Which attribute, and what is to change.' })
    input: AttributeDefinitionUpdateInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const { name, label, options } = input;
    const given = { name, ...present({ label, options }) };
    const outcome = await attributeDefinitionUpdate(context.ports, scopeOf(context).actor, given);
    return payloadOf(outcome, (attributeDefinition) => ({ attributeDefinition }));
  }

  @Mutation(() => AttributeDefinitionDeletePayload, {
    description: 'Deletes an attribute that nothing uses. Needs DIALOGS_MANAGE.',
  })
  async attributeDefinitionDelete(
    @Arg('input', () => AttributeDefinitionDeleteInput, { description: 'Which attribute.' })
    input: AttributeDefinitionDeleteInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const outcome = await attributeDefinitionDelete(context.ports, scopeOf(context).actor, { name: input.name });
    return payloadOf(outcome, (name) => ({ name }));
  }
}
