/** What the events of chats that change hands tell beside their conversation. To staff alone: a visitor knows names, not agents. */
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { WhisperRecord } from '../actions/ports';
import type { AgentRecord, OfferRecord } from '../actions/records';
import type { StoredEvent } from '../events/topics';
import type { EventBody, EventType } from '../routing/events';
import { Agent } from '../schema/agent.type';
import {
  ListeningChanged,
  LiveChatGuestJoined,
  LiveChatGuestLeft,
  LiveChatHandoverAsked,
  LiveChatOfferReturned,
  LiveChatTransferred,
  WhisperAdded,
} from '../schema/event.type';
import { Offer } from '../schema/offer.type';
import { Whisper } from '../schema/whisper.type';
import type { Context } from './context';
import { staffScope } from './entry';
import { seenOffer, sightOn } from './sight';

type Stored<Type extends EventType> = Omit<StoredEvent, 'event'> & {
  readonly event: StoredEvent['event'] & Extract<EventBody, { type: Type }>;
};
type Found = Promise<AgentRecord | null>;

@Resolver(() => LiveChatTransferred)
export class LiveChatTransferredFields {
  @FieldResolver(() => Agent, { nullable: true, description: 'Whose chat it was. Staff only.' })
  fromAgent(@Root() { event }: Stored<'LIVE_CHAT_TRANSFERRED'>, @Ctx() context: Context): Found {
    return staffScope(context).loaders.agent.load(event.fromAgentId);
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'Whose it is from here on. Staff only.' })
  toAgent(@Root() { event }: Stored<'LIVE_CHAT_TRANSFERRED'>, @Ctx() context: Context): Found {
    return staffScope(context).loaders.agent.load(event.toAgentId);
  }
}

@Resolver(() => LiveChatHandoverAsked)
export class LiveChatHandoverAskedFields {
  @FieldResolver(() => Offer, {
    nullable: true,
    description: 'What rings, as it is now; null for who may not see it. Staff only.',
  })
  askedOffer(
    @Root() { event }: Stored<'LIVE_CHAT_HANDOVER_ASKED'>,
    @Ctx() context: Context,
  ): Promise<OfferRecord | null> {
    return seenOffer(staffScope(context), event.askedOfferId);
  }
}

@Resolver(() => LiveChatOfferReturned)
export class LiveChatOfferReturnedFields {
  @FieldResolver(() => Offer, { nullable: true, description: 'The last offer that was made for it. Staff only.' })
  returnedOffer(
    @Root() { event }: Stored<'LIVE_CHAT_OFFER_RETURNED'>,
    @Ctx() context: Context,
  ): Promise<OfferRecord | null> {
    return seenOffer(staffScope(context), event.returnedOfferId);
  }
}

@Resolver(() => LiveChatGuestJoined)
export class LiveChatGuestJoinedFields {
  @FieldResolver(() => Agent, { nullable: true, description: 'Who came. Staff only.' })
  guest(@Root() { event }: Stored<'LIVE_CHAT_GUEST_JOINED'>, @Ctx() context: Context): Found {
    return staffScope(context).loaders.agent.load(event.guestAgentId);
  }
}

@Resolver(() => LiveChatGuestLeft)
export class LiveChatGuestLeftFields {
  @FieldResolver(() => Agent, { nullable: true, description: 'Who left. Staff only.' })
  guest(@Root() { event }: Stored<'LIVE_CHAT_GUEST_LEFT'>, @Ctx() context: Context): Found {
    return staffScope(context).loaders.agent.load(event.guestAgentId);
  }
}

@Resolver(() => WhisperAdded)
export class WhisperAddedFields {
  @FieldResolver(() => Whisper, {
    nullable: true,
    description: 'What was said; null once the caller may not read the conversation. Staff only.',
  })
  async whisper(@Root() { event }: Stored<'WHISPER_ADDED'>, @Ctx() context: Context): Promise<WhisperRecord | null> {
    const scope = staffScope(context);
    if (event.conversationId === null) return null;
    const conversation = await scope.loaders.conversation.load(event.conversationId);
    if (conversation === null || (await sightOn(scope, conversation)) !== 'WHOLE') return null;
    return scope.loaders.whisper.load(event.whisperId);
  }
}

@Resolver(() => ListeningChanged)
export class ListeningChangedFields {
  @FieldResolver(() => Agent, { nullable: true, description: 'Who listens, or does no longer. Staff only.' })
  listener(@Root() { event }: Stored<'LISTENING_CHANGED'>, @Ctx() context: Context): Found {
    return staffScope(context).loaders.agent.load(event.listenerAgentId);
  }

  @FieldResolver(() => Boolean, { description: 'Whether that agent listens from here on.' })
  listens(@Root() { event }: Stored<'LISTENING_CHANGED'>, @Ctx() context: Context): boolean {
    staffScope(context);
    return event.listens;
  }
}

export const chatEventFields = [
  LiveChatTransferredFields,
  LiveChatHandoverAskedFields,
  LiveChatOfferReturnedFields,
  LiveChatGuestJoinedFields,
  LiveChatGuestLeftFields,
  WhisperAddedFields,
  ListeningChangedFields,
] as const;
