import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ConditionInput } from './condition.type';
import { doc } from './doc';
import { ConditionMatchEnum } from './routing-enums';
import { RuleVersion } from './rule-version.type';
import { Payload } from './user-error.type';

@InputType({ description: 'One rule of the draft. Its place in the list is its position.' })
export class RuleDraftInput {
  @Field(() => ID, {
    nullable: true,
    description: doc`
      A rule that there is, or was: it keeps its ring and whose turn it is there. Absent: a new rule. An id that was never
      given out is INVALID.`,
  })
  customRuleId?: string | null;

  @Field(() => String, { description: 'Its name, 1 to 200 characters.' })
  name!: string;

  @Field(() => Boolean, { nullable: true, defaultValue: true, description: 'Whether it is asked at all.' })
  enabled?: boolean | null;

  @Field(() => ConditionMatchEnum, {
    nullable: true,
    defaultValue: 'ALL',
    description: 'Whether all conditions must hold or any.',
  })
  match?: keyof typeof ConditionMatchEnum | null;

  @Field(() => [ConditionInput], {
    description: 'What is asked of the visitor, up to 50 conditions of up to 200 values; none: every visitor matches.',
  })
  conditions!: ConditionInput[];

  @Field(() => [ID], { nullable: true, description: "Its own agents in the ring's order; not together with `teamId`." })
  agentIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'The team whose ring it uses; not together with `agentIds`.' })
  teamId?: string | null;
}

@InputType({ description: 'All rules of the draft from now on. Every fault is told at once, each at its place.' })
export class RuleDraftReplaceInput {
  @Field(() => Int, {
    nullable: true,
    description:
      "The draft's `revision` as you read it; absent or null: there was no draft. Another one is there by now: CONFLICT.",
  })
  revision?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: doc`
      The version in force that you have seen. Absent: as before, or the one in force now for a new draft. Only a draft that is
      based on the version in force can be activated at once.`,
  })
  basedOn?: number | null;

  @Field(() => [RuleDraftInput], { description: 'By position, the first asked first; up to 500 (LIMIT_REACHED).' })
  rules!: RuleDraftInput[];

  @Field(() => String, { nullable: true, description: 'Why, up to 500 characters.' })
  note?: string | null;
}

@ObjectType({ description: 'The answer of `ruleDraftReplace`.', simpleResolvers: true })
export class RuleDraftReplacePayload extends Payload {
  @Field(() => RuleVersion, { nullable: true, description: 'The draft as it is now.' })
  draft!: object | null;
}
