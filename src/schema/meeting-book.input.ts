import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Conversation } from './conversation.type';
import { doc } from './doc';
import { Meeting } from './meeting.type';
import { DateTime } from './scalars';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    One of the times that the conversation's meeting prompt offers. Booking the same time again in the same conversation answers
    with the same meeting. A time that is gone is a CONFLICT: load the times again.`,
})
export class MeetingBookInput {
  @Field(() => ID, { description: "The visitor's own conversation, waiting at a meeting prompt." })
  conversationId!: string;

  @Field(() => DateTime, { description: 'When it begins, as the slot says.' })
  startsAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it ends, as the slot says; absent: whoever is free then, however long their meetings are.',
  })
  endsAt?: Date | null;

  @Field(() => String, { description: "The visitor's zone: an IANA name." })
  timeZone!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Where the invitation goes; absent: the address that the visitor gave before. One of both there must be.',
  })
  email?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The visitor's name, 1 to 200 characters; absent: as it is known.",
  })
  name?: string | null;
}

@ObjectType({ description: 'The answer of `meetingBook`.', simpleResolvers: true })
export class MeetingBookPayload extends Payload {
  @Field(() => Meeting, { nullable: true, description: 'The meeting; null in a preview, which books nobody.' })
  meeting!: object | null;

  @Field(() => Conversation, { nullable: true, description: 'The conversation, behind its meeting card.' })
  conversation!: object | null;
}
