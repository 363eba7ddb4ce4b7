/** Handing over, inviting, and watching over chats. */
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import {
  chatInvite,
  chatLeave,
  chatListen,
  chatListenEnd,
  chatTakeOver,
  chatTransfer,
  chatTransferCancel,
  messageWhisper,
  missedChatClaim,
} from '../actions';
import type { HandoverInput } from '../actions/chat-handover';
import type { Ports } from '../actions/ports';
import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { ConversationId, OfferId } from '../routing/terms';
import { ChatLeaveInput, ChatLeavePayload } from '../schema/chat-leave.input';
import { ChatListenEndInput, ChatListenEndPayload } from '../schema/chat-listen-end.input';
import { ChatListenInput, ChatListenPayload } from '../schema/chat-listen.input';
import { ChatTakeOverInput, ChatTakeOverPayload } from '../schema/chat-take-over.input';
import { ChatTransferCancelInput, ChatTransferCancelPayload } from '../schema/chat-transfer-cancel.input';
import {
  ChatInviteInput,
  ChatInvitePayload,
  ChatTransferInput,
  ChatTransferPayload,
} from '../schema/chat-transfer.input';
import { idOf, idOrNull } from '../schema/global-ids';
import { MessageWhisperInput, MessageWhisperPayload } from '../schema/message-whisper.input';
import { MissedChatClaimInput, MissedChatClaimPayload } from '../schema/missed-chat-claim.input';
import type { Context } from './context';
import { enter, reloaded } from './entry';
import { payloadOf } from './refusals';
import { seenConversation } from './sight';

interface At {
  readonly context: Context;
  readonly info: GraphQLResolveInfo;
}
type OnChat = (
  ports: Ports,
  actor: Actor,
  input: { readonly conversationId: ConversationId },
) => Promise<Outcome<ConversationId>>;

/** The chat as it is behind the verb, where the caller may still see it. */
async function onChat(verb: OnChat, given: string, { context, info }: At): Promise<object> {
  const scope = await enter(context, info);
  const outcome = await verb(context.ports, scope.actor, { conversationId: idOf('Conversation', given) });
  return payloadOf(outcome, async (id) => {
    reloaded(scope);
    return { conversation: await seenConversation(scope, id) };
  });
}

type Asks = (ports: Ports, actor: Actor, input: HandoverInput) => Promise<Outcome<OfferId>>;

async function asks(verb: Asks, given: ChatTransferInput, { context, info }: At): Promise<object> {
  const scope = await enter(context, info);
  const conversationId = idOf('Conversation', given.conversationId);
  const outcome = await verb(context.ports, scope.actor, {
    conversationId,
    agentId: idOrNull('Agent', given.agentId),
    teamId: idOrNull('Team', given.teamId),
    ruleId: idOrNull('CustomRule', given.ruleId),
    note: given.note ?? null,
  });
  return payloadOf(outcome, async (id) => {
    const { offer } = reloaded(scope);
    const [made, conversation] = await Promise.all([offer.load(id), seenConversation(scope, conversationId)]);
    return { offer: made, conversation };
  });
}

@Resolver()
export class ChatResolver {
  @Mutation(() => ChatTransferPayload, {
    description: 'Offers the own running chat to another agent, a team or a rule. Needs CHATS_TRANSFER.',
  })
  chatTransfer(
    @Arg('input', () => ChatTransferInput, { description: 'Which chat, to whom, and a note.' })
    input: ChatTransferInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return asks(chatTransfer, input, { context, info });
  }

  @Mutation(() => ChatInvitePayload, {
    description: 'Asks a second agent into the own running chat. Needs CHATS_TRANSFER.',
  })
  chatInvite(
    @Arg('input', () => ChatInviteInput, { description: 'Which chat, whom, and a note.' }) input: ChatInviteInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return asks(chatInvite, input, { context, info });
  }

  @Mutation(() => ChatTransferCancelPayload, {
    description: 'Takes back what the own chat asks of another agent. Its agent.',
  })
  chatTransferCancel(
    @Arg('input', () => ChatTransferCancelInput, { description: 'Which chat.' }) input: ChatTransferCancelInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return onChat(chatTransferCancel, input.conversationId, { context, info });
  }

  @Mutation(() => ChatLeavePayload, { description: 'Leaves a chat as its guest.' })
  chatLeave(
    @Arg('input', () => ChatLeaveInput, { description: 'Which chat.' }) input: ChatLeaveInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return onChat(chatLeave, input.conversationId, { context, info });
  }

  @Mutation(() => ChatListenPayload, { description: 'Reads along in a running chat. Needs CHATS_LISTEN; audited.' })
  chatListen(
    @Arg('input', () => ChatListenInput, { description: 'Which chat.' }) input: ChatListenInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return onChat(chatListen, input.conversationId, { context, info });
  }

  @Mutation(() => ChatListenEndPayload, { description: 'Stops reading along; audited.' })
  chatListenEnd(
    @Arg('input', () => ChatListenEndInput, { description: 'Which chat.' }) input: ChatListenEndInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return onChat(chatListenEnd, input.conversationId, { context, info });
  }

  @Mutation(() => ChatTakeOverPayload, {
    description: "Makes somebody else's chat the own one. Needs CHATS_TAKE_OVER; audited.",
  })
  chatTakeOver(
    @Arg('input', () => ChatTakeOverInput, { description: 'Which chat.' }) input: ChatTakeOverInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return onChat(chatTakeOver, input.conversationId, { context, info });
  }

  @Mutation(() => MissedChatClaimPayload, {
    description: 'Looks after a chat that was missed. Needs LIVE_CHAT_TAKE.',
  })
  missedChatClaim(
    @Arg('input', () => MissedChatClaimInput, { description: 'Which chat.' }) input: MissedChatClaimInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return onChat(missedChatClaim, input.conversationId, { context, info });
  }

  @Mutation(() => MessageWhisperPayload, {
    description: 'Says something to the staff of a running chat: its agents, and who may see it with CHATS_WHISPER.',
  })
  async messageWhisper(
    @Arg('input', () => MessageWhisperInput, { description: 'Where, and what.' }) input: MessageWhisperInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await messageWhisper(context.ports, scope.actor, {
      conversationId: idOf('Conversation', input.conversationId),
      text: input.text,
      clientMessageId: input.clientMessageId ?? null,
    });
    return payloadOf(outcome, (whisper) => ({ whisper }));
  }
}
