import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import { Node } from '../schema/node.type';
import type { Context } from './context';
import { enter } from './entry';
import { findNode } from './node-find';
import { largestSize } from './paging';
import { badInput, unauthenticated } from './refusals';

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'The thing with this id; null where it is unknown or not for the caller.',
  })
  async node(
    @Arg('id', () => ID, { description: 'Any id that the graph gave out, but for those of events.' }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object | null> {
    return findNode(await enter(context, info), id);
  }

  @Query(() => [Node], {
    // The list is there, its items may be null.
    nullable: 'items',
    description: 'The things with these ids, in their order; null where one is unknown or not for the caller.',
  })
  async nodes(
    @Arg('ids', () => [ID], { description: 'Up to 100 ids; more are BAD_USER_INPUT.' }) ids: readonly string[],
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly (object | null)[]> {
    if (ids.length > largestSize) throw badInput(`These are ${ids.length} ids. Give at most ${largestSize} at a time.`);
    // The list itself cannot be null: refused as a whole it would void its neighbours, so each item is refused.
    if (context.scope === null) return ids.map(() => unauthenticated());
    const scope = await enter(context, info);
    return Promise.all(ids.map((id) => findNode(scope, id)));
  }
}
