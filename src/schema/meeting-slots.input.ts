import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { LiveChatRoutingInput } from './live-chat-routing.type';
import { MeetingStatusEnum } from './meeting-enums';
import { DateTime } from './scalars';

@ArgsType()
export class MeetingRangeArgs {
  @Field(() => DateTime, { description: 'Times that begin then or later.' })
  from!: Date;

  @Field(() => DateTime, { description: 'Times that begin before; at most 42 days behind `from`.' })
  to!: Date;

  @Field(() => String, { description: 'The zone in which they are told: an IANA name.' })
  timeZone!: string;
}

@InputType({ description: 'Whose times, and which of them.' })
export class MeetingSlotsInput {
  @Field(() => ID, {
    nullable: true,
    description: "A visitor's own conversation that waits at a meeting prompt.",
  })
  conversationId?: string | null;

  @Field(() => LiveChatRoutingInput, {
    nullable: true,
    description: 'Whom a meeting card would name, for staff with CUSTOM_RULES_VIEW who try it out.',
  })
  routing?: LiveChatRoutingInput | null;

  @Field(() => DateTime, { description: 'Times that begin then or later.' })
  from!: Date;

  @Field(() => DateTime, { description: 'Times that begin before; at most 42 days behind `from`.' })
  to!: Date;

  @Field(() => String, { description: 'The zone in which they are told: an IANA name.' })
  timeZone!: string;
}

@InputType({ description: 'Which meetings; absent fields narrow nothing.' })
export class MeetingFilter {
  @Field(() => ID, { nullable: true, description: 'Only those of this agent.' })
  agentId?: string | null;

  @Field(() => MeetingStatusEnum, { nullable: true, description: 'Only those of this status.' })
  status?: keyof typeof MeetingStatusEnum | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those that are over, or only those that are not.' })
  passed?: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'Only those that begin then or later.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Only those that begin before.' })
  to?: Date | null;
}
