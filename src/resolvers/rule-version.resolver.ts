import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Int, Mutation, Query, Resolver } from 'type-graphql';
import {
  ruleDraftDelete,
  ruleDraftReplace,
  ruleVersionActivate,
  ruleVersionCancel,
  ruleVersionRollback,
  ruleVersionSchedule,
} from '../actions';
import type { RuleVersionRecord } from '../actions/rule-version.records';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import { idOf, idOrNull } from '../schema/global-ids';
import { RuleDraftDeleteInput, RuleDraftDeletePayload } from '../schema/rule-draft-delete.input';
import {
  type RuleDraftInput,
  RuleDraftReplaceInput,
  RuleDraftReplacePayload,
} from '../schema/rule-draft-replace.input';
import { RuleVersionActivateInput, RuleVersionActivatePayload } from '../schema/rule-version-activate.input';
import { RuleVersionCancelInput, RuleVersionCancelPayload } from '../schema/rule-version-cancel.input';
import { RuleVersionRollbackInput, RuleVersionRollbackPayload } from '../schema/rule-version-rollback.input';
import { RuleVersionScheduleInput, RuleVersionSchedulePayload } from '../schema/rule-version-schedule.input';
import { RuleVersion, RuleVersionConnection } from '../schema/rule-version.type';
import type { Context, Scope } from './context';
import { conditionsOf } from './custom-rule.resolver';
import { demand, scopeOf } from './entry';
import { connection, pageRequest } from './paging';
import { payloadOf } from './refusals';

@Resolver()
export class RuleVersionResolver {
  @Query(() => RuleVersionConnection, {
    nullable: true,
    description: 'All versions of the custom rules but the draft, the newest first. Needs CUSTOM_RULES_VIEW.',
  })
  ruleVersions(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<RuleVersionRecord>> {
    const scope = scopeOf(context);
    demand(scope, 'rules.view');
    return connection(scope.reads.ruleVersionPage(pageRequest(page, info)));
  }

  @Query(() => RuleVersion, {
    nullable: true,
    description: 'One version; null where there is none of that number. Needs CUSTOM_RULES_VIEW.',
  })
  ruleVersion(
    @Arg('number', () => Int, { description: 'Its number.' }) number: number,
    @Ctx() context: Context,
  ): Promise<RuleVersionRecord | null> {
    const scope = scopeOf(context);
    demand(scope, 'rules.view');
    return versionOf(scope, number);
  }

  @Query(() => RuleVersion, {
    nullable: true,
    description: 'The draft of the custom rules; null where there is none. Needs CUSTOM_RULES_VIEW.',
  })
  ruleDraft(@Ctx() context: Context): Promise<RuleVersionRecord | null> {
    const scope = scopeOf(context);
    demand(scope, 'rules.view');
    return scope.reads.ruleDraft();
  }

  @Mutation(() => RuleDraftReplacePayload, { description: 'Begins or replaces the draft. Needs CUSTOM_RULES_MANAGE.' })
  async ruleDraftReplace(
    @Arg('input', () => RuleDraftReplaceInput, { description: 'All its rules.' }) input: RuleDraftReplaceInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const outcome = await ruleDraftReplace(context.ports, scope.actor, {
      revision: input.revision ?? null,
      basedOn: input.basedOn ?? null,
      rules: input.rules.map(draftOf),
      note: input.note ?? null,
    });
    return payloadOf(outcome, async () => ({ draft: await scope.reads.ruleDraft() }));
  }

  @Mutation(() => RuleDraftDeletePayload, { description: 'Throws the draft away. Needs CUSTOM_RULES_MANAGE.' })
  async ruleDraftDelete(
    @Arg('input', () => RuleDraftDeleteInput, { description: 'Which one.' }) input: RuleDraftDeleteInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const outcome = await ruleDraftDelete(context.ports, scopeOf(context).actor, { revision: input.revision });
    return payloadOf(outcome, () => ({}));
  }

  @Mutation(() => RuleVersionActivatePayload, {
    description: 'Puts the draft in force at once, as a whole. Needs CUSTOM_RULES_MANAGE.',
  })
  async ruleVersionActivate(
    @Arg('input', () => RuleVersionActivateInput, { description: 'Which draft, and why.' })
    input: RuleVersionActivateInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const { revision, note } = input;
    const outcome = await ruleVersionActivate(context.ports, scope.actor, { revision, note: note ?? null });
    return payloadOf(outcome, async (number) => ({ version: await versionOf(scope, number) }));
  }

  @Mutation(() => RuleVersionSchedulePayload, {
    description: 'Plans when the draft comes into force. Needs CUSTOM_RULES_MANAGE.',
  })
  async ruleVersionSchedule(
    @Arg('input', () => RuleVersionScheduleInput, { description: 'Which draft, when, and why.' })
    input: RuleVersionScheduleInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const { revision, activateAt, note } = input;
    const asked = { revision, activateAt, note: note ?? null };
    const outcome = await ruleVersionSchedule(context.ports, scope.actor, asked);
    return payloadOf(outcome, async (number) => ({ version: await versionOf(scope, number) }));
  }

  @Mutation(() => RuleVersionCancelPayload, {
    description: 'Gives up the plan of a version. Needs CUSTOM_RULES_MANAGE.',
  })
  async ruleVersionCancel(
    @Arg('input', () => RuleVersionCancelInput, { description: 'Which version.' }) input: RuleVersionCancelInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const outcome = await ruleVersionCancel(context.ports, scope.actor, { version: input.version });
    return payloadOf(outcome, async (number) => ({ version: await versionOf(scope, number) }));
  }

  @Mutation(() => RuleVersionRollbackPayload, {
    description: 'Puts the rules of an old version in force again, as a new version. Needs CUSTOM_RULES_MANAGE.',
  })
  async ruleVersionRollback(
    @Arg('input', () => RuleVersionRollbackInput, { description: 'Which version, and why.' })
    input: RuleVersionRollbackInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const { version, inForce, note } = input;
    const asked = { version, inForce: inForce ?? null, note: note ?? null };
    const outcome = await ruleVersionRollback(context.ports, scope.actor, asked);
    return payloadOf(outcome, async (number) => ({ version: await versionOf(scope, number) }));
  }
}

export async function versionOf(scope: Scope, number: number): Promise<RuleVersionRecord | null> {
  return number < 1 ? null : ((await scope.reads.ruleVersions([number]))[0] ?? null);
}

export function draftOf(rule: RuleDraftInput) {
  const { name, enabled, match, conditions, agentIds, teamId } = rule;
  return {
    customRuleId: idOrNull('CustomRule', rule.customRuleId),
    name,
    enabled: enabled ?? true,
    match: match ?? 'ALL',
    conditions: conditionsOf(conditions),
    agentIds: (agentIds ?? []).map((id) => idOf('Agent', id)),
    teamId: idOrNull('Team', teamId),
  };
}
