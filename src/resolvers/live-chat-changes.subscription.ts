import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Resolver, Root, Subscription } from 'type-graphql';
import type { LiveChatRecord } from '../actions/records';
import type { StoredEvent } from '../events/topics';
import { isPreview } from '../routing/preview';
import { runningStates } from '../routing/supervision';
import { doc } from '../schema/doc';
import { type EventFrameSource, LiveChatFrame } from '../schema/event-frame.type';
import type { WatchedChange } from '../schema/event.type';
import { globalId } from '../schema/global-ids';
import { LiveChat, LiveChatConnection } from '../schema/live-chat.type';
import { LiveChatChanged } from '../schema/live-chat-changed.type';
import { EventCursor } from '../schema/scalars';
import type { Context } from './context';
import { demand, enter, scopeOf, staffScope } from './entry';
import { monitorScopeOf } from './event-scope';
import { framesFrom, onlyReset, startOf } from './event-start';
import { lacking } from './refusals';

@Resolver()
export class LiveChatChangesSubscription {
  @Subscription(() => LiveChatFrame, {
    subscribe: ({ args, context }) => follow(args as { readonly after?: string | null }, context as Context),
    description: doc`
      How the live chats of the workspace go, for who watches over them: each event is a LiveChatChanged. Nothing that is said.
      Without \`after\`: CaughtUp at once, then live; \`liveChats { eventCursor }\` is where to go on behind a list. A cursor that is
      foreign, garbled or too old: ResetRequired. Needs CHATS_MONITOR; whoever loses it is let go.`,
  })
  async liveChatChanges(
    @Root() frame: EventFrameSource,
    @Arg('after', () => EventCursor, {
      nullable: true,
      description: 'Where to go on: a cursor of this subscription or of `liveChats`; absent: from now on.',
    })
    _after: string | null | undefined,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<EventFrameSource> {
    await enter(context, info);
    return frame;
  }
}

async function follow(
  { after }: { readonly after?: string | null },
  context: Context,
): Promise<AsyncIterableIterator<EventFrameSource>> {
  // AUTH: the permission to see what goes on, of staff alone; asked again at each event.
  const { actor, workspaceId } = scopeOf(context);
  const scope = monitorScopeOf(actor);
  if (scope === null) throw lacking('CHATS_MONITOR');
  const start = await startOf(context, workspaceId, scope, after ?? null);
  if (typeof start === 'string') return onlyReset(start);
  return framesFrom({
    context,
    workspaceId,
    scope,
    scopeOf: monitorScopeOf,
    selection: { types: null, conversationId: null },
    told: changesOf,
    ...start,
    release: () => undefined,
  });
}

/** Each conversation once, by the last of what happened in it: the chat is shown as it is now in any case. */
function changesOf(events: readonly StoredEvent[]): readonly WatchedChange[] {
  const last = new Map(events.map((stored) => [stored.event.conversationId, stored.position]));
  return events
    .filter(({ event, position }) => last.get(event.conversationId) === position)
    .map((stored) => ({ ...stored, watched: true }));
}

@Resolver(() => LiveChatChanged)
export class LiveChatChangedFields {
  @FieldResolver()
  conversationId(@Root() { event }: WatchedChange): string {
    if (event.conversationId === null) throw new Error(`A watched ${event.type} belongs to no conversation.`);
    return globalId('Conversation', event.conversationId);
  }

  @FieldResolver(() => LiveChat, {
    nullable: true,
    description: 'The live chat as it is now; null: it is over, or there is none.',
  })
  async liveChat(@Root() { event }: WatchedChange, @Ctx() context: Context): Promise<LiveChatRecord | null> {
    const scope = staffScope(context);
    demand(scope, 'chats.monitor');
    const { loaders } = scope;
    const conversation = event.conversationId === null ? null : await loaders.conversation.load(event.conversationId);
    if (conversation === null || conversation.liveChatId === null || isPreview(conversation)) return null;
    const chat = await loaders.liveChat.load(conversation.liveChatId);
    return chat !== null && runningStates.includes(chat.state) ? chat : null;
  }
}

/** A page of `liveChats`, which changes come behind. */
export interface WatchedPage {
  readonly isWatched: true;
}

@Resolver(() => LiveChatConnection)
export class LiveChatConnectionFields {
  @FieldResolver(() => EventCursor, {
    nullable: true,
    description: doc`
      Of \`liveChats\`: read first, then the page; \`liveChatChanges\` behind it complete the page. Null for the live chats of one
      conversation.`,
  })
  async eventCursor(@Root() page: Partial<WatchedPage>, @Ctx() context: Context): Promise<string | null> {
    const { actor, workspaceId, loaders } = scopeOf(context);
    const scope = page.isWatched === true ? monitorScopeOf(actor) : null;
    return scope === null ? null : context.cursors.seal(scope, workspaceId, await loaders.position());
  }
}
