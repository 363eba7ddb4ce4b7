import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { RuleVersion } from './rule-version.type';

import { Payload } from './user-error.type';

@InputType({ description: 'Which plan is to be given up.' })
export class RuleVersionCancelInput {
  @Field(() => Int, { description: 'Its number.' })
  version!: number;
}

@ObjectType({ description: 'The answer of `ruleVersionCancel`.', simpleResolvers: true })
export class RuleVersionCancelPayload extends Payload {
  @Field(() => RuleVersion, { nullable: true, description: 'The version, which stays in the list.' })
  version!: object | null;
}
