import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { attributeDefinitionCreate } from '../actions';
import type { AttributeDefinitionRecord } from '../actions/records';
import {
  AttributeDefinitionCreateInput,
  AttributeDefinitionCreatePayload,
} from '../schema/attribute-definition-create.input';
import { AttributeDefinition } from '../schema/attribute.type';
import type { Context } from './context';
import { demand, scopeOf } from './entry';
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
    const { name, label, type } = input;
    const outcome = await attributeDefinitionCreate(context.ports, scopeOf(context).actor, { name, label, type });
    return payloadOf(outcome, (attributeDefinition) => ({ attributeDefinition }));
  }
}
