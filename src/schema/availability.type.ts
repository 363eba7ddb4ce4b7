import { Field, InputType, ObjectType } from 'type-graphql';
import { availabilityCauses } from '../routing/availability';
import { doc } from './doc';
import { enumOf } from './enum-of';
import { IneligibleReasonEnum } from './routing-enums';
import { DateTime } from './scalars';
import { HoursBlock, WeeklyHours } from './weekly-hours.type';

const AvailabilityCauseEnum = enumOf(
  'AvailabilityCause',
  'What decides whether an agent takes live chats now.',
  availabilityCauses,
  {
    SCHEDULE: 'The weekly hours: inside one of their blocks, or outside of all.',
    OVERRIDE: 'The switch: the agent said so with `agentAvailabilitySet`.',
    BREAK: 'A break: one from now, or one that recurs in the hours.',
    HOLIDAY: "A day off, the agent's own or the workspace's.",
    NONE: 'Nothing: there is no schedule, and the switch is off.',
  },
);

@ObjectType({ description: 'Whole days off, on the wall of the zone of whoever has them.', simpleResolvers: true })
export class Holiday {
  @Field(() => String, { description: 'The first day, such as "2026-12-24".' })
  from!: string;

  @Field(() => String, { description: 'The last day; it is off, too.' })
  to!: string;

  @Field(() => String, { nullable: true, description: 'What it is called; null: not said.' })
  name!: string | null;
}

@InputType({ description: 'Whole days off. They may overlap others.' })
export class HolidayInput {
  @Field(() => String, { description: 'The first day, of the years 2000 to 2099, such as "2026-12-24".' })
  from!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The last day, at most a year on; absent or null: the same as `from`.',
  })
  to?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is called, at most 100 characters.' })
  name?: string | null;
}

@ObjectType({
  description: "When an agent takes live chats: the hours, less the breaks, but for the holidays and the workspace's.",
})
export class LiveChatSchedule {
  @Field(() => WeeklyHours, { description: 'The hours of the week with their zone.' })
  hours!: WeeklyHours;

  @Field(() => [HoursBlock], { description: 'What is cut out of the hours every week, by day and time.' })
  breaks!: HoursBlock[];

  @Field(() => [Holiday], { description: "The agent's own days off, in order." })
  holidays!: readonly Holiday[];
}

@ObjectType({
  description: doc`
    Whether an agent means to take live chats. The first that holds decides: a break from now, the switch, a holiday, the
    weekly hours. Whether they can be reached is told by \`reachable\`.`,
  simpleResolvers: true,
})
export class AgentAvailability {
  @Field(() => Boolean, { description: 'Whether the agent takes live chats now.' })
  available!: boolean;

  @Field(() => AvailabilityCauseEnum, { description: 'What decides it.' })
  because!: keyof typeof AvailabilityCauseEnum;

  @Field(() => DateTime, {
    nullable: true,
    description: doc`
      When that ends by itself: the break, the switch, or the hours; while away by schedule or holiday, when the agent is
      there again. Null: never.`,
  })
  until!: Date | null;
}

@ObjectType({
  description: 'Whether an offer made at this moment could go to an agent, by the same rule that makes offers.',
  simpleResolvers: true,
})
export class WillRing {
  @Field(() => Boolean, { description: 'True: the agent is in the turn for the next request of their rings.' })
  rings!: boolean;

  @Field(() => IneligibleReasonEnum, { nullable: true, description: 'The first reason why not; null where it rings.' })
  reason!: keyof typeof IneligibleReasonEnum | null;

  @Field(() => String, {
    description: doc`
      The same for people, in English, with times on the agent's wall: "You will ring", "Outside your hours until Mon 09:00",
      "On a break until 12:30". About somebody else: "They will ring".`,
  })
  sentence!: string;
}
