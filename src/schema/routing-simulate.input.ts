import { Field, ID, InputType, Int } from 'type-graphql';
import { AttributeInput } from './attribute.type';
import { LiveChatRoutingInput } from './live-chat-routing.type';
import { DateTime } from './scalars';

@InputType({ description: 'One agent, as somebody assumes them to be. What is absent is as it is.' })
export class AssumedAvailabilityInput {
  @Field(() => ID, { description: 'The agent, named once.' })
  agentId!: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether the agent means to take chats.' })
  available?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether an offer would arrive.' })
  reachable?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'Chats and offers that the agent has, 0 to 100.' })
  taken?: number | null;
}

@InputType({ description: 'A live chat that is not asked for, and the visitor it is imagined with.' })
export class RoutingSimulateInput {
  @Field(() => LiveChatRoutingInput, { description: 'Whom the card would ask for.' })
  routing!: LiveChatRoutingInput;

  @Field(() => [AttributeInput], {
    nullable: true,
    description:
      'What would be known about the visitor; none unless given, up to 200. They count before those of `visitorId`.',
  })
  attributes?: AttributeInput[] | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Whose attributes, account and last agent count. Needs ALL_CONVERSATIONS_VIEW. Absent: nobody in particular.',
  })
  visitorId?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When it would be asked for, at most 366 days away: schedules, holidays and breaks count as of then, connections and chats as of now. Absent: now.',
  })
  at?: Date | null;

  @Field(() => [AssumedAvailabilityInput], {
    nullable: true,
    description: 'Agents who are taken to be otherwise than they are, up to 1,000.',
  })
  assume?: AssumedAvailabilityInput[] | null;
}
