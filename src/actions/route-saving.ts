/** What a named route has to be before it is kept: judged behind the routing lock, so that two that name each other cannot both pass. */
import { routeFaultOf, routeFaultWords } from '../routing/route-check';
import type { AgentId, RouteId, RouterId, RouteStep, TeamId } from '../routing/terms';
import { readName } from '../routing/text';
import { type Faults } from './faults';
import type { Transaction } from './ports';
import type { RouteRecord } from './route-ports';
import { stepsFrom } from './route-reading';

export const maxRoutes = 200;

export interface RouteGiven {
  readonly name: string;
  readonly steps: readonly RouteStep[];
}

/** Undefined with its faults told. `own`: the route that is changed; null: a new one. */
export async function readRoute(
  tx: Transaction,
  given: RouteGiven,
  {
    own,
    routes,
    faults,
  }: { readonly own: RouteId | null; readonly routes: readonly RouteRecord[]; readonly faults: Faults },
): Promise<RouteGiven | undefined> {
  const name = faults.read(readName(given.name, { what: "The route's name", field: ['name'] }));
  const isTaken = routes.some((route) => route.id !== own && route.name.toLowerCase() === name?.toLowerCase());
  if (isTaken) faults.add(`There is a route “${name}” already. Choose another name.`, ['name']);
  const steps = stepsFrom(given.steps, { faults, field: ['steps'] });
  await checkNamed(tx, steps, { routes, faults });
  if (faults.any || name === undefined) return undefined;
  const others = new Map(routes.filter(({ id }) => id !== own).map((route) => [route.id, route.steps]));
  // Who is named is there, as was just seen; what is inside other routes was seen when these were kept.
  const fault = routeFaultOf(steps, { own, routes: others, isThere: () => true });
  if (fault !== null) faults.add(`This route ${routeFaultWords[fault]} (${fault})`, ['steps']);
  return faults.any ? undefined : { name, steps };
}

async function checkNamed(
  tx: Transaction,
  steps: readonly RouteStep[],
  { routes, faults }: { readonly routes: readonly RouteRecord[]; readonly faults: Faults },
): Promise<void> {
  const [agents, teams, routers] = await Promise.all([
    findActive(
      tx,
      idsIn(steps, ({ agentId }) => agentId),
    ),
    findTeams(
      tx,
      idsIn(steps, ({ teamId }) => teamId),
    ),
    findRouters(
      tx,
      idsIn(steps, ({ routerId }) => routerId),
    ),
  ]);
  const known = new Set<string>(routes.map(({ id }) => id));
  steps.forEach(({ agentId, teamId, routerId, routeId }, index) => {
    const at = (name: string) => ['steps', String(index), name];
    const another = 'Choose another one.';
    if (agentId !== null && !agents.has(agentId)) {
      faults.add(`There is no such agent, or the agent was deactivated. ${another}`, at('agentId'));
    }
    if (teamId !== null && !teams.has(teamId)) faults.add(`There is no such team. ${another}`, at('teamId'));
    if (routerId !== null && !routers.has(routerId)) {
      faults.add(`There is no such external router. ${another}`, at('routerId'));
    }
    if (routeId !== null && !known.has(routeId)) faults.add(`There is no such route. ${another}`, at('routeId'));
  });
}

function idsIn<Id>(steps: readonly RouteStep[], idOf: (step: RouteStep) => Id | null): readonly Id[] {
  return [...new Set(steps.flatMap((step) => idOf(step) ?? []))];
}

async function findActive(tx: Transaction, ids: readonly AgentId[]): Promise<ReadonlySet<AgentId>> {
  if (ids.length === 0) return new Set();
  return new Set((await tx.agents.findMany(ids)).filter(({ active }) => active).map(({ id }) => id));
}

async function findTeams(tx: Transaction, ids: readonly TeamId[]): Promise<ReadonlySet<TeamId>> {
  const teams = await Promise.all(ids.map((id) => tx.teams.find(id)));
  return new Set(teams.flatMap((team) => team?.id ?? []));
}

async function findRouters(tx: Transaction, ids: readonly RouterId[]): Promise<ReadonlySet<RouterId>> {
  return ids.length === 0 ? new Set() : new Set(await tx.routes.findKnownRouters(ids));
}
