/** Routing over time, and how evenly a ring was served. */
import { Field, Int, ObjectType } from 'type-graphql';
import { summaryUnits } from '../actions/explain-ports';
import { doc } from './doc';
import { enumOf } from './enum-of';
import { RouteStepKindEnum, StepFindingEnum } from './route-enums';
import { FallbackReasonEnum, IneligibleReasonEnum, RoutingOutcomeEnum, RoutingStrategyEnum } from './routing-enums';
import { DateTime } from './scalars';

export const RoutingSummaryUnitEnum = enumOf('RoutingSummaryUnit', 'What one row of a summary covers.', summaryUnits, {
  HOUR: 'An hour of the zone; one that comes twice when the clocks are put back is one row. At most 31 days of them.',
  DAY: 'A day of the zone, from midnight to midnight. At most 92 of them.',
});

@ObjectType({ description: 'How many decisions came to one outcome.', simpleResolvers: true })
export class RoutingOutcomeCount {
  @Field(() => RoutingOutcomeEnum, { description: 'The outcome.' })
  key!: keyof typeof RoutingOutcomeEnum;

  @Field(() => Int, { description: 'How many decisions.' })
  count!: number;
}

@ObjectType({ description: 'How many decisions fell back for one reason.', simpleResolvers: true })
export class FallbackReasonCount {
  @Field(() => FallbackReasonEnum, { description: 'The reason.' })
  key!: keyof typeof FallbackReasonEnum;

  @Field(() => Int, { description: 'How many decisions.' })
  count!: number;
}

@ObjectType({ description: 'How often agents could not be offered a chat for one reason.', simpleResolvers: true })
export class IneligibleReasonCount {
  @Field(() => IneligibleReasonEnum, { description: 'The reason.' })
  key!: keyof typeof IneligibleReasonEnum;

  @Field(() => Int, { description: 'How many verdicts: one decision may find a hundred agents away.' })
  count!: number;
}

@ObjectType({ description: 'How many decisions followed one strategy.', simpleResolvers: true })
export class RoutingStrategyCount {
  @Field(() => RoutingStrategyEnum, { description: 'The strategy.' })
  key!: keyof typeof RoutingStrategyEnum;

  @Field(() => Int, { description: 'How many decisions.' })
  count!: number;
}

@ObjectType({ description: 'How often steps of one kind came to one finding.', simpleResolvers: true })
export class RouteStepCount {
  @Field(() => RouteStepKindEnum, { description: 'Where the step looks.' })
  kind!: keyof typeof RouteStepKindEnum;

  @Field(() => StepFindingEnum, { description: 'What came of it.' })
  finding!: keyof typeof StepFindingEnum;

  @Field(() => Int, { description: 'How many times.' })
  count!: number;
}

@ObjectType({ description: 'How many chats one rule gave away.', simpleResolvers: true })
export class RoutingRuleCount {
  @Field(() => String, { description: "The rule's name as it was then." })
  key!: string;

  @Field(() => Int, { description: 'How many decisions it made.' })
  count!: number;
}

@ObjectType({ description: 'Decisions, counted by each of the things that they say.', simpleResolvers: true })
export class RoutingFigures {
  @Field(() => Int, { description: 'How many decisions were made.' })
  decisions!: number;

  @Field(() => [RoutingOutcomeCount], { description: 'By outcome, most first.' })
  outcomes!: RoutingOutcomeCount[];

  @Field(() => [FallbackReasonCount], { description: 'Those without an offer by reason, most first.' })
  fallbackReasons!: FallbackReasonCount[];

  @Field(() => [IneligibleReasonCount], {
    description: 'Verdicts on agents who could not take it by reason, most first.',
  })
  ineligibleReasons!: IneligibleReasonCount[];

  @Field(() => [RoutingStrategyCount], { description: 'By strategy, most first.' })
  strategies!: RoutingStrategyCount[];

  @Field(() => [RouteStepCount], { description: 'Steps that were looked at, by kind and finding, most first.' })
  steps!: RouteStepCount[];

  @Field(() => [RoutingRuleCount], {
    description: 'Offers by the rule that made them: the 50 busiest rules, most first.',
  })
  rules!: RoutingRuleCount[];
}

@ObjectType({ description: 'One hour or day of a summary.', simpleResolvers: true })
export class RoutingSummaryRow {
  @Field(() => DateTime, { description: 'When it begins.' })
  at!: Date;

  @Field(() => RoutingFigures, { description: 'What was decided in it.' })
  figures!: RoutingFigures;
}

@ObjectType({ description: 'What routing decided in a period.', simpleResolvers: true })
export class RoutingSummary {
  @Field(() => RoutingFigures, { description: 'The whole period.' })
  total!: RoutingFigures;

  @Field(() => [RoutingSummaryRow], { description: 'Hours or days in which something was decided, in order.' })
  rows!: RoutingSummaryRow[];
}

@ObjectType({ description: 'What a ring gave one agent in a period.', simpleResolvers: true })
export class RingShare {
  @Field(() => Int, { description: 'Offers out of this ring.' })
  offers!: number;

  @Field(() => Int, { description: 'Of these, accepted.' })
  accepts!: number;

  @Field(() => Int, { description: 'Of these, declined by the agent.' })
  declines!: number;

  @Field(() => Int, { description: 'Of these, run out unanswered.' })
  expiries!: number;

  @Field(() => Boolean, {
    description: 'Whether the agent is in the ring now. Who has left is told, but not compared.',
  })
  inRing!: boolean;
}

@ObjectType({
  description: doc`
    How evenly a ring was served in a period. A ring whose members could all take every chat differs by at most one offer; who
    was away, full or just back has fewer, and \`eligibleShare\` says so.`,
  simpleResolvers: true,
})
export class RingFairness {
  @Field(() => Int, { description: 'Most minus fewest offers among the members of now; 0 for an empty ring.' })
  offerSpread!: number;

  @Field(() => Int, { description: 'Most minus fewest accepts among the members of now; 0 for an empty ring.' })
  acceptSpread!: number;
}
