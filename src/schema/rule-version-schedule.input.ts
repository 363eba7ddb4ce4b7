import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { RuleVersion } from './rule-version.type';
import { DateTime } from './scalars';
import { Payload } from './user-error.type';

@InputType({ description: 'The draft becomes a version that comes into force later, whatever is in force by then.' })
export class RuleVersionScheduleInput {
  @Field(() => Int, { description: "The draft's `revision` as you read it; another one is there by now: CONFLICT." })
  revision!: number;

  @Field(() => DateTime, { description: 'When: in the future, at most five years ahead.' })
  activateAt!: Date;

  @Field(() => String, { nullable: true, description: 'Why, up to 500 characters; absent: as the draft says.' })
  note?: string | null;
}

@ObjectType({ description: 'The answer of `ruleVersionSchedule`.', simpleResolvers: true })
export class RuleVersionSchedulePayload extends Payload {
  @Field(() => RuleVersion, { nullable: true, description: 'The planned version.' })
  version!: object | null;
}
