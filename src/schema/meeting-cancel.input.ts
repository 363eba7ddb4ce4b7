import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Meeting } from './meeting.type';
import { Payload } from './user-error.type';

@InputType({ description: 'Its visitor, its agent and MEETINGS_MANAGE may call a meeting off until it begins.' })
export class MeetingCancelInput {
  @Field(() => ID, { description: 'The meeting.' })
  meetingId!: string;
}

@ObjectType({ description: 'The answer of `meetingCancel`.', simpleResolvers: true })
export class MeetingCancelPayload extends Payload {
  @Field(() => Meeting, { nullable: true, description: 'The meeting, cancelled.' })
  meeting!: object | null;
}
