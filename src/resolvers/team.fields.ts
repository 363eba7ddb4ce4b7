import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { AgentRecord, TeamRecord } from '../actions/records';
import { AgentConnection } from '../schema/agent.type';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import { Team } from '../schema/team.type';
import type { Context } from './context';
import { staffScope } from './entry';
import { connection, pageRequest } from './paging';

@Resolver(() => Team)
export class TeamFields {
  @FieldResolver(() => AgentConnection, { description: "The members in the ring's order." })
  members(
    @Root() team: TeamRecord,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<AgentRecord>> {
    return connection(staffScope(context).reads.teamMembers(team.id, pageRequest(page, info)));
  }
}
