import { Field, ObjectType } from 'type-graphql';
import { connectionOf } from './connections';
import { doc } from './doc';
import { MeetingStatusEnum } from './meeting-enums';
import { Node } from './node.type';
import { DateTime } from './scalars';

@ObjectType({
  implements: Node,
  description: 'A booked time of one agent with one visitor. Both have it by mail, as an iCalendar part.',
  simpleResolvers: true,
})
export class Meeting {
  @Field(() => MeetingStatusEnum, { description: 'What has become of it.' })
  status!: keyof typeof MeetingStatusEnum;

  @Field(() => DateTime, { description: 'When it begins.' })
  startsAt!: Date;

  @Field(() => DateTime, { description: 'When it ends.' })
  endsAt!: Date;

  @Field(() => Boolean, { description: 'Whether it is over, by the clock of `serverTime`.' })
  hasPassed!: boolean;

  @Field(() => String, { description: "The visitor's zone, as it was told at the booking: an IANA name." })
  timeZone!: string;

  @Field(() => String, { description: "Where the visitor's invitation went." })
  attendeeEmail!: string;

  @Field(() => String, { nullable: true, description: "The visitor's name; null where it is not known." })
  attendeeName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where it is held, such as an address to dial in; null: not said.',
  })
  conferencing!: string | null;

  @Field(() => String, { description: 'What the invitation says.' })
  invitation!: string;

  @Field(() => DateTime, { description: 'When it was booked.' })
  createdAt!: Date;
}

export const { Edge: MeetingEdge, Connection: MeetingConnection } = connectionOf('Meeting', () => Meeting, 'meetings');

@ObjectType({ description: 'A time that can be booked.', simpleResolvers: true })
export class MeetingSlot {
  @Field(() => DateTime, { description: 'When the meeting would begin; give it to `meetingBook`.' })
  startsAt!: Date;

  @Field(() => DateTime, { description: 'When it would end; give it to `meetingBook`, too.' })
  endsAt!: Date;

  @Field(() => String, { description: 'The local day in the zone that was asked for, such as "2026-11-23".' })
  date!: string;

  @Field(() => String, {
    description: doc`
      What the clock on the wall shows then, such as "09:00". On the day on which the clocks go back two slots may show the
      same: they are two instants.`,
  })
  time!: string;
}
