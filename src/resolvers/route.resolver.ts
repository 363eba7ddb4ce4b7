import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { routeCreate, routeDelete, routeUpdate } from '../actions';
import type { RouteRecord } from '../actions/route-ports';
import { globalId, idOf } from '../schema/global-ids';
import { RouteCreateInput, RouteCreatePayload } from '../schema/route-create.input';
import { RouteDeleteInput, RouteDeletePayload } from '../schema/route-delete.input';
import { RouteUpdateInput, RouteUpdatePayload } from '../schema/route-update.input';
import { Route } from '../schema/route.type';
import type { Context } from './context';
import { demand, reloaded, scopeOf } from './entry';
import { present } from './given';
import { payloadOf } from './refusals';
import { routeStepOf } from './route-drafts';

@Resolver()
export class RouteResolver {
  @Query(() => [Route], { nullable: true, description: 'All named routes by name, at most 200. Staff only.' })
  routes(@Ctx() context: Context): Promise<readonly RouteRecord[]> {
    const scope = scopeOf(context);
    demand(scope, 'routes.view');
    return scope.reads.allRoutes();
  }

  @Mutation(() => RouteCreatePayload, { description: 'Makes a named route. Needs ROUTING_SETTINGS_MANAGE.' })
  async routeCreate(
    @Arg('input', () => RouteCreateInput, { description: 'Its name and steps.' }) input: RouteCreateInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const { name, steps } = input;
    const outcome = await routeCreate(context.ports, scope.actor, { name, steps: steps.map(routeStepOf) });
    return payloadOf(outcome, async (id) => ({ route: await reloaded(scope).route.load(id) }));
  }

  @Mutation(() => RouteUpdatePayload, { description: 'Changes a named route. Needs ROUTING_SETTINGS_MANAGE.' })
  async routeUpdate(
    @Arg('input', () => RouteUpdateInput, { description: 'Which route, and what is to change.' })
    input: RouteUpdateInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const outcome = await routeUpdate(context.ports, scope.actor, {
      routeId: idOf('Route', input.routeId),
      ...present({ name: input.name, steps: input.steps?.map(routeStepOf) }),
    });
    return payloadOf(outcome, async (id) => ({ route: await reloaded(scope).route.load(id) }));
  }

  @Mutation(() => RouteDeletePayload, {
    description: 'Deletes a route that nothing names. Needs ROUTING_SETTINGS_MANAGE.',
  })
  async routeDelete(
    @Arg('input', () => RouteDeleteInput, { description: 'Which route.' }) input: RouteDeleteInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const outcome = await routeDelete(context.ports, scopeOf(context).actor, { routeId: idOf('Route', input.routeId) });
    return payloadOf(outcome, (id) => ({ routeId: globalId('Route', id) }));
  }
}
