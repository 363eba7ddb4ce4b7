import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { cardAnswered, conversationEnd, conversationMarkRead, conversationStarted, messageLeave } from '../actions';
import type { ConversationRecord } from '../actions/records';
import type { Outcome } from '../routing/refusal';
import type { ConversationId } from '../routing/terms';
import { CardAnswerInput, CardAnswerPayload } from '../schema/card-answer.input';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import { ConversationEndInput, ConversationEndPayload } from '../schema/conversation-end.input';
import { ConversationFilter } from '../schema/conversation-filter.input';
import { ConversationMarkReadInput, ConversationMarkReadPayload } from '../schema/conversation-mark-read.input';
import { ConversationStartInput, ConversationStartPayload } from '../schema/conversation-start.input';
import { Conversation, ConversationConnection } from '../schema/conversation.type';
import { doc } from '../schema/doc';
import { idOf, idOrNull } from '../schema/global-ids';
import { MessageLeaveInput, MessageLeavePayload } from '../schema/message-leave.input';
import type { Context, Scope } from './context';
import { conversationsPage } from './conversation-list';
import { enter, reloaded } from './entry';
import { connection, pageRequest } from './paging';
import { payloadOf, type UserErrors } from './refusals';
import { seenConversation } from './sight';
import { visitOf } from './visit';

@Resolver()
export class ConversationResolver {
  @Query(() => ConversationConnection, {
    nullable: true,
    description: doc`
      Every engaged conversation unless the filter asks for others: automated and live, missed ones too, newest first, in real
      time. With ALL_CONVERSATIONS_VIEW those of the workspace, for other agents those they accepted, for visitors the own ones.`,
  })
  async conversations(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => ConversationFilter, { nullable: true, description: 'Which of them.' })
    filter: ConversationFilter | null | undefined,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<ConversationRecord>> {
    const scope = await enter(context, info);
    const wanted = {
      status: filter?.status ?? null,
      live: filter?.live ?? null,
      missed: filter?.missed ?? null,
      agentId: idOrNull('Agent', filter?.agentId),
      visitorId: idOrNull('Visitor', filter?.visitorId),
      engaged: filter?.engaged === undefined ? true : filter.engaged,
    };
    return connection(conversationsPage(scope, wanted, pageRequest(page, info)));
  }

  @Query(() => Conversation, {
    nullable: true,
    description: 'One conversation; null where it is unknown or not for the caller.',
  })
  async conversation(
    @Arg('id', () => ID, { description: 'The conversation.' }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConversationRecord | null> {
    return seenConversation(await enter(context, info), idOf('Conversation', id));
  }

  @Mutation(() => ConversationStartPayload, {
    description: 'Begins a conversation, or goes on with it. Visitors only.',
  })
  async conversationStart(
    @Arg('input', () => ConversationStartInput, { description: 'Which dialog, and from which page.' })
    input: ConversationStartInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await conversationStarted(context.ports, scope.actor, {
      dialogId: idOrNull('Dialog', input.dialogId),
      pageUrl: input.pageUrl ?? null,
      visit: input.visit ? visitOf(input.visit) : null,
    });
    return payloadOf(outcome, async ({ conversationId: id, waitsFor }) => ({
      conversation: id === null ? null : await reloaded(scope).conversation.load(id),
      waitsFor,
    }));
  }

  @Mutation(() => CardAnswerPayload, { description: 'Answers the card that waits. Its visitor only.' })
  async cardAnswer(
    @Arg('input', () => CardAnswerInput, { description: 'Which card, and the answer.' }) input: CardAnswerInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await cardAnswered(context.ports, scope.actor, {
      conversationId: idOf('Conversation', input.conversationId),
      cardKey: input.cardKey,
      responseKey: input.responseKey ?? null,
      response: input.response ?? null,
      value: input.value ?? null,
      clientMessageId: input.clientMessageId ?? null,
    });
    return payloadOf(outcome, ({ conversation, play }) => {
      // As they were committed a moment ago: what they lead to is loaded, they themselves are in our hands.
      const loaders = reloaded(scope);
      loaders.conversation.prime(conversation.id, conversation);
      if (play !== null) loaders.play.prime(conversation.id, play);
      return { conversation };
    });
  }

  @Mutation(() => ConversationMarkReadPayload, {
    description: "Moves the caller's own mark of what has been read; nobody else sees it.",
  })
  async conversationMarkRead(
    @Arg('input', () => ConversationMarkReadInput, { description: 'Which conversation, and how far.' })
    input: ConversationMarkReadInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await conversationMarkRead(context.ports, scope.actor, {
      conversationId: idOf('Conversation', input.conversationId),
      upToSequence: input.upToSequence,
    });
    return answer(scope, outcome);
  }

  @Mutation(() => ConversationEndPayload, {
    description: 'Ends a conversation and the live chat in it: its visitor, its agent, or with AGENTS_MANAGE anyone.',
  })
  async conversationEnd(
    @Arg('input', () => ConversationEndInput, { description: 'Which conversation.' }) input: ConversationEndInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await conversationEnd(context.ports, scope.actor, {
      conversationId: idOf('Conversation', input.conversationId),
    });
    return answer(scope, outcome);
  }

  @Mutation(() => MessageLeavePayload, {
    description: doc`
      A visitor leaves a message instead of waiting for an agent, or where the fallback asks for one (LeaveMessagePrompt). It
      stands in the transcript, goes to the staff by mail, and ends the conversation. CONFLICT where there is nothing to wait for.`,
  })
  async messageLeave(
    @Arg('input', () => MessageLeaveInput, { description: 'What is to be said, and where an answer goes.' })
    input: MessageLeaveInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const { text, email = null, name = null, clientMessageId = null } = input;
    const outcome = await messageLeave(context.ports, scope.actor, {
      conversationId: idOf('Conversation', input.conversationId),
      text,
      email,
      name,
      clientMessageId,
    });
    return answer(scope, outcome);
  }
}

function answer(scope: Scope, outcome: Outcome<ConversationId | null>): Promise<UserErrors> {
  return payloadOf(outcome, async (id) => ({
    conversation: id === null ? null : await reloaded(scope).conversation.load(id),
  }));
}
