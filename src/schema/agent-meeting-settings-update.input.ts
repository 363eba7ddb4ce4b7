import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Agent } from './agent.type';
import { doc } from './doc';
import { Payload } from './user-error.type';
import { WeeklyHoursInput } from './weekly-hours.type';

@InputType({
  description: doc`
    What is absent stays. The own settings need CALENDAR_AVAILABILITY_MANAGE, everybody's AGENTS_MANAGE. Meetings that stand
    stay as they are.`,
})
export class AgentMeetingSettingsUpdateInput {
  @Field(() => ID, { description: 'The agent.' })
  agentId!: string;

  @Field(() => WeeklyHoursInput, { nullable: true, description: 'The bookable hours; null: nobody books this agent.' })
  hours?: WeeklyHoursInput | null;

  @Field(() => Int, { nullable: true, description: 'How long a meeting is, 5 to 480 minutes.' })
  durationMinutes?: number | null;

  @Field(() => Int, { nullable: true, description: 'Minutes that stay free before each meeting, 0 to 240.' })
  bufferBeforeMinutes?: number | null;

  @Field(() => Int, { nullable: true, description: 'Minutes that stay free behind each meeting, 0 to 240.' })
  bufferAfterMinutes?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many minutes ahead a visitor must book, 0 to 43,200 (30 days).',
  })
  noticeMinutes?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where meetings are held, such as an address to dial in; at most 500 characters; null: not said.',
  })
  conferencing?: string | null;

  @Field(() => String, {
    nullable: true,
    description: doc`
      What the invitation says, at most 4,000 characters; null: the usual words. Tokens: {{agent.name}}, {{agent.email}},
      {{meeting.time}}, {{meeting.place}}, and {{visitor.firstName:"there"}} for any attribute.`,
  })
  invitation?: string | null;
}

@ObjectType({ description: 'The answer of `agentMeetingSettingsUpdate`.', simpleResolvers: true })
export class AgentMeetingSettingsUpdatePayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'The agent with the changes.' })
  agent!: object | null;
}
