/**
 * What `decide` looks at beside the settings, read in one round trip: the rings, and everybody who may be in them. Asked for in
 * one breath with the routing lock, behind it, it stays true until the commit: a second question under the lock would make
 * every other request of the workspace wait for it. A simulation reads it without the lock and promises nothing.
 */
import type { RoutingPicture } from '../routing/decide';
import { resolvedSteps, stepsOf } from '../routing/steps';
import type {
  AgentId,
  LiveChatRouting,
  Pool,
  RouteId,
  RouterAnswer,
  RouterId,
  RouteStep,
  RoutingSettings,
  Rule,
  TeamId,
  VisitorId,
} from '../routing/terms';
import type { CandidateLookup, Transaction } from './ports';
import type { ExternalRouterRecord } from './router.records';

/** The rings that a route names. */
export interface Rings {
  readonly workspacePool: Pool | null;
  readonly teamPools: ReadonlyMap<TeamId, Pool>;
  readonly rules: readonly Rule[];
  /** The named routes that it leads to. */
  readonly routes: ReadonlyMap<RouteId, readonly RouteStep[]>;
  /** The customer's servers that it may come to ask. */
  readonly routers: readonly ExternalRouterRecord[];
}

/** The steps of a card's routing before its references are put in place, and without the ring that may stand in. */
export function namedSteps(routing: LiveChatRouting): readonly RouteStep[] {
  return stepsOf(routing, { roundRobinFallback: false });
}

/** With every route in its place, for nobody in particular. Null: the shorthand says it all. */
export function placedSteps(
  routing: LiveChatRouting,
  of: {
    readonly settings: Pick<RoutingSettings, 'roundRobinFallback' | 'accountUnavailable'>;
    readonly routes: Rings['routes'];
  },
): readonly RouteStep[] | null {
  return resolvedSteps(routing, { ...of, maxAttempts: null, ownerId: null, lastAgentId: null });
}

/** For looks that change nothing: no customer's server is asked for them, and their steps are passed. */
export const nothingAsked: Pick<ReadonlyMap<number, RouterAnswer>, 'get'> = { get: () => ({ fault: 'NOT_ASKED' }) };

export async function findRings(tx: Transaction, steps: readonly RouteStep[]): Promise<Rings> {
  const routeIds = namedIn(steps, ({ routeId }) => routeId);
  const leadsOn = routeIds.length > 0;
  const teamIds = namedIn(steps, ({ teamId }) => teamId);
  const routerIds = namedIn(steps, ({ routerId }) => routerId);
  const asksRules = steps.some(({ kind }) => kind === 'CUSTOM_RULES');
  const [workspacePool, rules, teamPools, routes, reachedRings, reachedRules, routers] = await Promise.all([
    leadsOn || steps.some(asksEverybody) ? tx.routing.findWorkspacePool() : null,
    asksRules ? tx.routing.findRules() : [],
    Promise.all(teamIds.map((teamId) => tx.routing.findTeamPool(teamId))),
    // What they need is not known before they are read: it is read with them, so that it costs no second round trip.
    leadsOn ? tx.routes.findReached(routeIds) : new Map<RouteId, readonly RouteStep[]>(),
    leadsOn ? tx.routes.findReachedRings(routeIds) : new Map<TeamId, Pool>(),
    leadsOn && !asksRules ? tx.routes.findReachedRules(routeIds) : [],
    findRouters(tx, { routerIds, routeIds }),
  ]);
  const own = teamIds.flatMap((teamId, index) => {
    const pool = teamPools[index] ?? null;
    return pool === null ? [] : [[teamId, pool] as const];
  });
  return {
    workspacePool,
    rules: asksRules ? rules : reachedRules,
    teamPools: new Map([...reachedRings, ...own]),
    routes,
    routers,
  };
}

async function findRouters(
  tx: Transaction,
  { routerIds, routeIds }: { readonly routerIds: readonly RouterId[]; readonly routeIds: readonly RouteId[] },
): Promise<readonly ExternalRouterRecord[]> {
  const [own, reached] = await Promise.all([
    routerIds.length === 0 ? [] : tx.routers.findMany(routerIds),
    routeIds.length === 0 ? [] : tx.routes.findReachedRouters(routeIds),
  ]);
  return [...own, ...reached];
}

function asksEverybody({ kind, teamId }: RouteStep): boolean {
  return kind === 'ROUND_ROBIN' || (teamId === null && choosesInRing(kind));
}

function choosesInRing(kind: RouteStep['kind']): boolean {
  return kind === 'LEAST_BUSY' || kind === 'LONGEST_IDLE' || kind === 'SKILLS';
}

function namedIn<Id>(steps: readonly RouteStep[], idOf: (step: RouteStep) => Id | null): readonly Id[] {
  return [...new Set(steps.flatMap((step) => idOf(step) ?? []))];
}

export type FoundPicture = Omit<RoutingPicture, 'settings'> & {
  readonly candidates: CandidateLookup;
  readonly routes: Rings['routes'];
  readonly routers: Rings['routers'];
  /** Who served the visitor last, where the route asks for it. */
  readonly lastAgentId: AgentId | null;
};

export interface PictureWanted {
  readonly routing: LiveChatRouting;
  /** A request's own, with their references in place; null: what the routing says. */
  readonly steps?: readonly RouteStep[] | null;
  readonly attempt: number;
  /** Absent: nobody in particular, so nobody served them before. */
  readonly visitorId?: VisitorId;
}

export async function findPicture(tx: Transaction, wanted: PictureWanted): Promise<FoundPicture> {
  const { routing, attempt, visitorId } = wanted;
  const isShorthand = routing.strategy !== 'ROUTE' && !wanted.steps;
  const steps = wanted.steps ?? namedSteps(routing);
  // The workspace's ring stands in for a pool that has nobody at the start, and later for none.
  const mayFallBack = isShorthand && routing.strategy !== 'ROUND_ROBIN' && attempt === 1;
  // A request's own steps say whom they mean.
  const asksForLast = !wanted.steps && steps.some(({ kind }) => kind === 'LAST_AGENT' || kind === 'ROUTE');
  const [rings, fallbackPool, candidates, lastAgentId] = await Promise.all([
    findRings(tx, steps),
    mayFallBack ? tx.routing.findFallbackPool() : null,
    tx.routing.findCandidates(),
    asksForLast && visitorId !== undefined ? tx.routes.findLastAgent(visitorId) : null,
  ]);
  return { ...rings, workspacePool: rings.workspacePool ?? fallbackPool, candidates, lastAgentId };
}
