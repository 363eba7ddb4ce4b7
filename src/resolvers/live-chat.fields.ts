import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { AgentRecord, ConversationRecord, DecisionRecord, LiveChatRecord, OfferRecord } from '../actions/records';
import { maySeeOffer } from '../auth/policy';
import { idleEndsAt, idleWarnsAt } from '../routing/conversation';
import { searchEndsAt } from '../routing/fall-through';
import { Agent } from '../schema/agent.type';
import { Conversation } from '../schema/conversation.type';
import { doc } from '../schema/doc';
import { LiveChat } from '../schema/live-chat.type';
import { Offer } from '../schema/offer.type';
import { RoutingDecision } from '../schema/routing-decision.type';
import { DateTime } from '../schema/scalars';
import type { Context } from './context';
import { demand, scopeOf, staffScope } from './entry';

async function conversationOf(context: Context, chat: LiveChatRecord): Promise<ConversationRecord> {
  const conversation = await scopeOf(context).loaders.conversation.load(chat.conversationId);
  if (conversation === null) throw new Error(`Live chat ${chat.id} has no conversation.`);
  return conversation;
}

@Resolver(() => LiveChat)
export class LiveChatFields {
  @FieldResolver(() => Conversation, { description: 'The conversation that it is part of.' })
  conversation(@Root() chat: LiveChatRecord, @Ctx() context: Context): Promise<ConversationRecord> {
    return conversationOf(context, chat);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: doc`
      Address of the agent's picture as it was when the chat was accepted; it stays until the chat ends. Null before, and for
      an agent without a picture.`,
  })
  agentAvatarUrl(@Root() chat: LiveChatRecord, @Ctx() context: Context): string | null {
    return chat.agentAvatarHash === null ? null : context.pictureUrl(chat.agentAvatarHash);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: doc`
      When the visitor has an answer at the latest, as things stand: somebody has accepted, or the fallback message has come.
      Null unless an agent is being asked.`,
  })
  async waitEndsAt(@Root() chat: LiveChatRecord, @Ctx() context: Context): Promise<Date | null> {
    if (chat.state !== 'OFFERED') return null;
    const { loaders } = scopeOf(context);
    const offer = await loaders.pendingOfferOfConversation.load(chat.conversationId);
    if (offer?.liveChatId !== chat.id) return null;
    const { settings } = await loaders.workspace();
    const windowSeconds = chat.acceptWindowSeconds ?? settings.acceptWindowSeconds;
    return searchEndsAt({ ...chat, offerEndsAt: offer.expiresAt, windowSeconds, settings });
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      'When both sides are warned unless somebody writes; null unless connected, and where no warning is set.',
  })
  async idleWarnsAt(@Root() chat: LiveChatRecord, @Ctx() context: Context): Promise<Date | null> {
    if (chat.state !== 'CONNECTED') return null;
    const { lastActivityAt } = await conversationOf(context, chat);
    return idleWarnsAt(lastActivityAt, (await scopeOf(context).loaders.workspace()).settings);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'When the chat ends unless somebody writes; null unless connected.',
  })
  async idleEndsAt(@Root() chat: LiveChatRecord, @Ctx() context: Context): Promise<Date | null> {
    if (chat.state !== 'CONNECTED') return null;
    const { lastActivityAt } = await conversationOf(context, chat);
    return idleEndsAt(lastActivityAt, (await scopeOf(context).loaders.workspace()).settings);
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'Who accepted; null until somebody does. Staff only.' })
  agent(@Root() chat: LiveChatRecord, @Ctx() context: Context): Promise<AgentRecord | null> | null {
    const { loaders } = staffScope(context);
    return chat.agentId === null ? null : loaders.agent.load(chat.agentId);
  }

  @FieldResolver(() => Agent, {
    nullable: true,
    description: 'At whom it rings right now, for a request or to take it over; null: nobody. Needs CHATS_MONITOR.',
  })
  async ringsAt(@Root() chat: LiveChatRecord, @Ctx() context: Context): Promise<AgentRecord | null> {
    const scope = staffScope(context);
    demand(scope, 'chats.monitor');
    const offer = await scope.loaders.pendingOfferOfConversation.load(chat.conversationId);
    return offer?.liveChatId === chat.id ? scope.loaders.agent.load(offer.agentId) : null;
  }

  @FieldResolver(() => [Offer], {
    nullable: true,
    description: doc`
      Every offer that was made for it, oldest first: all with ALL_CONVERSATIONS_VIEW, else the own ones. Staff only.`,
  })
  async offers(@Root() chat: LiveChatRecord, @Ctx() context: Context): Promise<readonly OfferRecord[]> {
    const { actor, loaders } = staffScope(context);
    const offers = await loaders.offersOfLiveChat.load(chat.id);
    return offers.filter((offer) => maySeeOffer(actor, offer));
  }

  @FieldResolver(() => [RoutingDecision], {
    nullable: true,
    description: 'Why it went to whom: the newest 20 decisions, newest first. Staff only.',
  })
  decisions(@Root() chat: LiveChatRecord, @Ctx() context: Context): Promise<readonly DecisionRecord[]> {
    return staffScope(context).loaders.decisionsOfLiveChat.load(chat.id);
  }
}
