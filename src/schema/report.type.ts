/** Reports as the graph tells them. Sources are the figures; rates and averages are made of them. */
import { type ClassType, Field, Float, Int, ObjectType } from 'type-graphql';
import { doc } from './doc';

@ObjectType({
  description: doc`
    What became of conversations. Each figure counts what happened within the range, so a conversation that began before it can
    be completed in it. Previews are counted nowhere.`,
  simpleResolvers: true,
})
export class ConversationFigures {
  @Field(() => Int, { description: 'Conversations that began: a dialog showed itself, or a flow was started.' })
  triggered!: number;

  @Field(() => Int, { description: 'Visitors who answered for the first time in a conversation.' })
  engaged!: number;

  @Field(() => Int, { description: 'Conversations that came to the end of a branch, or were ended by a person.' })
  completed!: number;

  @Field(() => Int, { description: 'Conversations that somebody just left.' })
  dropped!: number;

  @Field(() => Int, { description: 'Visitors who gave a valid e-mail address.' })
  acquired!: number;

  @Field(() => Int, { description: 'Goal cards that were passed, each time.' })
  goals!: number;

  @Field(() => Int, { description: 'Documents that were opened, each time.' })
  documents!: number;

  @Field(() => Int, { description: 'Meetings that were booked.' })
  meetings!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Engaged over triggered, 0 to 1; null where nothing was triggered.',
  })
  engagementRate!: number | null;

  @Field(() => Float, { nullable: true, description: 'Acquired over engaged; null where nobody engaged.' })
  conversionRate!: number | null;
}

@ObjectType({
  description: doc`
    What became of live chats. Requests and misses belong to no agent; connections, chats and offers to the agent who had them.
    The team is the one that the live chat card routed to.`,
  simpleResolvers: true,
})
export class LiveChatFigures {
  @Field(() => Int, { description: 'Requests for an agent.' })
  requested!: number;

  @Field(() => Int, { description: 'Requests that an agent accepted.' })
  connected!: number;

  @Field(() => Int, {
    description: doc`
      Running chats that came from another agent, handed or taken over. With \`connected\` it is what an agent served; a chat
      is connected once, however many agents had it.`,
  })
  received!: number;

  @Field(() => Int, { description: 'Requests that nobody took.' })
  missed!: number;

  @Field(() => Int, { description: 'Requests that the visitor gave up before anybody took them.' })
  abandoned!: number;

  @Field(() => Int, { description: 'Connected chats that ended.' })
  ended!: number;

  @Field(() => Int, { description: 'Offers of requests that rang; those to take over or to help do not count.' })
  offered!: number;

  @Field(() => Int, { description: 'Offers that were declined.' })
  declined!: number;

  @Field(() => Int, { description: 'Offers that rang out.' })
  expired!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Seconds from the request to the accept, on average over the connected; null where there are none.',
  })
  averageWaitSeconds!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Seconds from the accept to the agent's first message, on average over ended chats that had one.",
  })
  averageFirstReplySeconds!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Seconds from the accept to the end, on average over ended chats; null where there are none.',
  })
  averageLengthSeconds!: number | null;
}

@ObjectType({ description: 'What became of meetings.', simpleResolvers: true })
export class MeetingFigures {
  @Field(() => Int, { description: 'Meetings that were booked.' })
  booked!: number;

  @Field(() => Int, { description: 'Times that a meeting was moved.' })
  moved!: number;

  @Field(() => Int, { description: 'Meetings that were cancelled.' })
  cancelled!: number;
}

function reportOf(name: string, what: string, figures: () => ClassType<object>) {
  @ObjectType(`${name}ReportRow`, { description: `A row of a report of ${what}.`, simpleResolvers: true })
  class Row {
    @Field(() => String, {
      nullable: true,
      description: doc`
        What the row is of, as text: the local day, the name of the dialog, agent or team, the page, the source, "known" or
        "unknown"; null for what belongs to none of them.`,
    })
    label!: string | null;

    @Field(figures, { description: 'The figures of this row.' })
    figures!: object;
  }

  @ObjectType(`${name}Report`, { description: `A report of ${what}.`, simpleResolvers: true })
  class Report {
    @Field(figures, { description: 'The figures of the whole range.' })
    total!: object;

    @Field(() => [Row], {
      description: 'Days in their order, other rows by their weight; at most 2,000. Without `groupBy`: none.',
    })
    rows!: Row[];
  }
  return { Row, Report };
}

export const { Row: ConversationReportRow, Report: ConversationReport } = reportOf(
  'Conversation',
  'conversations',
  () => ConversationFigures,
);
export const { Row: LiveChatReportRow, Report: LiveChatReport } = reportOf(
  'LiveChat',
  'live chats',
  () => LiveChatFigures,
);
export const { Row: MeetingReportRow, Report: MeetingReport } = reportOf('Meeting', 'meetings', () => MeetingFigures);
