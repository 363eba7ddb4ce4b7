import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Resolver, Root, Subscription } from 'type-graphql';
import type { Actor } from '../auth/actor';
import type { EventSelection } from '../events/topics';
import { doc } from '../schema/doc';
import { EventFilter } from '../schema/event-filter.input';
import { EventFrame, type EventFrameSource } from '../schema/event-frame.type';
import { EventCursor } from '../schema/scalars';
import type { Context } from './context';
import { enter, scopeOf } from './entry';
import { eventScopeOf } from './event-scope';
import { eventSelection } from './event-selection';
import { framesFrom, isNear, onlyReset, startOf } from './event-start';
import { forbidden, lacking } from './refusals';
import { seenConversation } from './sight';

interface EventsArgs {
  readonly after?: string | null;
  readonly filter?: EventFilter | null;
}

@Resolver()
export class EventSubscription {
  @Subscription(() => EventFrame, {
    subscribe: ({ args, context }) => subscribeToEvents(args as EventsArgs, context as Context),
    description: doc`
      All that the caller may see: an agent's offers and chats, a visitor's own conversations, the whole workspace with
      ALL_CONVERSATIONS_VIEW. Without \`after\`: CaughtUp at once, then live. A cursor that is foreign, garbled or too old:
      ResetRequired. While an agent's stream lets offers through, the agent is reachable.`,
  })
  async events(
    @Root() frame: EventFrameSource,
    @Arg('after', () => EventCursor, { nullable: true, description: 'Where to go on; absent: from now on.' })
    _after: string | null | undefined,
    @Arg('filter', () => EventFilter, {
      nullable: true,
      description: 'Which events; absent: all that the caller may see.',
    })
    _filter: EventFilter | null | undefined,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<EventFrameSource> {
    await enter(context, info);
    return frame;
  }
}

async function subscribeToEvents(
  { after, filter }: EventsArgs,
  context: Context,
): Promise<AsyncIterableIterator<EventFrameSource>> {
  // AUTH: whose part of the log is the caller's; a conversation that is asked for by itself must be theirs to see.
  const { actor, workspaceId } = scopeOf(context);
  const scope = eventScopeOf(actor);
  if (scope === null) throw lacking('ALL_CONVERSATIONS_VIEW');
  const selection = eventSelection(filter);
  if (selection.conversationId !== null) {
    const conversation = await seenConversation(scopeOf(context), selection.conversationId);
    if (conversation === null) throw forbidden('There is no such conversation for you. Load your conversations again.');
  }

  const start = await startOf(context, workspaceId, scope, after ?? null);
  if (typeof start === 'string') return onlyReset(start);
  let held: { release(): void } | null = null;
  const hold = async (): Promise<void> => {
    held = await holdReachable(context, actor, selection);
  };
  const release = (): void => held?.release();
  const open = () => framesFrom({ context, workspaceId, scope, selection, ...start, release });
  // Whoever has far to go is reachable meanwhile, or the grace of the line before would be over.
  if (!isNear(start)) {
    await hold();
    return open();
  }
  // Whoever is near listens first: that they can be reached from now on is news, and comes behind what they catch up with.
  const frames = await open();
  try {
    await hold();
  } catch (error) {
    await frames.return?.();
    throw error;
  }
  return frames;
}

/** An agent is reachable while a stream is open that offers come through: of all conversations, and of that type. */
function holdReachable(
  context: Context,
  actor: Actor,
  { types, conversationId }: EventSelection,
): Promise<{ release(): void }> | null {
  const letsOffersThrough = conversationId === null && (types === null || types.includes('OFFER_CREATED'));
  if (actor.kind !== 'AGENT' || !letsOffersThrough) return null;
  return context.reachability.hold(actor.workspaceId, actor.agentId);
}
