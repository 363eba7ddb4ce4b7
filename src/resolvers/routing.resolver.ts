import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { roundRobinReorder, routingSimulate } from '../actions';
import type { PoolRecord } from '../actions/records';
import type { Decision } from '../routing/terms';
import { idOf, idOrNull } from '../schema/global-ids';
import { RoundRobinPool } from '../schema/round-robin-pool.type';
import { RoundRobinReorderInput, RoundRobinReorderPayload } from '../schema/round-robin-reorder.input';
import { RoutingSimulation } from '../schema/routing-decision.type';
import { RoutingSimulateInput } from '../schema/routing-simulate.input';
import type { Context } from './context';
import { enter, reloaded, demand } from './entry';
import { asError, payloadOf } from './refusals';
import { routingOf } from './route-drafts';

@Resolver()
export class RoutingResolver {
  @Query(() => [RoundRobinPool], {
    nullable: true,
    description: "All rings: the workspace's, then the teams', then the rules'. Needs ROUND_ROBIN_VIEW.",
  })
  async roundRobinPools(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<readonly PoolRecord[]> {
    const scope = await enter(context, info);
    demand(scope, 'pools.view');
    return scope.reads.pools();
  }

  @Query(() => RoutingSimulation, {
    nullable: true,
    description:
      'What routing would decide for this visitor, now or at another time. Changes nothing. Needs CUSTOM_RULES_VIEW.',
  })
  async routingSimulate(
    @Arg('input', () => RoutingSimulateInput, { description: 'The imagined live chat and visitor.' })
    input: RoutingSimulateInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Decision> {
    const scope = await enter(context, info);
    demand(scope, 'routing.simulate');
    const outcome = await routingSimulate(context.ports, scope.actor, {
      routing: routingOf(input.routing),
      attributes: input.attributes ?? [],
      visitorId: idOrNull('Visitor', input.visitorId),
      at: input.at ?? null,
      assume: (input.assume ?? []).map(({ agentId, ...assumed }) => ({ agentId: idOf('Agent', agentId), ...assumed })),
    });
    if (!outcome.ok) throw asError(outcome.refusals);
    return outcome.value;
  }

  @Mutation(() => RoundRobinReorderPayload, {
    description: 'Puts a ring into another order, or passes the turn. Needs ROUTING_SETTINGS_MANAGE.',
  })
  async roundRobinReorder(
    @Arg('input', () => RoundRobinReorderInput, { description: 'Which ring, and its new order.' })
    input: RoundRobinReorderInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await roundRobinReorder(context.ports, scope.actor, {
      poolId: idOf('RoundRobinPool', input.poolId),
      agentIds: input.agentIds.map((id) => idOf('Agent', id)),
      nextAgentId: idOrNull('Agent', input.nextAgentId),
    });
    return payloadOf(outcome, async (id) => ({ pool: await reloaded(scope).pool.load(id) }));
  }
}
