import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { AgentRecord, RuleRecord, TeamRecord } from '../actions/records';
import { AgentConnection } from '../schema/agent.type';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import { CustomRule } from '../schema/custom-rule.type';
import { Team } from '../schema/team.type';
import type { Context } from './context';
import { staffScope } from './entry';
import { connection, pageRequest } from './paging';

@Resolver(() => CustomRule)
export class CustomRuleFields {
  @FieldResolver(() => AgentConnection, {
    description: "Its own agents in the ring's order; empty where it names a team.",
  })
  agents(
    @Root() rule: RuleRecord,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<AgentRecord>> {
    return connection(staffScope(context).reads.ruleAgents(rule.id, pageRequest(page, info)));
  }

  @FieldResolver(() => Team, {
    nullable: true,
    description: 'The team whose ring it uses; null where it has agents of its own.',
  })
  team(@Root() rule: RuleRecord, @Ctx() context: Context): Promise<TeamRecord | null> | null {
    return rule.teamId === null ? null : staffScope(context).loaders.team.load(rule.teamId);
  }
}
