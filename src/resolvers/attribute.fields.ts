import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { AttributeUse } from '../actions/people-ports';
import type { AttributeDefinitionRecord, DialogRecord, RuleRecord } from '../actions/records';
import { attributeKey } from '../routing/attributes';
import { AttributeDefinition, AttributeUse as AttributeUseType } from '../schema/attribute.type';
import { CustomRule } from '../schema/custom-rule.type';
import { Dialog } from '../schema/dialog.type';
import type { Context } from './context';
import { demand, staffScope } from './entry';

/** Whoever wants to delete it has enough to do with these. */
const mostUses = 100;

/** One statement for all definitions of an answer. */
async function usesOf({ name }: AttributeDefinitionRecord, context: Context): Promise<readonly AttributeUse[]> {
  const uses = await staffScope(context).loaders.attributeUses();
  return uses.filter(({ attribute }) => attribute === attributeKey(name));
}

@Resolver(() => AttributeDefinition)
export class AttributeDefinitionFields {
  @FieldResolver(() => Boolean, { description: 'Whether a dialog or a rule uses it: then it cannot be deleted.' })
  async inUse(@Root() definition: AttributeDefinitionRecord, @Ctx() context: Context): Promise<boolean> {
    return (await usesOf(definition, context)).length > 0;
  }

  @FieldResolver(() => [AttributeUseType], {
    description: `The dialogs, as they are written and as they are published, and the rules that use it: the first ${mostUses} by name.`,
  })
  async usedBy(
    @Root() definition: AttributeDefinitionRecord,
    @Ctx() context: Context,
  ): Promise<readonly AttributeUse[]> {
    const uses = await usesOf(definition, context);
    return [...uses].sort((one, other) => one.name.localeCompare(other.name)).slice(0, mostUses);
  }
}

@Resolver(() => AttributeUseType)
export class AttributeUseFields {
  @FieldResolver(() => Dialog, {
    nullable: true,
    description: 'The dialog or flow; null for a rule. Needs DIALOGS_VIEW.',
  })
  dialog(@Root() use: AttributeUse, @Ctx() context: Context): Promise<DialogRecord | null> | null {
    const scope = staffScope(context);
    demand(scope, 'dialogs.view');
    return use.kind === 'DIALOG' ? scope.loaders.dialog.load(use.dialogId) : null;
  }

  @FieldResolver(() => CustomRule, {
    nullable: true,
    description: 'The rule; null for a dialog. Needs CUSTOM_RULES_VIEW.',
  })
  customRule(@Root() use: AttributeUse, @Ctx() context: Context): Promise<RuleRecord | null> | null {
    const scope = staffScope(context);
    demand(scope, 'rules.view');
    return use.kind === 'RULE' ? scope.loaders.rule.load(use.ruleId) : null;
  }
}
