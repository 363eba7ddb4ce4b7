import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Payload } from './user-error.type';

@InputType({ description: 'Which draft is to be thrown away.' })
export class RuleDraftDeleteInput {
  @Field(() => Int, { description: "The draft's `revision` as you read it; another one is there by now: CONFLICT." })
  revision!: number;
}

@ObjectType({ description: 'The answer of `ruleDraftDelete`.', simpleResolvers: true })
export class RuleDraftDeletePayload extends Payload {}
