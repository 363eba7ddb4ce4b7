import { Field, Int, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { Node } from './node.type';
import { RouteStepKindEnum, StepFindingEnum } from './route-enums';
import { FallbackReasonEnum, IneligibleReasonEnum, RoutingOutcomeEnum, RoutingStrategyEnum } from './routing-enums';
import { DateTime } from './scalars';

@ObjectType({ description: 'What was found about one agent.', simpleResolvers: true })
export class CandidateVerdict {
  @Field(() => Boolean, { description: 'Whether an offer could have been made.' })
  eligible!: boolean;

  @Field(() => IneligibleReasonEnum, { nullable: true, description: 'Why not; null for an eligible one.' })
  reason!: keyof typeof IneligibleReasonEnum | null;
}

@ObjectType({ description: 'What was found about one custom rule.', simpleResolvers: true })
export class RuleVerdict {
  @Field(() => String, { description: "The rule's name as it was then." })
  ruleName!: string;

  @Field(() => Boolean, { description: 'Whether its conditions held.' })
  matched!: boolean;

  @Field(() => Int, { description: 'How many of its ring could have been offered the chat.' })
  eligibleAgents!: number;
}

@ObjectType({ description: 'How many candidates met one verdict.', simpleResolvers: true })
export class VerdictCount {
  @Field(() => IneligibleReasonEnum, { nullable: true, description: 'Why not; null counts the eligible ones.' })
  reason!: keyof typeof IneligibleReasonEnum | null;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'What was found about one step of the route.', simpleResolvers: true })
export class RouteStepVerdict {
  @Field(() => Int, { description: 'Its place in the route; the first is 0.' })
  index!: number;

  @Field(() => RouteStepKindEnum, { description: 'Where it looks.' })
  kind!: keyof typeof RouteStepKindEnum;

  @Field(() => StepFindingEnum, { description: 'What came of it.' })
  finding!: keyof typeof StepFindingEnum;

  @Field(() => Int, { description: 'How many of those that it looked at could have been offered the chat.' })
  eligibleAgents!: number;
}

/** What a decision and a simulation have in common. Never a type of the graph itself. */
@ObjectType({ description: 'What routing decides.', simpleResolvers: true })
export abstract class Verdicts {
  @Field(() => RoutingStrategyEnum, { description: 'The strategy that was followed.' })
  strategy!: keyof typeof RoutingStrategyEnum;

  @Field(() => RoutingOutcomeEnum, { description: 'What it came to.' })
  outcome!: keyof typeof RoutingOutcomeEnum;

  @Field(() => [VerdictCount], { description: 'All candidates, counted by verdict.' })
  verdictCounts!: VerdictCount[];

  @Field(() => FallbackReasonEnum, { nullable: true, description: 'Why nobody was offered it; null otherwise.' })
  fallbackReason!: keyof typeof FallbackReasonEnum | null;

  @Field(() => [RuleVerdict], { description: 'The rules that were asked, in order. Empty for other strategies.' })
  rules!: RuleVerdict[];

  @Field(() => [CandidateVerdict], { description: 'The first 50 candidates, one by one.' })
  candidates!: CandidateVerdict[];
}

@ObjectType({
  implements: Node,
  description: doc`
    Why one agent was chosen and the others were not, stored with the offer that it led to. At most 50 candidates are told one
    by one; \`verdictCounts\` covers all.`,
  simpleResolvers: true,
})
export class RoutingDecision extends Verdicts {
  @Field(() => String, { nullable: true, description: 'The name of the deciding rule as it was then; null for none.' })
  ruleName!: string | null;

  @Field(() => DateTime, { description: 'When it was decided.' })
  decidedAt!: Date;
}

@ObjectType({ description: 'What routing would decide now. Nothing was changed or offered.', simpleResolvers: true })
export class RoutingSimulation extends Verdicts {}
