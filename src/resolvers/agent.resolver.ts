import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { agentAvailabilitySet, agentCreate, agentDeactivate, agentUpdate } from '../actions';
import type { AgentRecord } from '../actions/records';
import { AgentAvailabilitySetInput, AgentAvailabilitySetPayload } from '../schema/agent-availability-set.input';
import { AgentCreateInput, AgentCreatePayload } from '../schema/agent-create.input';
import { AgentDeactivateInput, AgentDeactivatePayload } from '../schema/agent-deactivate.input';
import { AgentUpdateInput, AgentUpdatePayload } from '../schema/agent-update.input';
import { AgentConnection } from '../schema/agent.type';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import { doc } from '../schema/doc';
import { idOf, idOrNull } from '../schema/global-ids';
import type { Context } from './context';
import { enter, reloaded, demand } from './entry';
import { present } from './given';
import { connection, pageRequest } from './paging';
import { payloadOf } from './refusals';

@Resolver()
export class AgentResolver {
  @Query(() => AgentConnection, {
    nullable: true,
    description: 'All agents by creation, deactivated ones too. Staff only.',
  })
  async agents(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<AgentRecord>> {
    const scope = await enter(context, info);
    demand(scope, 'agents.view');
    return connection(scope.reads.agentPage(pageRequest(page, info)));
  }

  @Mutation(() => AgentCreatePayload, { description: 'Adds a member of staff. Needs AGENTS_MANAGE.' })
  async agentCreate(
    @Arg('input', () => AgentCreateInput, { description: 'Who comes.' }) input: AgentCreateInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const { name, email, password, capacity, profile, profileId } = input;
    const outcome = await agentCreate(context.ports, scope.actor, {
      name,
      email,
      password,
      capacity: capacity ?? null,
      profile: profile ?? 'LIVE_AGENT',
      profileId: idOrNull('Profile', profileId),
    });
    return payloadOf(outcome, async (id) => ({ agent: await reloaded(scope).agent.load(id) }));
  }

  @Mutation(() => AgentUpdatePayload, {
    description: 'Changes a member of staff: the own name and picture, or anything with AGENTS_MANAGE.',
  })
  async agentUpdate(
    @Arg('input', () => AgentUpdateInput, { description: 'Who, and what is to change.' }) input: AgentUpdateInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const { name, capacity, profile, avatar, skills } = input;
    const outcome = await agentUpdate(context.ports, scope.actor, {
      agentId: idOf('Agent', input.agentId),
      ...present({ name, profile, avatar, skills, profileId: idOrNull('Profile', input.profileId) }),
      // Null means something here: back to the workspace's default.
      ...(capacity !== undefined && { capacity }),
    });
    return payloadOf(outcome, async (id) => ({ agent: await reloaded(scope).agent.load(id) }));
  }

  @Mutation(() => AgentDeactivatePayload, { description: 'Shuts a member of staff out. Needs AGENTS_MANAGE.' })
  async agentDeactivate(
    @Arg('input', () => AgentDeactivateInput, { description: 'Who goes.' }) input: AgentDeactivateInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await agentDeactivate(context.ports, scope.actor, { agentId: idOf('Agent', input.agentId) });
    return payloadOf(outcome, async (id) => ({ agent: await reloaded(scope).agent.load(id) }));
  }

  @Mutation(() => AgentAvailabilitySetPayload, {
    description: doc`
      Says whether the signed-in agent takes live chats, over what the schedule says: until it is said anew, until the schedule
      next begins or ends a stretch, or until midnight of its zone (UTC without one), whichever comes first. Agents only.`,
  })
  async agentAvailabilitySet(
    @Arg('input', () => AgentAvailabilitySetInput, { description: 'Here or away.' }) input: AgentAvailabilitySetInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await agentAvailabilitySet(context.ports, scope.actor, { available: input.available });
    return payloadOf(outcome, async (id) => ({ agent: await reloaded(scope).agent.load(id) }));
  }
}
