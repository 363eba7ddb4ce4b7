import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Int, Query, Resolver } from 'type-graphql';
import type { EventLog, StoredEvent } from '../events/topics';
import type { ConnectionSource } from '../schema/connections';
import { EventConnection } from '../schema/event-connection.type';
import { EventFilter } from '../schema/event-filter.input';
import { EventCursor } from '../schema/scalars';
import type { Context } from './context';
import { enter } from './entry';
import { eventScopeOf } from './event-scope';
import { eventSelection, tellable } from './event-selection';
import { sizeOf } from './paging';
import { badInput, lacking } from './refusals';

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
    if (eventScope === null) throw lacking('ALL_CONVERSATIONS_VIEW');
    const limit = sizeOf('first', first ?? null) ?? usualSize;
    const seal = (position: number): string => context.cursors.seal(eventScope, workspaceId, position);

    // Before the page: what is committed meanwhile belongs to the next one.
    const newest = await scope.loaders.position();
    const cursor = after === null || after === undefined ? null : context.cursors.open(eventScope, workspaceId, after);
    if (cursor === 'SCOPE_CHANGED' || (cursor === null && after !== null && after !== undefined)) {
      throw badInput('This cursor is not yours, or your rights have changed. Begin again without one.');
    }
    const wanted = {
      workspaceId,
      scope: eventScope,
      selection: eventSelection(filter),
      upTo: newest,
      limit: limit + 1,
    };
    const { begin, read } = await readFrom(context, cursor, wanted);
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

/** Without a cursor from where the log begins, which may move on meanwhile. */
async function readFrom(
  { log }: Context,
  cursor: number | null,
  wanted: Omit<Parameters<EventLog['read']>[0], 'after'>,
): Promise<{ readonly begin: number; readonly read: readonly StoredEvent[] }> {
  for (;;) {
    const begin = cursor ?? (await log.trimmedUpTo(wanted.workspaceId));
    const read = await log.read({ ...wanted, after: begin });
    if (read !== null) return { begin, read };
    if (cursor !== null) throw badInput('This cursor is older than what is kept. Begin again without one.');
  }
}
