import { Field, Int, ObjectType } from 'type-graphql';
import { CalendarProviderEnum, CalendarStateEnum } from './meeting-enums';
import { DateTime } from './scalars';
import { WeeklyHours } from './weekly-hours.type';

@ObjectType({ description: 'When an agent can be booked, and what the invitation says.', simpleResolvers: true })
export class MeetingSettings {
  @Field(() => WeeklyHours, { nullable: true, description: 'The bookable hours; null: nobody books this agent.' })
  hours!: WeeklyHours | null;

  @Field(() => Int, { description: 'How long a meeting is, in minutes.' })
  durationMinutes!: number;

  @Field(() => Int, { description: 'Minutes that stay free before each meeting.' })
  bufferBeforeMinutes!: number;

  @Field(() => Int, { description: 'Minutes that stay free behind each meeting.' })
  bufferAfterMinutes!: number;

  @Field(() => Int, { description: 'How many minutes ahead a visitor must book at least; 1,440 unless set.' })
  noticeMinutes!: number;

  @Field(() => String, { nullable: true, description: 'Where meetings are held; null: not said.' })
  conferencing!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the invitation says, with its tokens; null: the usual words.',
  })
  invitation!: string | null;
}

@ObjectType({
  description: 'An agent’s own calendar elsewhere. Its password is sealed and never told.',
  simpleResolvers: true,
})
export class Calendar {
  @Field(() => CalendarProviderEnum, { description: 'What it speaks.' })
  provider!: keyof typeof CalendarProviderEnum;

  @Field(() => String, { description: 'The address of the calendar that meetings are written to.' })
  url!: string;

  @Field(() => String, { description: 'Who signs in there.' })
  username!: string;

  @Field(() => CalendarStateEnum, { description: 'Whether it can be used.' })
  state!: keyof typeof CalendarStateEnum;

  @Field(() => DateTime, { description: 'When it was connected.' })
  connectedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it last was in step; null: not yet.' })
  syncedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'What was wrong the last time, and what to do; null: nothing.' })
  fault!: string | null;
}
