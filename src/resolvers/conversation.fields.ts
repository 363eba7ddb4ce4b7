import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import type { ConversationRecord, DialogRecord, LiveChatRecord, Message as Line } from '../actions/records';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import { Conversation, ConversationConnection } from '../schema/conversation.type';
import { Dialog } from '../schema/dialog.type';
import { doc } from '../schema/doc';
import { LiveChat, LiveChatConnection } from '../schema/live-chat.type';
import { Message, MessageConnection } from '../schema/message.type';
import { Prompt, type PromptSource } from '../schema/prompt.type';
import { EventCursor } from '../schema/scalars';
import { Visitor } from '../schema/visitor.type';
import type { Context, Scope } from './context';
import { scopeOf, staffScope } from './entry';
import { eventScopeOf } from './event-scope';
import { connection, pageRequest } from './paging';
import { promptOf } from './prompt';
import { forbidden, lacking } from './refusals';
import { sightOn, type VisitorSource } from './sight';

/** What was said, for those who see the whole of it. */
async function transcriptScope(context: Context, conversation: ConversationRecord): Promise<Scope> {
  const scope = scopeOf(context);
  if ((await sightOn(scope, conversation)) !== 'WHOLE') throw forbidden('Accept the chat to read it.');
  return scope;
}

async function sealedPosition(context: Context): Promise<string> {
  const { actor, workspaceId, loaders } = scopeOf(context);
  const eventScope = eventScopeOf(actor);
  if (eventScope === null) throw lacking('ALL_CONVERSATIONS_VIEW');
  return context.cursors.seal(eventScope, workspaceId, await loaders.position());
}

@Resolver(() => Conversation)
export class ConversationFields {
  @FieldResolver(() => Visitor, { description: 'Who it is with.' })
  async visitor(@Root() conversation: ConversationRecord, @Ctx() context: Context): Promise<VisitorSource> {
    const scope = scopeOf(context);
    const [visitor, sight] = await Promise.all([
      scope.loaders.visitor.load(conversation.visitorId),
      sightOn(scope, conversation),
    ]);
    if (visitor === null) throw new Error(`Conversation ${conversation.id} has no visitor.`);
    // The conversation was shown to the caller; a right lost since then shows the least of its visitor.
    return { visitor, sight: sight === 'NONE' ? 'RINGING' : sight };
  }

  @FieldResolver(() => Dialog, { nullable: true, description: 'The dialog that it plays. Staff only.' })
  dialog(@Root() conversation: ConversationRecord, @Ctx() context: Context): Promise<DialogRecord | null> {
    return staffScope(context).loaders.dialog.load(conversation.dialogId);
  }

  @FieldResolver(() => Prompt, {
    nullable: true,
    description: "What waits for the visitor's answer; null when nothing does.",
  })
  prompt(@Root() conversation: ConversationRecord, @Ctx() context: Context): Promise<PromptSource | null> | null {
    return promptOf(scopeOf(context), conversation);
  }

  @FieldResolver(() => LiveChat, {
    nullable: true,
    description: 'The latest live chat; null where none was asked for.',
  })
  liveChat(@Root() conversation: ConversationRecord, @Ctx() context: Context): Promise<LiveChatRecord | null> | null {
    const { liveChatId } = conversation;
    return liveChatId === null ? null : scopeOf(context).loaders.liveChat.load(liveChatId);
  }

  @FieldResolver(() => LiveChatConnection, { description: 'All its live chats, newest first.' })
  liveChats(
    @Root() conversation: ConversationRecord,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<LiveChatRecord>> {
    return connection(scopeOf(context).reads.liveChatPage(conversation.id, pageRequest(page, info)));
  }

  @FieldResolver(() => MessageConnection, {
    nullable: true,
    description: doc`
      The transcript, oldest first; \`last: 50\` is its newest page. To an agent from the accept on: while an offer rings, who,
      where from and state are told, and this is null with FORBIDDEN; so is \`lastMessage\`.`,
  })
  async messages(
    @Root() conversation: ConversationRecord,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<Line>> {
    const request = pageRequest(page, info);
    const { reads } = await transcriptScope(context, conversation);
    return connection(reads.messagePage(conversation.id, request));
  }

  @FieldResolver(() => Message, {
    nullable: true,
    description: 'The newest message; null before the first, and null with FORBIDDEN while an offer rings.',
  })
  async lastMessage(@Root() conversation: ConversationRecord, @Ctx() context: Context): Promise<Line | null> {
    const { loaders } = await transcriptScope(context, conversation);
    if (conversation.lastSequence === 0) return null;
    return loaders.message.load(`${conversation.id}:${conversation.lastSequence}`);
  }

  @FieldResolver(() => Int, {
    description: "The caller's unread messages: those of others that `conversationMarkRead` has not covered.",
  })
  unreadCount(@Root() conversation: ConversationRecord, @Ctx() context: Context): Promise<number> {
    return scopeOf(context).loaders.unreadCount.load(conversation.id);
  }

  @FieldResolver(() => EventCursor, {
    description: doc`
      Read before the rest of this answer: events after it complete what is shown, and some may repeat it.`,
  })
  eventCursor(@Ctx() context: Context): Promise<string> {
    return sealedPosition(context);
  }
}

@Resolver(() => ConversationConnection)
export class ConversationConnectionFields {
  @FieldResolver(() => EventCursor, {
    description: doc`
      Read first, then the page: events after it complete the page, and some may repeat it. Subscribe to \`events\` with it.`,
  })
  eventCursor(@Ctx() context: Context): Promise<string> {
    return sealedPosition(context);
  }
}
