import { Field, InputType, ObjectType } from 'type-graphql';
import { LinkedMeeting } from './linked-meeting.type';
import { Payload } from './user-error.type';

@InputType({ description: 'Until it begins. NOT_FOUND where the link is not whole or its meeting is over.' })
export class LinkedMeetingCancelInput {
  @Field(() => String, { description: 'What stands behind the `#` of the link.' })
  token!: string;
}

@ObjectType({ description: 'The answer of `linkedMeetingCancel`.', simpleResolvers: true })
export class LinkedMeetingCancelPayload extends Payload {
  @Field(() => LinkedMeeting, { nullable: true, description: 'The meeting, cancelled.' })
  meeting!: object | null;
}
