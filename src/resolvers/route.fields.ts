import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { AgentRecord, TeamRecord } from '../actions/records';
import type { RouteRecord } from '../actions/route-ports';
import type { LiveChatRouting as Routing, RouteStep as Step } from '../routing/terms';
import { Agent } from '../schema/agent.type';
import { globalId } from '../schema/global-ids';
import { LiveChatRouting } from '../schema/live-chat-routing.type';
import { Route, RouteStep } from '../schema/route.type';
import { Team } from '../schema/team.type';
import type { Context } from './context';
import { staffScope } from './entry';

@Resolver(() => LiveChatRouting)
export class LiveChatRoutingFields {
  @FieldResolver(() => Agent, {
    nullable: true,
    description: 'The agent, with strategy AGENT; null where there is none of that id any more.',
  })
  agent(@Root() { agentId }: Routing, @Ctx() context: Context): Promise<AgentRecord | null> | null {
    return agentId === null ? null : staffScope(context).loaders.agent.load(agentId);
  }

  @FieldResolver(() => Team, {
    nullable: true,
    description: 'The team, with strategy TEAM; null where there is none of that id any more.',
  })
  team(@Root() { teamId }: Routing, @Ctx() context: Context): Promise<TeamRecord | null> | null {
    return teamId === null ? null : staffScope(context).loaders.team.load(teamId);
  }

  @FieldResolver(() => [RouteStep], {
    nullable: true,
    description: "With strategy ROUTE: the card's own steps; null where it names a route.",
  })
  steps(@Root() { steps }: Routing): readonly Step[] | null {
    return steps ?? null;
  }

  @FieldResolver(() => Route, {
    nullable: true,
    description: 'With strategy ROUTE: the route that it names; null where there is none of that id any more.',
  })
  route(@Root() { routeId }: Routing, @Ctx() context: Context): Promise<RouteRecord | null> | null {
    return routeId ? staffScope(context).loaders.route.load(routeId) : null;
  }
}

@Resolver(() => RouteStep)
export class RouteStepFields {
  @FieldResolver(() => Agent, {
    nullable: true,
    description: 'With kind AGENT: whom it asks; null where there is none of that id any more.',
  })
  agent(@Root() { agentId }: Step, @Ctx() context: Context): Promise<AgentRecord | null> | null {
    return agentId === null ? null : staffScope(context).loaders.agent.load(agentId);
  }

  @FieldResolver(() => Team, {
    nullable: true,
    description: "The team whose ring it looks in; null: the workspace's, or there is none of that id any more.",
  })
  team(@Root() { teamId }: Step, @Ctx() context: Context): Promise<TeamRecord | null> | null {
    return teamId === null ? null : staffScope(context).loaders.team.load(teamId);
  }

  @FieldResolver(() => Route, {
    nullable: true,
    description: 'With kind ROUTE: whose steps it stands for; null where there is none of that id any more.',
  })
  route(@Root() { routeId }: Step, @Ctx() context: Context): Promise<RouteRecord | null> | null {
    return routeId === null ? null : staffScope(context).loaders.route.load(routeId);
  }

  @FieldResolver(() => ID, { nullable: true, description: 'With kind EXTERNAL: the external router that it asks.' })
  routerId(@Root() { routerId }: Step): string | null {
    return routerId === null ? null : globalId('ExternalRouter', routerId);
  }
}
