import { type ClassType, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { AgentRecord, ConversationRecord, Message as Line, OfferRecord } from '../actions/records';
import type { StoredEvent } from '../events/topics';
import type { EventBody, EventType } from '../routing/events';
import type { LiveChatEndReason } from '../routing/terms';
import { Agent } from '../schema/agent.type';
import { Conversation } from '../schema/conversation.type';
import { LiveChatEndReasonEnum } from '../schema/enums';
import {
  AgentChanged,
  Event,
  LiveChatEnded,
  LiveChatIdleWarning,
  MessageAdded,
  offerEvents,
  PromptChanged,
} from '../schema/event.type';
import { globalId } from '../schema/global-ids';
import { Message } from '../schema/message.type';
import { Offer } from '../schema/offer.type';
import { Prompt, type PromptSource } from '../schema/prompt.type';
import { DateTime } from '../schema/scalars';
import type { Context } from './context';
import { scopeOf, staffScope } from './entry';
import { promptOf } from './prompt';
import { forStaffOnly } from './refusals';
import { seenConversation, seenOffer } from './sight';

/** A stored event whose body is known to be of one type: the object type that it is resolved as says so. */
type Stored<Type extends EventType> = Omit<StoredEvent, 'event'> & {
  readonly event: StoredEvent['event'] & Extract<EventBody, { type: Type }>;
};

async function conversationOf(context: Context, { event }: StoredEvent): Promise<ConversationRecord | null> {
  const { conversationId } = event;
  if (conversationId === null) return null;
  const scope = scopeOf(context);
  if (event.type === 'OFFER_CREATED') {
    // The offer is what opens the conversation to its agent: both are asked for at once, not one behind the other.
    const { offer: offers, conversation, pendingOfferOfConversation } = scope.loaders;
    const [offer] = await Promise.all([offers.load(event.offerId), conversation.load(conversationId)]);
    if (offer?.state === 'PENDING') pendingOfferOfConversation.prime(conversationId, offer);
  }
  return seenConversation(scope, conversationId);
}

@Resolver(() => Event)
export class EventFields {
  @FieldResolver()
  id(@Root() stored: StoredEvent): string {
    return globalId('Event', stored.id);
  }

  @FieldResolver(() => Conversation, {
    nullable: true,
    description: 'The conversation as it is now; null for events of none, and once the caller may not see it.',
  })
  conversation(@Root() stored: StoredEvent, @Ctx() context: Context): Promise<ConversationRecord | null> {
    return conversationOf(context, stored);
  }
}

@Resolver(() => PromptChanged)
export class PromptChangedFields {
  @FieldResolver(() => Prompt, {
    nullable: true,
    description: 'What waits for the visitor now, which may be later than this event; null when nothing does.',
  })
  async prompt(@Root() stored: StoredEvent, @Ctx() context: Context): Promise<PromptSource | null> {
    const conversation = await conversationOf(context, stored);
    return conversation === null ? null : promptOf(scopeOf(context), conversation);
  }
}

@Resolver(() => MessageAdded)
export class MessageAddedFields {
  @FieldResolver(() => Message, { description: 'The message.' })
  message(@Root() { event }: Stored<'MESSAGE_ADDED'>, @Ctx() context: Context): Promise<Line | null> {
    const { message } = scopeOf(context).loaders;
    const key = `${event.conversationId}:${event.sequence}`;
    // The process that wrote it still has it: the neighbours that ask for the same line are spared the read, too.
    if (event.message !== undefined) message.prime(key, event.message);
    return message.load(key);
  }
}

@Resolver(() => LiveChatIdleWarning)
export class LiveChatIdleWarningFields {
  @FieldResolver(() => DateTime, { description: 'When the chat ends unless somebody writes.' })
  endsAt(@Root() { event }: Stored<'LIVE_CHAT_IDLE_WARNING'>): Date {
    return event.endsAt;
  }
}

@Resolver(() => LiveChatEnded)
export class LiveChatEndedFields {
  @FieldResolver(() => LiveChatEndReasonEnum, { description: 'What ended it.' })
  reason(@Root() { event }: Stored<'LIVE_CHAT_ENDED'>): LiveChatEndReason {
    return event.reason;
  }
}

@Resolver(() => AgentChanged)
export class AgentChangedFields {
  @FieldResolver(() => Agent, { description: 'The agent as it is now.' })
  agent(@Root() { event }: Stored<'AGENT_CHANGED'>, @Ctx() context: Context): Promise<AgentRecord | null> {
    return staffScope(context).loaders.agent.load(event.changedAgentId);
  }
}

function offerFieldsOf(type: ClassType<object>) {
  @Resolver(() => type)
  class OfferEventFields {
    @FieldResolver(() => Offer, { description: 'The offer as it is now, which may be later than this event.' })
    async offer(@Root() { event }: Stored<'OFFER_CREATED'>, @Ctx() context: Context): Promise<OfferRecord> {
      const offer = await seenOffer(staffScope(context), event.offerId);
      if (offer === null) throw forStaffOnly();
      return offer;
    }
  }
  return OfferEventFields;
}

export const offerEventFields = offerEvents.map(offerFieldsOf);
