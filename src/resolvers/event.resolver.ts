import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Int, Query, Resolver } from 'type-graphql';
import type { StoredEvent } from '../events/topics';
import type { ConnectionSource } from '../schema/connections';
import { EventConnection } from '../schema/event-connection.type';
import { EventFilter } from '../schema/event-filter.input';
import { EventCursor } from '../schema/scalars';
import type { Context } from './context';
import { enter } from './entry';
import { eventScopeOf } from './event-scope';
import { eventSelection, tellable } from './event-selection';
import { sizeOf } from './paging';
import { badInput, forbidden } from './refusals';

const usualSize = 20;

@Resolver()
export class EventResolver {
  @Query(() => EventConnection, {
    nullable: true,
    description:
      'The log behind the subscription, to be pulled. Without `after`: from the oldest kept. A foreign or garbled cursor, or ' +
      'one older than what is kept: BAD_USER_INPUT.',
  })
  async events(
    @Arg('first', () => Int, {
      nullable: true,
      description: 'How many: 1 to 100, 20 when absent; else BAD_USER_INPUT.',
    })
    first: number | null | undefined,
    @Arg('after', () => EventCursor, { nullable: true, description: 'Only what lies behind this cursor.' })
    after: string | null | undefined,
    @Arg('filter', () => EventFilter, { nullable: true, description: 'Which of them.' })
    filter: EventFilter | null | undefined,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Omit<ConnectionSource<StoredEvent>, 'totalCount'>> {
    const scope = await enter(context, info);
    const { workspaceId } = scope;
    const eventScope = eventScopeOf(scope.actor);
    if (eventScope === null) throw forbidden('This needs the permission ALL_CONVERSATIONS_VIEW.');
    const limit = sizeOf('first', first ?? null) ?? usualSize;
    const seal = (position: number): string => context.cursors.seal(eventScope, workspaceId, position);

    const [trimmed, newest] = await Promise.all([
      context.log.trimmedUpTo(workspaceId),
      // Before the page: what is committed meanwhile belongs to the next one.
      scope.loaders.position(),
    ]);
    const begin =
      after === null || after === undefined ? trimmed : context.cursors.open(eventScope, workspaceId, after);
    if (begin === null || begin === 'SCOPE_CHANGED') {
      throw badInput('This cursor is not yours, or your rights have changed. Begin again without one.');
    }
    if (begin < trimmed) throw badInput('This cursor is older than what is kept. Begin again without one.');

    const read = await context.log.read({
      workspaceId,
      scope: eventScope,
      selection: eventSelection(filter),
      after: begin,
      upTo: newest,
      limit: limit + 1,
    });
    const page = read.slice(0, limit);
    const nodes = await tellable(scope, page);
    const last = page.at(-1);
    return {
      edges: nodes.map((node) => ({ node, cursor: seal(node.position) })),
      nodes,
      pageInfo: {
        hasNextPage: read.length > limit,
        hasPreviousPage: false,
        startCursor: nodes[0] === undefined ? null : seal(nodes[0].position),
        // Of the last one read, told or not, so that the next page goes on; of the log's end where nothing was.
        endCursor: seal(last?.position ?? Math.max(begin, newest)),
      },
    };
  }
}
