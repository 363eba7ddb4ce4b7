import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { builtInAttributes, definitionOf } from '../routing/attributes';
import type { AttributeType } from '../routing/terms';
import { InfoCapturePrompt, type PromptSource } from '../schema/prompt.type';
import type { Context } from './context';
import { scopeOf } from './entry';

@Resolver(() => InfoCapturePrompt)
export class InfoCapturePromptFields {
  /** The built-in ones are known without a read; an attribute that is gone is taken as text, as the dialog engine does. */
  @FieldResolver()
  async input(
    @Root() { attribute }: Extract<PromptSource, { kind: 'INFO_CAPTURE' }>,
    @Ctx() context: Context,
  ): Promise<AttributeType> {
    const builtIn = definitionOf(builtInAttributes, attribute);
    if (builtIn !== null) return builtIn.type;
    const definitions = await scopeOf(context).reads.attributeDefinitions();
    return definitionOf(definitions, attribute)?.type ?? 'TEXT';
  }
}
