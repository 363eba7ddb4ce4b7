import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Route, RouteStepInput } from './route.type';
import { Payload } from './user-error.type';

@InputType({
  description: 'What is absent stays. It counts for the next request; who waits already goes on as before.',
})
export class RouteUpdateInput {
  @Field(() => ID, { description: 'The route.' })
  routeId!: string;

  @Field(() => String, { nullable: true, description: 'Its name, 1 to 200 characters, unique in the workspace.' })
  name?: string | null;

  @Field(() => [RouteStepInput], { nullable: true, description: 'All its steps, 1 to 20, the first first.' })
  steps?: RouteStepInput[] | null;
}

@ObjectType({ description: 'The answer of `routeUpdate`.', simpleResolvers: true })
export class RouteUpdatePayload extends Payload {
  @Field(() => Route, { nullable: true, description: 'The route with its changes.' })
  route!: object | null;
}
