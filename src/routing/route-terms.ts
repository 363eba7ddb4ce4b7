/** Where to look for an agent, and in what order. Part of the nouns in terms.ts, which is where to import them from. */
import type { AgentId, PoolId, RouteId, RouterId, RuleId, TeamId } from './ids';

/** The four classic options, each a shorthand for a route of one step, and ROUTE: the card's own steps, or a named route. */
export const routingStrategies = ['ROUND_ROBIN', 'AGENT', 'CUSTOM_RULES', 'TEAM', 'ROUTE'] as const;
export type RoutingStrategy = (typeof routingStrategies)[number];
/** What a live chat card says about who should take the chat. */
export interface LiveChatRouting {
  readonly strategy: RoutingStrategy;
  readonly agentId: AgentId | null;
  readonly teamId: TeamId | null;
  /** With strategy ROUTE, where it names none: the card's own steps. */
  readonly steps?: readonly RouteStep[] | null;
  /** With strategy ROUTE: the route of that name. */
  readonly routeId?: RouteId | null;
}

/**
 * Where one step of a route looks. LEAST_BUSY, LONGEST_IDLE and SKILLS choose inside the ring of `teamId`, or the workspace's.
 * LAST_AGENT is whoever served this visitor last; ACCOUNT_OWNER whoever the visitor's e-mail domain is mapped to; EXTERNAL
 * asks the customer's server; ROUTE stands for the steps of a named route.
 */
export const routeStepKinds = [
  'AGENT',
  'TEAM',
  'CUSTOM_RULES',
  'ROUND_ROBIN',
  'LEAST_BUSY',
  'LONGEST_IDLE',
  'LAST_AGENT',
  'SKILLS',
  'ACCOUNT_OWNER',
  'EXTERNAL',
  'ROUTE',
] as const;
export type RouteStepKind = (typeof routeStepKinds)[number];

/** `level` 1 to 5: at least that. `relaxAfterSeconds`: not asked for any more once the visitor waits that long; null: always. */
export interface WantedSkill {
  readonly name: string;
  readonly level: number;
  readonly relaxAfterSeconds: number | null;
}

export interface RouteStep {
  readonly kind: RouteStepKind;
  readonly agentId: AgentId | null;
  readonly teamId: TeamId | null;
  readonly skills: readonly WantedSkill[];
  readonly routerId: RouterId | null;
  readonly routeId: RouteId | null;
  /** The step's own window; null: the card's, else the workspace's. */
  readonly acceptWindowSeconds: number | null;
  /** Offers that this step makes before the next one is asked; null: what is usual for its kind. */
  readonly attempts: number | null;
  /** Whom an earlier offer of this request went to may be asked again that long after it; null: never. */
  readonly coolDownSeconds: number | null;
  /** Only followed where nobody was offered the request yet: the workspace's ring behind a shorthand. */
  readonly standIn?: boolean;
}

/** What the customer's server said for a step of kind EXTERNAL: whom to ask, the first first, or why it said nothing of use.
 * `poolId`: they are a ring, whose pointer moves. */
export type RouterAnswer =
  | { readonly agentIds: readonly AgentId[]; readonly poolId?: PoolId }
  | { readonly fault: 'NO_ANSWER_IN_TIME' | 'WRONG_ANSWER' | 'NOT_ASKED' };

/** Visitors of a card for whom nobody is free wait, at most so many and so long. */
export interface Queue {
  readonly maxLength: number;
  readonly maxWaitSeconds: number;
}

/** What an offer is for: a visitor's request, a chat that is handed over, or a second agent beside the first. */
export const offerKinds = ['REQUEST', 'TRANSFER', 'INVITE'] as const;
export type OfferKind = (typeof offerKinds)[number];

/** Whom a chat may be handed over to, or who may be asked to help. */
export type HandoverTarget =
  | { readonly kind: 'AGENT'; readonly agentId: AgentId }
  | { readonly kind: 'TEAM'; readonly teamId: TeamId }
  | { readonly kind: 'RULE'; readonly ruleId: RuleId };

/** What is remembered with each offer of a handover: to whom it goes on where the one who is asked says no. */
export interface Handover {
  readonly target: HandoverTarget;
  /** Offers made for it, this one with them. */
  readonly made: number;
  /** Who has been asked, this one with them. */
  readonly asked: readonly AgentId[];
}
