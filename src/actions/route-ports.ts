/** Routes that have a name, and what a request's route needs beside the rings of its card. */
import type { AgentId, Pool, RouteId, RouterId, RouteStep, Rule, TeamId, VisitorId } from '../routing/terms';
import type { ExternalRouterRecord } from './router.records';

export interface RouteRecord {
  readonly id: RouteId;
  readonly name: string;
  readonly steps: readonly RouteStep[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type NamedInSteps = 'agentId' | 'teamId' | 'routeId';

export interface RouteStore {
  find(id: RouteId): Promise<RouteRecord | null>;
  /** All, by name. */
  findAll(): Promise<readonly RouteRecord[]>;
  insert(route: Pick<RouteRecord, 'id' | 'name' | 'steps'>): void;
  update(route: Pick<RouteRecord, 'id' | 'name' | 'steps'>): void;
  delete(id: RouteId): void;
  /** Names of the routes whose steps name the thing. */
  findNaming(what: NamedInSteps, id: string): Promise<readonly string[]>;
  /** Those of these that there are. */
  findKnownRouters(ids: readonly RouterId[]): Promise<readonly RouterId[]>;
  /** These routes and all that they lead to. */
  findReached(ids: readonly RouteId[]): Promise<ReadonlyMap<RouteId, readonly RouteStep[]>>;
  /** The rings of the teams that these routes, and all that they lead to, name. */
  findReachedRings(ids: readonly RouteId[]): Promise<ReadonlyMap<TeamId, Pool>>;
  /** The enabled rules, where these routes, or any that they lead to, ask for rules; else none. */
  findReachedRules(ids: readonly RouteId[]): Promise<readonly Rule[]>;
  /** The external routers that these routes, and all that they lead to, ask. */
  findReachedRouters(ids: readonly RouteId[]): Promise<readonly ExternalRouterRecord[]>;
  /** To whom the account of an e-mail address belongs. */
  findOwner(email: string): Promise<AgentId | null>;
  /** Who served this visitor, or another browser of the same person, last. */
  findLastAgent(visitorId: VisitorId): Promise<AgentId | null>;
}

export interface RouteReads {
  routes(ids: readonly RouteId[]): Promise<readonly (RouteRecord | null)[]>;
  /** By name; at most as many as there may be. */
  allRoutes(): Promise<readonly RouteRecord[]>;
  /** These routes and all that they lead to. */
  routesReached(ids: readonly RouteId[]): Promise<ReadonlyMap<RouteId, readonly RouteStep[]>>;
}
