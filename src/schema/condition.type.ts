import { Field, InputType, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { ConditionOperatorEnum } from './routing-enums';

@ObjectType({
  description: doc`
    A question about one attribute of the visitor. Text compares without case and outer spaces; several values mean any of
    them; IS_NOT and NOT_CONTAINS hold where the attribute is absent; GREATER_THAN and LESS_THAN are numeric and false where
    either side is no number.`,
  simpleResolvers: true,
})
export class Condition {
  @Field(() => String, { description: 'The name of the attribute.' })
  attribute!: string;

  @Field(() => ConditionOperatorEnum, { description: 'How it is compared.' })
  operator!: keyof typeof ConditionOperatorEnum;

  @Field(() => [String], { description: 'What it is compared with; empty for IS_EMPTY and IS_NOT_EMPTY.' })
  values!: string[];
}

@InputType({ description: 'A question about one attribute of the visitor. See Condition for how it compares.' })
export class ConditionInput {
  @Field(() => String, { description: 'The name of a defined attribute.' })
  attribute!: string;

  @Field(() => ConditionOperatorEnum, { description: 'How it is compared.' })
  operator!: keyof typeof ConditionOperatorEnum;

  @Field(() => [String], {
    nullable: true,
    defaultValue: [],
    description: 'What it is compared with: at least one, but none for IS_EMPTY and IS_NOT_EMPTY.',
  })
  values?: string[] | null;
}
