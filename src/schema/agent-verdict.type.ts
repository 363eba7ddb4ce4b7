import { Field, ObjectType } from 'type-graphql';
import { connectionOf } from './connections';
import { doc } from './doc';
import { VerdictCount } from './routing-decision.type';
import { IneligibleReasonEnum, RoutingOutcomeEnum, RoutingStrategyEnum } from './routing-enums';
import { DateTime } from './scalars';

@ObjectType({
  description: doc`
    What one routing decision found about one agent. A decision tells at most 50 candidates one by one and counts all of them:
    where the agent may have been among the counted ones only, \`told\` is false.`,
  simpleResolvers: true,
})
export class AgentRoutingVerdict {
  @Field(() => DateTime, { description: 'When it was decided.' })
  decidedAt!: Date;

  @Field(() => RoutingStrategyEnum, { description: 'The strategy that was followed.' })
  strategy!: keyof typeof RoutingStrategyEnum;

  @Field(() => RoutingOutcomeEnum, { description: 'What the decision came to, for whomever.' })
  outcome!: keyof typeof RoutingOutcomeEnum;

  @Field(() => Boolean, { description: 'Whether the agent is among those told one by one.' })
  told!: boolean;

  @Field(() => Boolean, { description: 'Whether the offer went to this agent.' })
  chosen!: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether an offer could have been made to this agent; null where that was not told.',
  })
  eligible!: boolean | null;

  @Field(() => IneligibleReasonEnum, { nullable: true, description: 'Why not; null for an eligible or untold one.' })
  reason!: keyof typeof IneligibleReasonEnum | null;

  @Field(() => [VerdictCount], { description: 'All candidates of the decision, counted by verdict.' })
  verdictCounts!: VerdictCount[];

  @Field(() => String, { description: 'The same in a sentence.' })
  sentence!: string;
}

export const { Edge: AgentRoutingVerdictEdge, Connection: AgentRoutingVerdictConnection } = connectionOf(
  'AgentRoutingVerdict',
  () => AgentRoutingVerdict,
  'verdicts',
);
