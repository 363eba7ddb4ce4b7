import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Agent } from './agent.type';
import { HolidayInput } from './availability.type';
import { doc } from './doc';
import { Payload } from './user-error.type';
import { HoursBlockInput, WeeklyHoursInput } from './weekly-hours.type';

@InputType({
  description: doc`
    The whole schedule, in the place of the former one: what is absent is not in it. It counts at once and ends what the
    switch said; running chats and offers that ring stay.`,
})
export class AgentScheduleSetInput {
  @Field(() => ID, { description: 'The agent.' })
  agentId!: string;

  @Field(() => WeeklyHoursInput, {
    nullable: true,
    description: doc`
      The hours; null or absent: no schedule, the switch alone counts and is reset at midnight of UTC. Hours without blocks:
      nobody is there unless they say so, until midnight of that zone.`,
  })
  hours?: WeeklyHoursInput | null;

  @Field(() => [HoursBlockInput], {
    nullable: true,
    description: 'What is cut out of the hours every week, such as lunch: at most 100, each inside the hours.',
  })
  breaks?: HoursBlockInput[] | null;

  @Field(() => [HolidayInput], { nullable: true, description: "The agent's own days off; at most 100." })
  holidays?: HolidayInput[] | null;
}

@ObjectType({ description: 'The answer of `agentScheduleSet`.', simpleResolvers: true })
export class AgentScheduleSetPayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'The agent with the schedule.' })
  agent!: object | null;
}
