/**
 * Routes as lists of steps. The classic options are shorthands for one step each; what a step of some kind usually does is
 * said here, once.
 */
import {
  assertNever,
  type AgentId,
  type LiveChatRouting,
  type RouteId,
  type RouteStep,
  type RouteStepKind,
  type RoutingSettings,
} from './terms';

/** How deep named routes may stand in named routes, and how many steps a route has at the most once they are put in place. */
export const maxRouteDepth = 10;
export const maxRouteSteps = 50;

type StepSettings = Pick<RoutingSettings, 'roundRobinFallback'>;

export function stepOf(kind: RouteStepKind, given: Partial<Omit<RouteStep, 'kind'>> = {}): RouteStep {
  return {
    kind,
    agentId: null,
    teamId: null,
    skills: [],
    routerId: null,
    routeId: null,
    acceptWindowSeconds: null,
    attempts: null,
    coolDownSeconds: null,
    ...given,
  };
}

/**
 * The steps of a card's routing. A shorthand is followed by the workspace's ring where that is switched on: for a choice that
 * has nobody at the start, and not as a second attempt for a declined first one.
 */
export function stepsOf(
  routing: LiveChatRouting,
  settings: StepSettings,
  maxAttempts: number | null = null,
): readonly RouteStep[] {
  const { strategy, agentId, teamId } = routing;
  switch (strategy) {
    case 'ROUTE':
      return routing.steps ?? (routing.routeId ? [stepOf('ROUTE', { routeId: routing.routeId })] : []);
    case 'ROUND_ROBIN':
      return [stepOf(strategy, { attempts: maxAttempts })];
    case 'AGENT':
    case 'TEAM':
    case 'CUSTOM_RULES': {
      const own = stepOf(strategy, { agentId, teamId, attempts: maxAttempts });
      return settings.roundRobinFallback ? [own, stepOf('ROUND_ROBIN', { standIn: true })] : [own];
    }
    default:
      return assertNever(strategy);
  }
}

/** How many offers a step makes before the next one is asked. */
export function attemptsOfStep(
  { kind, attempts }: Pick<RouteStep, 'kind' | 'attempts'>,
  settings: Pick<RoutingSettings, 'teamAttempts'>,
): number {
  return attempts ?? (kind === 'TEAM' ? settings.teamAttempts : 1);
}

/** What is looked up for a request whose route needs it. */
export interface RouteFacts {
  readonly settings: StepSettings & Pick<RoutingSettings, 'accountUnavailable'>;
  /** The card's own number of offers; null: the workspace's. */
  readonly maxAttempts: number | null;
  /** Named routes by id, those that they refer to among them. */
  readonly routes: Pick<ReadonlyMap<RouteId, readonly RouteStep[]>, 'get'>;
  /** To whom the visitor's account belongs; null: to nobody. */
  readonly ownerId: AgentId | null;
  /** Who served this visitor last; null: nobody yet, or nobody asks. */
  readonly lastAgentId: AgentId | null;
}

/**
 * A request's steps with every reference put in place, as they are kept for it: what is renamed or changed later changes
 * nothing for whoever is already waiting. Null: the shorthand says it all. The owner of an account comes before every route;
 * where the workspace wants nobody else, there is nothing behind.
 */
export function resolvedSteps(routing: LiveChatRouting, facts: RouteFacts): readonly RouteStep[] | null {
  const { ownerId, settings } = facts;
  if (ownerId === null && routing.strategy !== 'ROUTE') return null;
  const steps = inPlace(stepsOf(routing, settings, facts.maxAttempts), facts, []);
  if (ownerId === null) return steps.slice(0, maxRouteSteps);
  // A route that begins with the owner says itself how long and how often the owner is asked.
  const [first] = steps;
  const all = first?.kind === 'ACCOUNT_OWNER' ? steps : [stepOf('ACCOUNT_OWNER', { agentId: ownerId }), ...steps];
  return all.slice(0, settings.accountUnavailable === 'FALLBACK' ? 1 : maxRouteSteps);
}

function inPlace(steps: readonly RouteStep[], facts: RouteFacts, inside: readonly RouteId[]): readonly RouteStep[] {
  return steps.flatMap((step) => {
    switch (step.kind) {
      case 'LAST_AGENT':
        return [{ ...step, agentId: facts.lastAgentId }];
      case 'ACCOUNT_OWNER':
        return [{ ...step, agentId: facts.ownerId }];
      case 'ROUTE': {
        const { routeId } = step;
        // Neither a route inside itself nor one that is gone can be saved; whoever comes to one all the same passes it.
        if (routeId === null || inside.includes(routeId) || inside.length === maxRouteDepth) return [];
        return inPlace(facts.routes.get(routeId) ?? [], facts, [...inside, routeId]);
      }
      default:
        return [step];
    }
  });
}
