import { Field, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { MeetingStatusEnum } from './meeting-enums';
import { DateTime } from './scalars';

@ObjectType({
  description: doc`
    A meeting as the link in its mail opens it: whoever holds that mail sees when it is and with whom, and nothing of the
    conversation.`,
  simpleResolvers: true,
})
export class LinkedMeeting {
  @Field(() => MeetingStatusEnum, { description: 'What has become of it.' })
  status!: keyof typeof MeetingStatusEnum;

  @Field(() => DateTime, { description: 'When it begins.' })
  startsAt!: Date;

  @Field(() => DateTime, { description: 'When it ends; the link opens nothing any more then.' })
  endsAt!: Date;

  @Field(() => String, { description: "The visitor's zone, as it was told at the booking: an IANA name." })
  timeZone!: string;

  @Field(() => String, { description: 'With whom.' })
  agentName!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where it is held, such as an address to dial in; null: not said.',
  })
  conferencing!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'In which language its mails are written, as a BCP 47 tag; null: unknown.',
  })
  language!: string | null;

  @Field(() => Boolean, { description: 'Whether it can still be moved and cancelled: until it begins.' })
  canChange!: boolean;
}
