/** Relay connections: one factory, so that every list of the graph pages alike. */
import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { doc } from './doc';

@ObjectType({ description: 'Where a page lies in its list.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether the list goes on behind this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether the list has something before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge; null for an empty page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last edge; null for an empty page.' })
  endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'How many from the front: 1 to 100, 20 when neither `first` nor `last` is given; else BAD_USER_INPUT.',
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what lies behind this cursor of the same list.' })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many from the end: 1 to 100, never together with `first`; else BAD_USER_INPUT.',
  })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what lies before this cursor of the same list.' })
  before?: string | null;
}

/** What the resolvers hand to a connection type: the arrays are made when they are asked for. */
export interface ConnectionSource<Row> {
  readonly edges: readonly { readonly node: Row; readonly cursor: string }[];
  readonly nodes: readonly Row[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number | null;
}

/** The two types of one kind of list. `many` is how its things are called in a sentence. */
export function connectionOf(name: string, node: () => ClassType<object>, many: string) {
  @ObjectType(`${name}Edge`, {
    description: `One of the ${many} on a page, with its place in the list.`,
    simpleResolvers: true,
  })
  class Edge {
    @Field(() => node(), { description: 'The thing itself.' })
    node!: object;

    @Field(() => String, { description: 'Its place in the list, for `after` and `before`. Opaque.' })
    cursor!: string;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${many}.`, simpleResolvers: true })
  class Connection {
    @Field(() => [Edge], { description: "The page in the list's order, each with its cursor." })
    edges!: Edge[];

    @Field(() => [node()], { description: 'The same without cursors.' })
    nodes!: object[];

    @Field(() => PageInfo, { description: 'Whether there is more on either side, and the cursors to go on with.' })
    pageInfo!: PageInfo;

    @Field(() => Int, {
      nullable: true,
      description: doc`
        How many the whole list has, whatever the page. Null where counting would be dear, which is beyond 10,000.
        Counted only when asked for.`,
    })
    totalCount!: number | null;
  }
  return { Edge, Connection };
}
