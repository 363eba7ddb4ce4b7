import { Field, InputType, ObjectType } from 'type-graphql';
import { Payload } from './user-error.type';

@InputType({ description: "Which account is nobody's any more." })
export class AccountRouteDeleteInput {
  @Field(() => String, { description: 'Its domain.' })
  domain!: string;
}

@ObjectType({ description: 'The answer of `accountRouteDelete`.', simpleResolvers: true })
export class AccountRouteDeletePayload extends Payload {
  @Field(() => String, { nullable: true, description: 'The domain that is gone, so that a client can drop it.' })
  domain!: string | null;
}
