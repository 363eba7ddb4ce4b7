/** What is wrong with a route before anybody follows it. Routes that name routes are walked once each, however they are tied. */
import { maxRouteDepth, maxRouteSteps } from './steps';
import type { RouteId, RouteStep } from './terms';

/** CYCLE: it comes back to itself. DEAD_END: it can come to nobody. TOO_LONG: beyond `maxRouteDepth` or `maxRouteSteps`. */
export type RouteFault = 'ROUTE_CYCLE' | 'ROUTE_DEAD_END' | 'ROUTE_TOO_LONG';

export interface RouteSurroundings {
  /** The route itself, where it has a name. */
  readonly own: RouteId | null;
  /** Named routes by id, without the route itself. */
  readonly routes: { get(id: RouteId): readonly RouteStep[] | undefined };
  /** Whether what a step names is there; asked of steps that are no routes. */
  readonly isThere: (step: RouteStep) => boolean;
}

interface Measure {
  readonly depth: number;
  readonly steps: number;
  readonly leads: boolean;
}

/** The first that applies; null: it can be followed. */
export function routeFaultOf(steps: readonly RouteStep[], around: RouteSurroundings): RouteFault | null {
  const measured = new Map<RouteId, Measure>();
  const open = new Set<RouteId>(around.own === null ? [] : [around.own]);
  let isCyclic = false;
  // No deeper than there are routes, of which a workspace has a few hundred at the most.
  const measure = (list: readonly RouteStep[]): Measure => {
    let [depth, count, leads] = [0, 0, false];
    for (const step of list) {
      const found = step.kind === 'ROUTE' ? named(step.routeId) : { depth: 0, steps: 1, leads: around.isThere(step) };
      depth = Math.max(depth, found.depth);
      count += found.steps;
      leads ||= found.leads;
    }
    return { depth, steps: count, leads };
  };
  const named = (id: RouteId | null): Measure => {
    const nothing = { depth: 0, steps: 0, leads: false };
    if (id === null) return nothing;
    if (open.has(id)) {
      isCyclic = true;
      return nothing;
    }
    const known = measured.get(id);
    if (known !== undefined) return known;
    open.add(id);
    const inside = measure(around.routes.get(id) ?? []);
    open.delete(id);
    const found = { ...inside, depth: inside.depth + 1 };
    measured.set(id, found);
    return found;
  };
  const whole = measure(steps);
  if (isCyclic) return 'ROUTE_CYCLE';
  if (whole.depth > maxRouteDepth || whole.steps > maxRouteSteps) return 'ROUTE_TOO_LONG';
  return whole.leads ? null : 'ROUTE_DEAD_END';
}

/** For people: what is wrong and what to do. */
export const routeFaultWords: Readonly<Record<RouteFault, string>> = {
  ROUTE_CYCLE: 'leads back to itself, and so would never end. Take the step out that names it again.',
  ROUTE_DEAD_END: 'comes to nobody, whoever is there. Give it a step that names somebody who exists.',
  ROUTE_TOO_LONG: `has more than ${maxRouteSteps} steps, or routes in routes beyond ${maxRouteDepth} levels. Shorten it.`,
};
