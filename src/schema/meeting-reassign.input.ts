import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { Meeting } from './meeting.type';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    Gives a meeting to another agent, at the same time: the one is called off and the other one stands. CONFLICT where it has
    begun, is cancelled, or the agent is deactivated or has another meeting then.`,
})
export class MeetingReassignInput {
  @Field(() => ID, { description: 'The meeting.' })
  meetingId!: string;

  @Field(() => ID, { description: 'Who is to hold it.' })
  agentId!: string;
}

@ObjectType({ description: 'The answer of `meetingReassign`.', simpleResolvers: true })
export class MeetingReassignPayload extends Payload {
  @Field(() => Meeting, { nullable: true, description: 'The meeting that stands now; null when refused.' })
  meeting!: object | null;
}
