import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from './user-error.type';

@InputType({
  description: 'A route that a published dialog or another route names is IN_USE; the message names where.',
})
export class RouteDeleteInput {
  @Field(() => ID, { description: 'The route.' })
  routeId!: string;
}

@ObjectType({ description: 'The answer of `routeDelete`.', simpleResolvers: true })
export class RouteDeletePayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The id that is gone, so that a client can drop it.' })
  routeId!: string | null;
}
