import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { AgentRecord, TeamRecord } from '../actions/records';
import type { RuleVersionRecord } from '../actions/rule-version.records';
import type { StoredEvent } from '../events/topics';
import { diffRules, type VersionedRule as Rule } from '../routing/rule-versions';
import type { AgentId } from '../routing/terms';
import { Agent } from '../schema/agent.type';
import { RulesActivated } from '../schema/event.type';
import { globalId } from '../schema/global-ids';
import { ruleFieldName } from '../schema/rule-enums';
import { RuleVersion, RuleVersionDiff, VersionedRule } from '../schema/rule-version.type';
import { Team } from '../schema/team.type';
import type { Context, Scope } from './context';
import { demand, scopeOf, staffScope } from './entry';
import { versionOf } from './rule-version.resolver';

@Resolver(() => VersionedRule)
export class VersionedRuleFields {
  @FieldResolver(() => ID, { description: 'The id of the rule, the same in all versions.' })
  customRuleId(@Root() rule: Rule): string {
    return globalId('CustomRule', rule.id);
  }

  @FieldResolver(() => [ID], { description: "Ids of its own agents in the ring's order; empty where it names a team." })
  agentIds(@Root() rule: Rule): readonly string[] {
    return rule.agentIds.map((id) => globalId('Agent', id));
  }

  @FieldResolver(() => Team, {
    nullable: true,
    description: 'The team whose ring it uses; null where it has agents of its own, and for a team that is gone.',
  })
  team(@Root() rule: Rule, @Ctx() context: Context): Promise<TeamRecord | null> | null {
    return rule.teamId === null ? null : staffScope(context).loaders.team.load(rule.teamId);
  }
}

@Resolver(() => RuleVersion)
export class RuleVersionFields {
  @FieldResolver(() => [VersionedRule], { description: 'By position, the first asked first.' })
  rules(@Root() version: RuleVersionRecord): readonly Rule[] {
    return version.rules;
  }

  @FieldResolver(() => Int, { description: 'How many rules it has.' })
  ruleCount(@Root() version: RuleVersionRecord): number {
    return version.rules.length;
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'The agent who made it; null where no agent did.' })
  createdBy(@Root() version: RuleVersionRecord, @Ctx() context: Context): Promise<AgentRecord | null> | null {
    return version.createdByKind === 'AGENT' ? agentOf(context, version.createdBy as AgentId) : null;
  }

  @FieldResolver(() => Agent, {
    nullable: true,
    description: 'The agent who put it in force, or planned that; null where no agent did.',
  })
  activatedBy(@Root() version: RuleVersionRecord, @Ctx() context: Context): Promise<AgentRecord | null> | null {
    return version.activatedByKind === 'AGENT' ? agentOf(context, version.activatedBy as AgentId) : null;
  }
}

function agentOf(context: Context, id: AgentId): Promise<AgentRecord | null> {
  return staffScope(context).loaders.agent.load(id);
}

@Resolver(() => RulesActivated)
export class RulesActivatedFields {
  @FieldResolver(() => Int, { description: 'The number of the version that came into force.' })
  version(@Root() { event }: StoredEvent): number {
    if (event.type !== 'RULES_ACTIVATED') throw new Error(`${event.type} tells of no version.`);
    return event.version;
  }
}

@Resolver()
export class RuleVersionDiffResolver {
  @Query(() => RuleVersionDiff, {
    nullable: true,
    description:
      'What is another between two versions of the custom rules; null where one of them does not exist. Needs CUSTOM_RULES_VIEW.',
  })
  async ruleVersionDiff(
    @Arg('from', () => Int, { nullable: true, description: 'The one version; null or absent: the rules in force.' })
    from: number | null | undefined,
    @Arg('to', () => Int, { nullable: true, description: 'The other version; null or absent: the draft.' })
    to: number | null | undefined,
    @Ctx() context: Context,
  ): Promise<object | null> {
    const scope = scopeOf(context);
    demand(scope, 'rules.view');
    const [before, after] = await Promise.all([rulesOf(scope, from, 'IN_FORCE'), rulesOf(scope, to, 'DRAFT')]);
    if (before === null || after === null) return null;
    const changes = diffRules(before, after).map(({ ruleId, fields, ...change }) => ({
      ...change,
      customRuleId: globalId('CustomRule', ruleId),
      fields: fields.map((one) => ({
        field: ruleFieldName(one.field),
        before: jsonOf(one.before, one.field),
        after: jsonOf(one.after, one.field),
      })),
    }));
    return { from: from ?? null, to: to ?? null, identical: changes.length === 0, changes };
  }
}

async function rulesOf(
  scope: Scope,
  number: number | null | undefined,
  otherwise: 'IN_FORCE' | 'DRAFT',
): Promise<readonly Rule[] | null> {
  if (number !== null && number !== undefined) return (await versionOf(scope, number))?.rules ?? null;
  return otherwise === 'IN_FORCE' ? scope.reads.rulesInForce() : ((await scope.reads.ruleDraft())?.rules ?? null);
}

/** Ids as everywhere else in the graph. */
function jsonOf(value: unknown, field: string): string | null {
  if (value === undefined || value === null) return null;
  if (field === 'agentIds') return JSON.stringify((value as readonly string[]).map((id) => globalId('Agent', id)));
  return JSON.stringify(field === 'teamId' ? globalId('Team', value as string) : value);
}

export const ruleVersionFields = [
  VersionedRuleFields,
  RuleVersionFields,
  RulesActivatedFields,
  RuleVersionDiffResolver,
] as const;
