import { Field, InputType, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { enumOf } from './enum-of';

/** In the order of the week: the first is weekday 1. */
export const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;
export type Weekday = (typeof weekdays)[number];
const WeekdayEnum = enumOf('Weekday', 'A day of the week.', weekdays, {
  MONDAY: 'The first day of the week.',
  TUESDAY: 'The second day of the week.',
  WEDNESDAY: 'The third day of the week.',
  THURSDAY: 'The fourth day of the week.',
  FRIDAY: 'The fifth day of the week.',
  SATURDAY: 'The sixth day of the week.',
  SUNDAY: 'The seventh day of the week.',
});

@ObjectType({ description: 'A stretch of one day, from the one minute up to but not including the other.' })
export class HoursBlock {
  @Field(() => WeekdayEnum, { description: 'On which day.' })
  weekday!: Weekday;

  @Field(() => String, { description: 'When it opens, as local time such as "09:00".' })
  from!: string;

  @Field(() => String, { description: 'When it closes, as local time; "24:00" is the end of the day.' })
  to!: string;
}

@ObjectType({
  description: doc`
    Hours that come again every week, on the clock on the wall of one zone: an hour that is skipped in spring is not worked,
    one that comes twice in autumn is worked twice.`,
})
export class WeeklyHours {
  @Field(() => String, { description: 'The zone by its IANA name, such as "Europe/Stockholm".' })
  timeZone!: string;

  @Field(() => [HoursBlock], { description: 'When it is open, by day and time; none: never.' })
  blocks!: HoursBlock[];
}

@InputType({ description: 'A stretch of one day. What goes beyond midnight is continued in a block of the next day.' })
export class HoursBlockInput {
  @Field(() => WeekdayEnum, { description: 'On which day.' })
  weekday!: Weekday;

  @Field(() => String, { description: 'When it opens, as local time from "00:00" to "23:59".' })
  from!: string;

  @Field(() => String, { description: 'When it closes, later than `from`, up to "24:00".' })
  to!: string;
}

@InputType({
  description: 'Hours that come again every week. Blocks of one day must not overlap; at most 100 of them.',
})
export class WeeklyHoursInput {
  @Field(() => String, { description: 'The zone by its IANA name, such as "Europe/Stockholm".' })
  timeZone!: string;

  @Field(() => [HoursBlockInput], { description: 'When it is open; none: never.' })
  blocks!: HoursBlockInput[];
}
