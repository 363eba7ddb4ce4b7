/** A past period, routed once more, and what came of it. */
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { replayStates } from '../actions/replay-ports';
import { replayOutcomes } from '../routing/replay-terms';
import { doc } from './doc';
import { enumOf } from './enum-of';
import { Node } from './node.type';
import { FallbackReasonEnum } from './routing-enums';
import { DateTime } from './scalars';

const RoutingReplayStateEnum = enumOf('RoutingReplayState', 'Where a replay stands.', replayStates, {
  RUNNING: 'It runs, or waits for its turn to.',
  DONE: 'It has come to its end: see `result`.',
  CANCELLED: 'Somebody has ended it.',
  FAILED: 'It broke. Start it again; if it breaks again, look for its id in the log.',
  LOST: 'The process that ran it has ended. Start it again.',
});

const ReplayOutcomeEnum = enumOf('ReplayOutcome', 'What became of a request.', replayOutcomes, {
  SERVED: 'An agent took it.',
  MISSED: 'Nobody took it.',
  LEFT: 'The visitor gave up before anybody took it.',
});

@ObjectType({ description: 'What became of one request, on record or in the replay.', simpleResolvers: true })
export class ReplayFate {
  @Field(() => ReplayOutcomeEnum, { description: 'What became of it.' })
  outcome!: keyof typeof ReplayOutcomeEnum;

  @Field(() => String, { nullable: true, description: 'The rule that chose the agent; in the replay alone.' })
  ruleName!: string | null;

  @Field(() => FallbackReasonEnum, { nullable: true, description: 'Why nobody took it; in the replay alone.' })
  fallbackReason!: keyof typeof FallbackReasonEnum | null;
}

@ObjectType({ description: 'One request that came out otherwise.', simpleResolvers: true })
export class ReplayDifference {
  @Field(() => DateTime, { description: 'When it was made.' })
  requestedAt!: Date;
}

@ObjectType({ description: 'How many requests came out how.', simpleResolvers: true })
export class ReplayCounts {
  @Field(() => Int, { description: 'Taken by an agent.' })
  served!: number;

  @Field(() => Int, { description: 'Taken by nobody.' })
  missed!: number;

  @Field(() => Int, { description: 'Given up by their visitors.' })
  left!: number;

  @Field(() => Int, {
    description: 'Most minus fewest offers, over all agents who were offered something before or after.',
  })
  offerSpread!: number;

  @Field(() => Int, { description: 'Most minus fewest chats over the same agents.' })
  servedSpread!: number;
}

@ObjectType({ description: "One agent's part, on record and in the replay.", simpleResolvers: true })
export class ReplayShare {
  @Field(() => Int, { description: 'Offers on record.' })
  offersBefore!: number;

  @Field(() => Int, { description: 'Offers in the replay.' })
  offersAfter!: number;

  @Field(() => Int, { description: 'Chats on record.' })
  servedBefore!: number;

  @Field(() => Int, { description: 'Chats in the replay.' })
  servedAfter!: number;
}

@ObjectType({ description: 'What a replay came to.', simpleResolvers: true })
export class RoutingReplayResult {
  @Field(() => Int, { description: 'Requests that were routed once more.' })
  requests!: number;

  @Field(() => Int, { description: 'Requests that nobody took then, and somebody takes now.' })
  gained!: number;

  @Field(() => Int, { description: 'Requests that somebody took then, and nobody takes now.' })
  lost!: number;

  @Field(() => Int, { description: 'Requests that came out otherwise: another agent, or another outcome.' })
  differing!: number;
}

@ObjectType({
  implements: Node,
  description: doc`
    A past period, routed once more by the code that routes for real, by drafts or by what is in force. What people did is taken
    from the record: whoever was asked for the same request then does now as they did, anybody else accepts after the median
    time. Nothing is offered and nothing is changed. The newest 20 are kept.`,
  simpleResolvers: true,
})
export class RoutingReplay {
  @Field(() => RoutingReplayStateEnum, { description: 'Where it stands.' })
  state!: keyof typeof RoutingReplayStateEnum;

  @Field(() => DateTime, { description: 'When the period begins.' })
  from!: Date;

  @Field(() => DateTime, { description: 'When it ends, not included.' })
  to!: Date;

  @Field(() => Int, { description: 'Requests of the period.' })
  requestsTotal!: number;

  @Field(() => Int, { description: 'Of these, routed so far.' })
  requestsDone!: number;

  @Field(() => Float, { description: 'How far it is, 0 to 1.' })
  progress!: number;

  @Field(() => String, { description: 'The same in a sentence that says what to do.' })
  sentence!: string;

  @Field(() => DateTime, { description: 'When it was started.' })
  startedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it came to its end; null while it runs.' })
  endedAt!: Date | null;
}
