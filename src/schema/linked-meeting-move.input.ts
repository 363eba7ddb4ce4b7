import { Field, InputType, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { LinkedMeeting } from './linked-meeting.type';
import { DateTime } from './scalars';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    To a time that can be booked. Both sides are told by mail. NOT_FOUND where the link is not whole or its meeting is over,
    LIMIT_REACHED once the meeting has changed 20 times.`,
})
export class LinkedMeetingMoveInput {
  @Field(() => String, { description: 'What stands behind the `#` of the link.' })
  token!: string;

  @Field(() => DateTime, { description: 'When it begins: of a slot.' })
  startsAt!: Date;

  @Field(() => String, { nullable: true, description: "The visitor's zone: an IANA name; absent: as it was." })
  timeZone?: string | null;
}

@ObjectType({ description: 'The answer of `linkedMeetingMove`.', simpleResolvers: true })
export class LinkedMeetingMovePayload extends Payload {
  @Field(() => LinkedMeeting, { nullable: true, description: 'The meeting at its new time.' })
  meeting!: object | null;
}
