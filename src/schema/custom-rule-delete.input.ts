import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from './user-error.type';

@InputType({ description: 'Past decisions keep the name of a deleted rule.' })
export class CustomRuleDeleteInput {
  @Field(() => ID, { description: 'The rule.' })
  customRuleId!: string;
}

@ObjectType({ description: 'The answer of `customRuleDelete`.', simpleResolvers: true })
export class CustomRuleDeletePayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The id that is gone, so that a client can drop it.' })
  customRuleId!: string | null;
}
