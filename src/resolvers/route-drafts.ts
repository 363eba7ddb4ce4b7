/** Routings and steps from the graph's inputs: ids as they are inside, the rest as it was given. */
import type { LiveChatRouting, RouteStep } from '../routing/terms';
import { idOrNull } from '../schema/global-ids';
import type { LiveChatRoutingInput } from '../schema/live-chat-routing.type';
import type { RouteStepInput } from '../schema/route.type';

export function routingOf({ strategy, agentId, teamId, routeId, steps }: LiveChatRoutingInput): LiveChatRouting {
  return {
    strategy,
    agentId: idOrNull('Agent', agentId),
    teamId: idOrNull('Team', teamId),
    routeId: idOrNull('Route', routeId),
    steps: steps?.map(routeStepOf) ?? null,
  };
}

export function routeStepOf({ kind, agentId, teamId, routeId, routerId, skills, ...rest }: RouteStepInput): RouteStep {
  return {
    kind,
    agentId: idOrNull('Agent', agentId),
    teamId: idOrNull('Team', teamId),
    routeId: idOrNull('Route', routeId),
    routerId: idOrNull('ExternalRouter', routerId),
    skills: (skills ?? []).map(({ name, level, relaxAfterSeconds = null }) => ({ name, level, relaxAfterSeconds })),
    acceptWindowSeconds: rest.acceptWindowSeconds ?? null,
    attempts: rest.attempts ?? null,
    coolDownSeconds: rest.coolDownSeconds ?? null,
  };
}
