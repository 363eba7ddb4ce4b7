import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ConditionInput } from './condition.type';
import { CustomRule } from './custom-rule.type';
import { doc } from './doc';
import { ConditionMatchEnum } from './routing-enums';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    What is absent stays. Giving \`agentIds\` replaces a team by an own ring; giving \`teamId\` replaces the own ring by the
    team's.`,
})
export class CustomRuleUpdateInput {
  @Field(() => ID, { description: 'The rule.' })
  customRuleId!: string;

  @Field(() => String, { nullable: true, description: 'Its new name, 1 to 200 characters.' })
  name?: string | null;

  @Field(() => ConditionMatchEnum, { nullable: true, description: 'Whether all conditions must hold or any.' })
  match?: keyof typeof ConditionMatchEnum | null;

  @Field(() => [ConditionInput], { nullable: true, description: 'All its conditions from now on.' })
  conditions?: ConditionInput[] | null;

  @Field(() => [ID], { nullable: true, description: "All its own agents from now on, in the ring's order." })
  agentIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'The team whose ring it uses from now on.' })
  teamId?: string | null;

  @Field(() => Int, { nullable: true, description: 'Its new place, from 1; beyond the end: the last.' })
  position?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is asked at all.' })
  enabled?: boolean | null;
}

@ObjectType({ description: 'The answer of `customRuleUpdate`.', simpleResolvers: true })
export class CustomRuleUpdatePayload extends Payload {
  @Field(() => CustomRule, { nullable: true, description: 'The rule with its changes.' })
  customRule!: object | null;
}
