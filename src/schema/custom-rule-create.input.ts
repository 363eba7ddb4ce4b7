import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ConditionInput } from './condition.type';
import { CustomRule } from './custom-rule.type';
import { doc } from './doc';
import { ConditionMatchEnum } from './routing-enums';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    Either agents (an own ring, in this order) or a team (the team's ring). No conditions: every visitor matches. A position is
    inserted at, the rest moves down; beyond the end or absent: the last.`,
})
export class CustomRuleCreateInput {
  @Field(() => String, { description: 'Its name, 1 to 200 characters.' })
  name!: string;

  @Field(() => ConditionMatchEnum, {
    nullable: true,
    defaultValue: 'ALL',
    description: 'Whether all conditions must hold or any.',
  })
  match?: keyof typeof ConditionMatchEnum | null;

  @Field(() => [ConditionInput], {
    description: 'What is asked of the visitor, up to 50 conditions of up to 200 values.',
  })
  conditions!: ConditionInput[];

  @Field(() => [ID], { nullable: true, description: "Its own agents in the ring's order; not together with `teamId`." })
  agentIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'The team whose ring it uses; not together with `agentIds`.' })
  teamId?: string | null;

  @Field(() => Int, { nullable: true, description: 'Its place, from 1; absent or beyond the end: the last.' })
  position?: number | null;

  @Field(() => Boolean, { nullable: true, defaultValue: true, description: 'Whether it is asked at all.' })
  enabled?: boolean | null;
}

@ObjectType({ description: 'The answer of `customRuleCreate`.', simpleResolvers: true })
export class CustomRuleCreatePayload extends Payload {
  @Field(() => CustomRule, { nullable: true, description: 'The new rule.' })
  customRule!: object | null;
}
