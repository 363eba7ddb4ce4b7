import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import type { AgentRecord, OfferRecord, TeamRecord } from '../actions/records';
import { maySeeOffer } from '../auth/policy';
import type { Permission } from '../routing/terms';
import { AgentSkill } from '../schema/agent-skill.type';
import { Agent } from '../schema/agent.type';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import { doc } from '../schema/doc';
import { Offer } from '../schema/offer.type';
import { PermissionEnum } from '../schema/permission.enum';
import { TeamConnection } from '../schema/team.type';
import type { Context } from './context';
import { demand, staffScope } from './entry';
import { connection, pageRequest } from './paging';

@Resolver(() => Agent)
export class AgentFields {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Address of the picture, null for none. It changes with the picture, so it may be kept for good.',
  })
  avatarUrl(@Root() agent: AgentRecord, @Ctx() context: Context): string | null {
    return agent.avatarHash === null ? null : context.pictureUrl(agent.avatarHash);
  }

  @FieldResolver(() => String, { nullable: true, description: 'The address to sign in with. Staff only.' })
  email(@Root() agent: AgentRecord, @Ctx() context: Context): string {
    staffScope(context);
    return agent.email;
  }

  @FieldResolver(() => [PermissionEnum], { nullable: true, description: 'What the agent may do. Staff only.' })
  permissions(@Root() agent: AgentRecord, @Ctx() context: Context): readonly Permission[] {
    staffScope(context);
    return agent.permissions;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'False once deactivated: signs in no more and is offered nothing. Staff only.',
  })
  active(@Root() agent: AgentRecord, @Ctx() context: Context): boolean {
    staffScope(context);
    return agent.active;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether the agent takes live chats now, as routing has it. Why: see `availability`. Staff only.',
  })
  available(@Root() agent: AgentRecord, @Ctx() context: Context): boolean {
    staffScope(context);
    return agent.available;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: doc`
      Whether an offer would reach this agent now: a live subscription to offers, or a push registration. Staff only.`,
  })
  reachable(@Root() agent: AgentRecord, @Ctx() context: Context): boolean {
    staffScope(context);
    return agent.reachable;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: "Live chats at once: the agent's own limit, or the workspace's `defaultCapacity`. Staff only.",
  })
  async capacity(@Root() agent: AgentRecord, @Ctx() context: Context): Promise<number> {
    const { loaders } = staffScope(context);
    return agent.capacity ?? (await loaders.workspace()).settings.defaultCapacity;
  }

  @FieldResolver(() => [AgentSkill], { nullable: true, description: 'What the agent is good at, by name. Staff only.' })
  skills(@Root() agent: AgentRecord, @Ctx() context: Context): readonly AgentSkill[] {
    staffScope(context);
    const skills = Object.entries(agent.skills).map(([name, level]) => ({ name, level }));
    return skills.sort((one, other) => one.name.localeCompare(other.name));
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Live chats that are connected now. Staff only.' })
  activeChatCount(@Root() agent: AgentRecord, @Ctx() context: Context): number {
    staffScope(context);
    return agent.activeChats;
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Offers that ring now. Staff only.' })
  pendingOfferCount(@Root() agent: AgentRecord, @Ctx() context: Context): number {
    staffScope(context);
    return agent.pendingOffers;
  }

  @FieldResolver(() => [Offer], {
    nullable: true,
    description: doc`
      The offers that ring now, oldest first, as far as the caller may see them: the own ones, and all with
      ALL_CONVERSATIONS_VIEW. Staff only.`,
  })
  async pendingOffers(@Root() agent: AgentRecord, @Ctx() context: Context): Promise<readonly OfferRecord[]> {
    const { actor, loaders } = staffScope(context);
    if (!maySeeOffer(actor, { agentId: agent.id })) return [];
    return loaders.pendingOffersOfAgent.load(agent.id);
  }

  @FieldResolver(() => TeamConnection, {
    nullable: true,
    description: 'The teams that the agent is in, by name. Staff with TEAMS_VIEW only.',
  })
  teams(
    @Root() agent: AgentRecord,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<TeamRecord>> {
    const scope = staffScope(context);
    demand(scope, 'teams.view');
    return connection(scope.reads.teamsOfAgent(agent.id, pageRequest(page, info)));
  }
}
