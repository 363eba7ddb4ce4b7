/** What the `events` subscription sends. */
import { createUnionType, Field, ID, ObjectType } from 'type-graphql';
import type { StoredEvent } from '../events/topics';
import { doc } from './doc';
import { MessageAuthorEnum, type ResetReason, ResetReasonEnum } from './enums';
import { Event } from './event.type';
import { DateTime, EventCursor } from './scalars';

@ObjectType({
  description: 'Events in order. Resuming `after: cursor` continues behind the last of them.',
  simpleResolvers: true,
})
export class EventBatch {
  @Field(() => EventCursor, { description: 'The place behind the last event of the batch.' })
  cursor!: string;

  @Field(() => [Event], { description: 'At least one, oldest first.' })
  events!: StoredEvent[];
}

@ObjectType({
  description: doc`
    Everything up to now has been delivered; what follows is live. Repeated every 60 seconds, so that a quiet stream's cursor
    stays fresh.`,
  simpleResolvers: true,
})
export class CaughtUp {
  @Field(() => EventCursor, { description: 'The place up to which everything has been delivered.' })
  cursor!: string;

  @Field(() => DateTime, { description: "The database's clock, for countdowns on a device whose own clock is off." })
  serverTime!: Date;
}

@ObjectType({
  description: doc`
    The cursor can no longer be served: reload the state, then subscribe with its cursor. The server ends the operation behind
    this frame.`,
  simpleResolvers: true,
})
export class ResetRequired {
  @Field(() => ResetReasonEnum, { description: 'Why.' })
  reason!: ResetReason;
}

@ObjectType({
  description: 'Somebody types. Passing, never stored, not part of the order; at most one a second and author.',
  simpleResolvers: true,
})
export class TypingIndicator {
  @Field(() => ID, { description: 'The conversation in which it happens.' })
  conversationId!: string;

  @Field(() => MessageAuthorEnum, { description: 'VISITOR or AGENT; never the own typing.' })
  author!: keyof typeof MessageAuthorEnum;

  @Field(() => String, { nullable: true, description: 'The name of who types, where there is one.' })
  authorName!: string | null;

  @Field(() => DateTime, { description: 'When to stop showing it, unless another comes.' })
  until!: Date;
}

/** What the resolvers hand to the union. */
export type EventFrameSource =
  | { readonly frame: 'EventBatch'; readonly cursor: string; readonly events: readonly StoredEvent[] }
  | { readonly frame: 'CaughtUp'; readonly cursor: string; readonly serverTime: Date }
  | { readonly frame: 'ResetRequired'; readonly reason: ResetReason }
  | {
      readonly frame: 'TypingIndicator';
      readonly conversationId: string;
      readonly author: 'VISITOR' | 'AGENT';
      readonly authorName: string | null;
      readonly until: Date;
    };

export function eventFrameType({ frame }: EventFrameSource): string {
  return frame;
}

export const EventFrame = createUnionType({
  name: 'EventFrame',
  description: doc`
    What a subscription to events is sent: events, news of the stream itself, and typing. New kinds may come: ignore those you
    do not know.`,
  types: () => [EventBatch, CaughtUp, ResetRequired, TypingIndicator] as const,
  resolveType: (value) => eventFrameType(value as unknown as EventFrameSource),
});

export const LiveChatFrame = createUnionType({
  name: 'LiveChatFrame',
  description: 'What a subscription to live chats is sent: changes, and news of the stream itself.',
  types: () => [EventBatch, CaughtUp, ResetRequired] as const,
  resolveType: (value) => eventFrameType(value as unknown as EventFrameSource),
});
