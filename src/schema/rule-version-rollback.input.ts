import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { RuleVersion } from './rule-version.type';

import { Payload } from './user-error.type';

@InputType({ description: 'Whose rules are to be in force again.' })
export class RuleVersionRollbackInput {
  @Field(() => Int, { description: 'Its number.' })
  version!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'The version in force as you have seen it: another one is by now means CONFLICT. Absent: whichever is.',
  })
  inForce?: number | null;

  @Field(() => String, { nullable: true, description: 'Why, up to 500 characters.' })
  note?: string | null;
}

@ObjectType({ description: 'The answer of `ruleVersionRollback`.', simpleResolvers: true })
export class RuleVersionRollbackPayload extends Payload {
  @Field(() => RuleVersion, { nullable: true, description: 'The new version, which has the rules of the old one.' })
  version!: object | null;
}
