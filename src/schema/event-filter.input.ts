import { Field, ID, InputType } from 'type-graphql';
import type { EventType } from '../routing/events';
import { EventTypeEnum } from './enums';

@InputType({ description: 'Which events. What is given must all hold; what is absent does not matter.' })
export class EventFilter {
  @Field(() => [EventTypeEnum], {
    nullable: true,
    description: "Only these kinds. An agent's stream that leaves OFFER_CREATED out does not make the agent reachable.",
  })
  types?: EventType[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Only what concerns this conversation. Refused with FORBIDDEN for one that the caller may not see.',
  })
  conversationId?: string | null;
}
