import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { RouteStepInput } from './route.type';
import { RoutingStrategyEnum } from './routing-enums';

@ObjectType({ description: 'Whom a live chat card asks for.', simpleResolvers: true })
export class LiveChatRouting {
  @Field(() => RoutingStrategyEnum, { description: 'How the agent is found.' })
  strategy!: keyof typeof RoutingStrategyEnum;
}

@InputType({ description: 'Whom a live chat asks for.' })
export class LiveChatRoutingInput {
  @Field(() => RoutingStrategyEnum, { description: 'How the agent is found.' })
  strategy!: keyof typeof RoutingStrategyEnum;

  @Field(() => ID, { nullable: true, description: 'The agent; with strategy AGENT, and only there.' })
  agentId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The team; with strategy TEAM, and only there.' })
  teamId?: string | null;

  @Field(() => [RouteStepInput], {
    nullable: true,
    description: 'Its own steps, 1 to 20; with strategy ROUTE, unless `routeId` names a route.',
  })
  steps?: RouteStepInput[] | null;

  @Field(() => ID, { nullable: true, description: 'A named route; with strategy ROUTE, unless there are `steps`.' })
  routeId?: string | null;
}
