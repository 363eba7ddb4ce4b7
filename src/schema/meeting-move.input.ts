import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { Meeting } from './meeting.type';
import { DateTime } from './scalars';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    The same two people at another time: its visitor to a time that can be booked, its agent and MEETINGS_MANAGE to any that is
    still to come. Both sides are told by mail.`,
})
export class MeetingMoveInput {
  @Field(() => ID, { description: 'The meeting.' })
  meetingId!: string;

  @Field(() => DateTime, { description: 'When it begins; it stays as long as it was, or as the slot is.' })
  startsAt!: Date;

  @Field(() => String, { nullable: true, description: "The visitor's zone: an IANA name; absent: as it was." })
  timeZone?: string | null;
}

@ObjectType({ description: 'The answer of `meetingMove`.', simpleResolvers: true })
export class MeetingMovePayload extends Payload {
  @Field(() => Meeting, { nullable: true, description: 'The meeting at its new time.' })
  meeting!: object | null;
}
