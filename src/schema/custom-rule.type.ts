import { Field, Int, ObjectType } from 'type-graphql';
import { Condition } from './condition.type';
import { connectionOf } from './connections';
import { doc } from './doc';
import { Node } from './node.type';
import { ConditionMatchEnum } from './routing-enums';

@ObjectType({
  implements: Node,
  description: doc`
    Sends visitors who meet its conditions to agents of its own or to a team. Rules are asked by position; the first that
    matches and has somebody who can take the chat decides.`,
  simpleResolvers: true,
})
export class CustomRule {
  @Field(() => String, { description: 'Its name, kept in decisions as it was then.' })
  name!: string;

  @Field(() => Int, { description: 'Its place: 1 is asked first.' })
  position!: number;

  @Field(() => Boolean, { description: 'Whether it is asked at all.' })
  enabled!: boolean;

  @Field(() => ConditionMatchEnum, { description: 'Whether all conditions must hold or any.' })
  match!: keyof typeof ConditionMatchEnum;

  @Field(() => [Condition], { description: 'What is asked of the visitor; none: every visitor matches.' })
  conditions!: Condition[];
}

export const { Edge: CustomRuleEdge, Connection: CustomRuleConnection } = connectionOf(
  'CustomRule',
  () => CustomRule,
  'custom rules',
);
