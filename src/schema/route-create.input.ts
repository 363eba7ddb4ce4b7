import { Field, InputType, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { Route, RouteStepInput } from './route.type';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    INVALID names what is wrong with a step; a route that comes back to itself (ROUTE_CYCLE), comes to nobody (ROUTE_DEAD_END)
    or is too long (ROUTE_TOO_LONG) is refused. A workspace has at most 200 routes.`,
})
export class RouteCreateInput {
  @Field(() => String, { description: 'Its name, 1 to 200 characters, unique in the workspace.' })
  name!: string;

  @Field(() => [RouteStepInput], { description: 'Its steps, 1 to 20, the first first.' })
  steps!: RouteStepInput[];
}

@ObjectType({ description: 'The answer of `routeCreate`.', simpleResolvers: true })
export class RouteCreatePayload extends Payload {
  @Field(() => Route, { nullable: true, description: 'The new route.' })
  route!: object | null;
}
