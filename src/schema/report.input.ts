import { Field, ID, InputType } from 'type-graphql';
import { TrafficSourceEnum } from './play-enums';
import { ReportGroupEnum, ReportKindEnum } from './report-enums';

@InputType({ description: 'The range of a report, what its rows are, and what it is narrowed to.' })
export class ReportInput {
  @Field(() => String, { description: 'The first local day, such as "2026-03-01".' })
  from!: string;

  @Field(() => String, { description: 'The last local day, included. At most 732 days in all.' })
  to!: string;

  @Field(() => String, { defaultValue: 'UTC', description: 'The zone whose days these are: an IANA name.' })
  timeZone!: string;

  @Field(() => ReportGroupEnum, { nullable: true, description: 'What the rows are; absent: no rows, the total alone.' })
  groupBy?: keyof typeof ReportGroupEnum | null;

  @Field(() => [ID], { nullable: true, description: 'Only these dialogs and flows; absent: all.' })
  dialogIds?: string[] | null;

  @Field(() => TrafficSourceEnum, {
    nullable: true,
    description: 'Only visitors who came from there; absent: all. Conversations only.',
  })
  source?: keyof typeof TrafficSourceEnum | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Only visitors who were known at the start, or only those who were not; absent: all. Conversations only.',
  })
  known?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Only this agent; absent: all. Live chats and meetings.' })
  agentId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only chats routed to this team; absent: all. Live chats only.' })
  teamId?: string | null;
}

@InputType({ description: 'A report as a file.' })
export class ReportExportInput extends ReportInput {
  @Field(() => ReportKindEnum, { description: 'Which report.' })
  kind!: keyof typeof ReportKindEnum;
}
