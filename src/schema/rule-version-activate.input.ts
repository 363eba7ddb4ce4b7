import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { RuleVersion } from './rule-version.type';

import { Payload } from './user-error.type';

@InputType({ description: 'The draft comes into force at once, as a whole.' })
export class RuleVersionActivateInput {
  @Field(() => Int, { description: "The draft's `revision` as you read it; another one is there by now: CONFLICT." })
  revision!: number;

  @Field(() => String, { nullable: true, description: 'Why, up to 500 characters; absent: as the draft says.' })
  note?: string | null;
}

@ObjectType({ description: 'The answer of `ruleVersionActivate`.', simpleResolvers: true })
export class RuleVersionActivatePayload extends Payload {
  @Field(() => RuleVersion, { nullable: true, description: 'The version that is in force now.' })
  version!: object | null;
}
