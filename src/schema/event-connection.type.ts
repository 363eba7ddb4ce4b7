import { Field, ObjectType } from 'type-graphql';
import type { StoredEvent } from '../events/topics';
import { PageInfo } from './connections';
import { Event } from './event.type';
import { EventCursor } from './scalars';

@ObjectType({ description: 'One event of a page, with its place in the log.', simpleResolvers: true })
export class EventEdge {
  @Field(() => Event, { description: 'The event itself.' })
  node!: StoredEvent;

  @Field(() => EventCursor, {
    description: 'Its place: `after: cursor` goes on behind it, here and in the subscription.',
  })
  cursor!: string;
}

@ObjectType({
  description: 'A page of the event log, oldest first. `pageInfo.endCursor` is there even when the page is empty.',
  simpleResolvers: true,
})
export class EventConnection {
  @Field(() => [EventEdge], { description: 'The page in order, each with its cursor.' })
  edges!: EventEdge[];

  @Field(() => [Event], { description: 'The same without cursors.' })
  nodes!: StoredEvent[];

  @Field(() => PageInfo, { description: 'Whether more is there by now, and the cursor to go on with.' })
  pageInfo!: PageInfo;
}
