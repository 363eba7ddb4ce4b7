/** Chats that nobody took in time, for the agents who look after them. */
import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { AgentRecord, ConversationRecord } from '../actions/records';
import { mayClaimMissed, seesWholeWorkspace } from '../auth/policy';
import { Agent } from '../schema/agent.type';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import { Conversation } from '../schema/conversation.type';
import { doc } from '../schema/doc';
import { globalId } from '../schema/global-ids';
import { MissedChat, MissedChatConnection } from '../schema/missed-chat.type';
import { DateTime } from '../schema/scalars';
import type { Context } from './context';
import { remembered } from './conversation-list';
import { enter, staffScope } from './entry';
import { connection, pageRequest } from './paging';
import { forbidden } from './refusals';
import { seenConversation } from './sight';
import { nameOf } from './visitor.fields';

@Resolver()
export class MissedChatResolver {
  @Query(() => MissedChatConnection, {
    nullable: true,
    description: doc`
      The missed chats that the caller may claim or has claimed, those begun last in front: the ones that rang at the caller, and
      with ALL_CONVERSATIONS_VIEW all. Agents with LIVE_CHAT_TAKE. Ask again on LiveChatMissed: a colleague's claim is no event.`,
  })
  async missedChats(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<ConversationRecord>> {
    const scope = await enter(context, info);
    const { actor } = scope;
    if (!mayClaimMissed(actor)) throw forbidden('Only agents with the permission LIVE_CHAT_TAKE claim missed chats.');
    const whose = seesWholeWorkspace(actor) ? null : actor.agentId;
    return connection(remembered(scope, scope.reads.missedPage(whose, pageRequest(page, info))));
  }
}

@Resolver(() => MissedChat)
export class MissedChatFields {
  @FieldResolver(() => ID, { description: 'The conversation, for `missedChatClaim`.' })
  conversationId(@Root() conversation: ConversationRecord): string {
    return globalId('Conversation', conversation.id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'First and last name of the visitor, as far as they are known; null where neither is.',
  })
  async visitorName(@Root() conversation: ConversationRecord, @Ctx() context: Context): Promise<string | null> {
    const visitor = await staffScope(context).loaders.visitor.load(conversation.visitorId);
    return visitor === null ? null : nameOf(visitor);
  }

  @FieldResolver(() => String, { nullable: true, description: 'The page that it began on; null where unknown.' })
  pageUrl(@Root() conversation: ConversationRecord): string | null {
    return conversation.pageUrl;
  }

  @FieldResolver(() => DateTime, { nullable: true, description: 'When nobody was left to ask.' })
  async missedAt(@Root() { liveChatId }: ConversationRecord, @Ctx() context: Context): Promise<Date | null> {
    const { loaders } = staffScope(context);
    const chat = liveChatId === null ? null : await loaders.liveChat.load(liveChatId);
    return chat?.endedAt ?? null;
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'Who looks after it; null: nobody yet.' })
  claimedBy(@Root() { agentId }: ConversationRecord, @Ctx() context: Context): Promise<AgentRecord | null> | null {
    const { loaders } = staffScope(context);
    return agentId === null ? null : loaders.agent.load(agentId);
  }

  @FieldResolver(() => Conversation, {
    nullable: true,
    description: 'The conversation; null as long as the caller may not read it, which is until the claim.',
  })
  conversation(@Root() { id }: ConversationRecord, @Ctx() context: Context): Promise<ConversationRecord | null> {
    return seenConversation(staffScope(context), id);
  }
}
