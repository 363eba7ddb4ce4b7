/** What a routing names and what is not there, and routes that cannot be followed. */
import { routeFaultOf, routeFaultWords } from '../routing/route-check';
import type { LiveChatRouting, RouteStep } from '../routing/terms';
import type { KnownThings } from './known-things';
import type { StreamIssueCode } from './script';

export interface RoutingIssue {
  readonly code: StreamIssueCode;
  readonly message: string;
}

/** `asking`: the beginning of a sentence that ends in whom it names. */
export function routingIssues(routing: LiveChatRouting, asking: string, known: KnownThings): readonly RoutingIssue[] {
  const issues: RoutingIssue[] = [];
  const named = [routing, ...(routing.steps ?? [])];
  const say = (code: StreamIssueCode, what: string): void => {
    if (!issues.some((issue) => issue.code === code)) issues.push({ code, message: `${asking} ${what}` });
  };
  for (const one of named) {
    const isAgent = 'kind' in one ? one.kind === 'AGENT' : one.strategy === 'AGENT';
    if (isAgent && (one.agentId === null || !known.agentIds.has(one.agentId))) {
      say('UNKNOWN_AGENT', 'an agent who does not exist or was deactivated. Choose another one.');
    }
    const needsTeam = 'kind' in one ? one.kind === 'TEAM' || one.teamId !== null : one.strategy === 'TEAM';
    if (needsTeam && (one.teamId === null || !known.teamIds.has(one.teamId))) {
      say('UNKNOWN_TEAM', 'a team that does not exist. Choose another one.');
    }
    const { routeId = null } = one;
    if (routeId !== null && known.routes !== undefined && !known.routes.has(routeId)) {
      say('UNKNOWN_ROUTE', 'a route that does not exist. Choose another one.');
    }
    const isUnknownRouter = (id: string): boolean => known.routerIds !== undefined && !known.routerIds.has(id);
    if ('kind' in one && one.kind === 'EXTERNAL' && (one.routerId === null || isUnknownRouter(one.routerId))) {
      say('UNKNOWN_ROUTER', 'an external router that does not exist. Choose another one.');
    }
  }
  // What is not there is mended first; then it is seen where the route leads.
  return issues.length > 0 || routing.strategy !== 'ROUTE' ? issues : wholeRoute(routing, asking, known);
}

function wholeRoute(routing: LiveChatRouting, asking: string, known: KnownThings): readonly RoutingIssue[] {
  const { steps, routeId = null } = routing;
  const { routes = new Map<string, readonly RouteStep[]>() } = known;
  const own = steps ?? (routeId === null ? [] : (routes.get(routeId) ?? []));
  const fault = routeFaultOf(own, { own: routeId, routes, isThere: (step) => isThere(step, known) });
  return fault === null ? [] : [{ code: fault, message: `${asking} a route that ${routeFaultWords[fault]}` }];
}

function isThere({ kind, agentId, teamId, routerId }: RouteStep, known: KnownThings): boolean {
  if (kind === 'AGENT') return agentId !== null && known.agentIds.has(agentId);
  if (kind === 'EXTERNAL') return routerId !== null && (known.routerIds === undefined || known.routerIds.has(routerId));
  return teamId === null ? kind !== 'TEAM' : known.teamIds.has(teamId);
}
