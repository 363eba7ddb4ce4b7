import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { teamCreate, teamDelete, teamUpdate } from '../actions';
import type { TeamRecord } from '../actions/records';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import { globalId, idOf } from '../schema/global-ids';
import { TeamCreateInput, TeamCreatePayload } from '../schema/team-create.input';
import { TeamDeleteInput, TeamDeletePayload } from '../schema/team-delete.input';
import { TeamUpdateInput, TeamUpdatePayload } from '../schema/team-update.input';
import { TeamConnection } from '../schema/team.type';
import type { Context } from './context';
import { enter, reloaded, demand } from './entry';
import { present } from './given';
import { connection, pageRequest } from './paging';
import { payloadOf } from './refusals';

@Resolver()
export class TeamResolver {
  @Query(() => TeamConnection, { nullable: true, description: 'All teams by name. Needs TEAMS_VIEW.' })
  async teams(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<TeamRecord>> {
    const scope = await enter(context, info);
    demand(scope, 'teams.view');
    return connection(scope.reads.teamPage(pageRequest(page, info)));
  }

  @Mutation(() => TeamCreatePayload, { description: 'Makes a team and its ring. Needs TEAMS_MANAGE.' })
  async teamCreate(
    @Arg('input', () => TeamCreateInput, { description: 'Its name and members.' }) input: TeamCreateInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await teamCreate(context.ports, scope.actor, {
      name: input.name,
      agentIds: input.agentIds.map((id) => idOf('Agent', id)),
    });
    return payloadOf(outcome, async (id) => ({ team: await reloaded(scope).team.load(id) }));
  }

  @Mutation(() => TeamUpdatePayload, { description: "Changes a team's name or members. Needs TEAMS_MANAGE." })
  async teamUpdate(
    @Arg('input', () => TeamUpdateInput, { description: 'Which team, and what is to change.' }) input: TeamUpdateInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await teamUpdate(context.ports, scope.actor, {
      teamId: idOf('Team', input.teamId),
      ...present({ name: input.name, agentIds: input.agentIds?.map((id) => idOf('Agent', id)) }),
    });
    return payloadOf(outcome, async (id) => ({ team: await reloaded(scope).team.load(id) }));
  }

  @Mutation(() => TeamDeletePayload, { description: 'Deletes a team that nothing routes to. Needs TEAMS_MANAGE.' })
  async teamDelete(
    @Arg('input', () => TeamDeleteInput, { description: 'Which team.' }) input: TeamDeleteInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await teamDelete(context.ports, scope.actor, { teamId: idOf('Team', input.teamId) });
    return payloadOf(outcome, (id) => ({ teamId: globalId('Team', id) }));
  }
}
