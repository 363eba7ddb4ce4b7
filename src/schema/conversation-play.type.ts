/** What became of a conversation beside the talk itself. Staff only. */
import { Field, Int, ObjectType } from 'type-graphql';
import type { TimelineRecord } from '../actions/play-ports';
import { connectionOf } from './connections';
import { EventTypeEnum } from './enums';
import { Event } from './event.type';
import { DateTime } from './scalars';

@ObjectType({ description: 'A goal that the conversation has reached.', simpleResolvers: true })
export class ReachedGoal {
  @Field(() => String, { description: 'The goal card; `flowCard/card` inside a flow.' })
  cardKey!: string;

  @Field(() => String, { description: "The goal's name, as it was then." })
  name!: string;

  @Field(() => Int, { nullable: true, description: 'The score that the card gives, 0 to 3; null: none.' })
  score!: number | null;

  @Field(() => DateTime, { description: 'When it was reached for the first time.' })
  reachedAt!: Date;
}

@ObjectType({
  description: 'A document that the conversation offered, and what the visitor did with it.',
  simpleResolvers: true,
})
export class DocumentReading {
  @Field(() => String, { description: 'The document card; `flowCard/card` inside a flow.' })
  cardKey!: string;

  @Field(() => String, { description: 'Its title, in the language in which it was offered.' })
  title!: string;

  @Field(() => String, { description: 'The address of the PDF.' })
  url!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was first opened; null: never.' })
  openedAt!: Date | null;

  @Field(() => [Int], { description: 'The numbers of the pages that were looked at, in order; 500 at the most.' })
  pagesViewed!: number[];

  @Field(() => DateTime, { nullable: true, description: 'When it was first downloaded; null: never.' })
  downloadedAt!: Date | null;

  @Field(() => [String], { description: 'What was looked for in it, in lower case, oldest first; 50 at the most.' })
  searchTerms!: string[];
}

@ObjectType({ description: 'Something that happened in a conversation, told in a sentence.', simpleResolvers: true })
export class TimelineEntry {
  @Field(() => EventTypeEnum, { description: 'What kind of thing, for clients that word it themselves.' })
  type!: keyof typeof EventTypeEnum;

  @Field(() => DateTime, { description: 'When it happened.' })
  occurredAt!: Date;

  @Field(() => String, { description: 'The same in English, for people.' })
  text!: string;

  @Field(() => Event, { description: 'The event, with what belongs to its kind.' })
  event!: object;
}

export const { Edge: TimelineEntryEdge, Connection: TimelineEntryConnection } = connectionOf(
  'TimelineEntry',
  () => TimelineEntry,
  'things that happened',
);

/** What the resolvers hand to these types. */
export interface TimelineEntrySource extends Pick<TimelineRecord, 'occurredAt'> {
  readonly type: TimelineRecord['event']['type'];
  readonly text: string;
}
