/** What the events of playing tell beside their conversation. */
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { StoredEvent } from '../events/topics';
import type { DocumentDeed, EventBody, EventType } from '../routing/events';
import { ConversationScored, DocumentRead, GoalReached } from '../schema/event.type';
import { DocumentDeedEnum } from '../schema/play-enums';
import type { Context } from './context';
import { staffScope } from './entry';

type Stored<Type extends EventType> = Omit<StoredEvent, 'event'> & {
  readonly event: StoredEvent['event'] & Extract<EventBody, { type: Type }>;
};

@Resolver(() => GoalReached)
export class GoalReachedFields {
  @FieldResolver(() => String, { description: 'The goal card; `flowCard/card` inside a flow.' })
  cardKey(@Root() { event }: Stored<'GOAL_REACHED'>, @Ctx() context: Context): string {
    staffScope(context);
    return event.cardKey;
  }

  @FieldResolver(() => String, { description: "The goal's name." })
  name(@Root() { event }: Stored<'GOAL_REACHED'>, @Ctx() context: Context): string {
    staffScope(context);
    return event.name;
  }

  @FieldResolver(() => Int, { nullable: true, description: 'The score that the card gives, 0 to 3; null: none.' })
  score(@Root() { event }: Stored<'GOAL_REACHED'>, @Ctx() context: Context): number | null {
    staffScope(context);
    return event.score;
  }
}

@Resolver(() => DocumentRead)
export class DocumentReadFields {
  @FieldResolver(() => String, { description: 'The document card; `flowCard/card` inside a flow.' })
  cardKey(@Root() { event }: Stored<'DOCUMENT_READ'>, @Ctx() context: Context): string {
    staffScope(context);
    return event.cardKey;
  }

  @FieldResolver(() => DocumentDeedEnum, { description: 'What the visitor did for the first time.' })
  what(@Root() { event }: Stored<'DOCUMENT_READ'>, @Ctx() context: Context): DocumentDeed {
    staffScope(context);
    return event.what;
  }
}

@Resolver(() => ConversationScored)
export class ConversationScoredFields {
  /** Nullable like the score of a goal: a selection of both would be refused as ambiguous. */
  @FieldResolver(() => Int, { nullable: true, description: '0 to 3, never null.' })
  score(@Root() { event }: Stored<'CONVERSATION_SCORED'>, @Ctx() context: Context): number {
    staffScope(context);
    return event.score;
  }
}
