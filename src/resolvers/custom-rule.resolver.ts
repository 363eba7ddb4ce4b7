import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { customRuleCreate, customRuleDelete, customRuleUpdate } from '../actions';
import type { RuleRecord } from '../actions/records';
import type { Condition } from '../routing/terms';
import type { ConditionInput } from '../schema/condition.type';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import { CustomRuleCreateInput, CustomRuleCreatePayload } from '../schema/custom-rule-create.input';
import { CustomRuleDeleteInput, CustomRuleDeletePayload } from '../schema/custom-rule-delete.input';
import { CustomRuleUpdateInput, CustomRuleUpdatePayload } from '../schema/custom-rule-update.input';
import { CustomRuleConnection } from '../schema/custom-rule.type';
import { globalId, idOf, idOrNull } from '../schema/global-ids';
import type { Context } from './context';
import { enter, reloaded, demand } from './entry';
import { present } from './given';
import { connection, pageRequest } from './paging';
import { payloadOf } from './refusals';

@Resolver()
export class CustomRuleResolver {
  @Query(() => CustomRuleConnection, {
    nullable: true,
    description: 'All custom rules by position, disabled ones too. Needs CUSTOM_RULES_VIEW.',
  })
  async customRules(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<RuleRecord>> {
    const scope = await enter(context, info);
    demand(scope, 'rules.view');
    return connection(scope.reads.rulePage(pageRequest(page, info)));
  }

  @Mutation(() => CustomRuleCreatePayload, { description: 'Adds a rule. Needs CUSTOM_RULES_MANAGE.' })
  async customRuleCreate(
    @Arg('input', () => CustomRuleCreateInput, { description: 'The rule.' }) input: CustomRuleCreateInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await customRuleCreate(context.ports, scope.actor, {
      name: input.name,
      match: input.match ?? 'ALL',
      conditions: conditionsOf(input.conditions),
      agentIds: input.agentIds?.map((id) => idOf('Agent', id)) ?? null,
      teamId: idOrNull('Team', input.teamId),
      position: input.position ?? null,
      enabled: input.enabled ?? true,
    });
    return payloadOf(outcome, async (id) => ({ customRule: await reloaded(scope).rule.load(id) }));
  }

  @Mutation(() => CustomRuleUpdatePayload, { description: 'Changes or moves a rule. Needs CUSTOM_RULES_MANAGE.' })
  async customRuleUpdate(
    @Arg('input', () => CustomRuleUpdateInput, { description: 'Which rule, and what is to change.' })
    input: CustomRuleUpdateInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const { name, match, position, enabled, conditions, agentIds, teamId } = input;
    const outcome = await customRuleUpdate(context.ports, scope.actor, {
      customRuleId: idOf('CustomRule', input.customRuleId),
      ...present({ name, match, position, enabled }),
      ...(conditions && { conditions: conditionsOf(conditions) }),
      // Null means something here: no agents of its own, or no team any more.
      ...(agentIds !== undefined && { agentIds: agentIds?.map((id) => idOf('Agent', id)) ?? null }),
      ...(teamId !== undefined && { teamId: idOrNull('Team', teamId) }),
    });
    return payloadOf(outcome, async (id) => ({ customRule: await reloaded(scope).rule.load(id) }));
  }

  @Mutation(() => CustomRuleDeletePayload, { description: 'Deletes a rule. Needs CUSTOM_RULES_MANAGE.' })
  async customRuleDelete(
    @Arg('input', () => CustomRuleDeleteInput, { description: 'Which rule.' }) input: CustomRuleDeleteInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await customRuleDelete(context.ports, scope.actor, {
      customRuleId: idOf('CustomRule', input.customRuleId),
    });
    return payloadOf(outcome, (id) => ({ customRuleId: globalId('CustomRule', id) }));
  }
}

export function conditionsOf(conditions: readonly ConditionInput[]): readonly Condition[] {
  return conditions.map(({ attribute, operator, values }) => ({ attribute, operator, values: values ?? [] }));
}
