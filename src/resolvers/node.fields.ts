import type { GraphQLResolveInfo } from 'graphql';
import { FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { type GlobalKind, globalId } from '../schema/global-ids';
import { Node } from '../schema/node.type';

@Resolver(() => Node)
export class NodeFields {
  /** A type of the graph that is a Node has the name of its kind: the house tests compare the two lists. */
  @FieldResolver()
  id(@Root() thing: { readonly id: string }, @Info() info: GraphQLResolveInfo): string {
    return globalId(info.parentType.name as GlobalKind, thing.id);
  }
}
