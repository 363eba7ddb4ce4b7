/**
 * What comes after an offer that nobody took. Decline and expiry are the same: the next candidate while the strategy has an
 * attempt left, else the fallback. The last word is a decision as well, so that the log of a request ends with its reason.
 */
import { attemptsOfStep } from './steps';
import {
  assertNever,
  type Decision,
  type FallbackReason,
  type LiveChatRouting,
  type RouteStep,
  type RoutingOutcome,
  type RoutingSettings,
  type RoutingStrategy,
} from './terms';

/** How many offers a request may make before the visitor gets the fallback message. */
export function attemptsOf(
  strategy: RoutingStrategy,
  settings: Pick<RoutingSettings, 'teamAttempts'>,
  /** The card's own number; null: the workspace's. */
  ofCard: number | null = null,
): number {
  if (ofCard !== null) return ofCard;
  switch (strategy) {
    case 'TEAM':
      return settings.teamAttempts;
    case 'AGENT':
    case 'ROUND_ROBIN':
    case 'CUSTOM_RULES':
    case 'ROUTE':
      return 1;
    default:
      return assertNever(strategy);
  }
}

/** When a visitor has waited long enough over all attempts; null where there is no such limit. */
export function waitEndsAt(requestedAt: Date, settings: Pick<RoutingSettings, 'maxWaitSeconds'>): Date | null {
  return settings.maxWaitSeconds === null ? null : new Date(requestedAt.getTime() + settings.maxWaitSeconds * 1_000);
}

/** What tells how far a request has come. */
export interface Progress {
  readonly routing: LiveChatRouting;
  /** The route as it was at the request; null or absent: the shorthand in `routing`. */
  readonly steps?: readonly RouteStep[] | null;
  readonly step?: number;
  readonly stepAttempts?: number;
  /** Offers made so far. */
  readonly attempts: number;
  /** The card's own number of offers; null or absent: the workspace's. */
  readonly maxAttempts?: number | null;
  readonly requestedAt: Date;
  readonly settings: Pick<RoutingSettings, 'teamAttempts' | 'maxWaitSeconds'>;
}

/** The windows of the offers that may still be made, the next one first; null: the usual window. */
function windowsLeft(progress: Progress): readonly (number | null)[] {
  const { routing, steps, step = 0, stepAttempts = 0, attempts, maxAttempts, settings } = progress;
  if (steps === null || steps === undefined) {
    const left = attemptsOf(routing.strategy, settings, maxAttempts) - attempts;
    return Array.from({ length: Math.max(0, left) }, () => null);
  }
  const windows = steps.slice(step).flatMap((one, index) => {
    if (one.standIn === true && attempts > 0) return [];
    const left = attemptsOfStep(one, settings) - (index === 0 ? stepAttempts : 0);
    return Array.from({ length: Math.max(0, left) }, () => one.acceptWindowSeconds);
  });
  // Of a shorthand the card's number is its step's; of a route it holds for all steps together.
  const most = routing.strategy === 'ROUTE' ? (maxAttempts ?? null) : null;
  return most === null ? windows : windows.slice(0, Math.max(0, most - attempts));
}

/**
 * When a visitor has an answer at the latest, as things stand: the open offer's end, a whole window for each attempt that is
 * left behind it, and never beyond the longest wait.
 */
export function searchEndsAt(
  ask: Progress & {
    readonly offerEndsAt: Date;
    readonly windowSeconds: number;
  },
): Date {
  const seconds = windowsLeft(ask).reduce<number>((sum, window) => sum + (window ?? ask.windowSeconds), 0);
  const latest = new Date(ask.offerEndsAt.getTime() + seconds * 1_000);
  const waitEnd = waitEndsAt(ask.requestedAt, ask.settings);
  return waitEnd !== null && waitEnd < latest ? waitEnd : latest;
}

export type Next =
  { readonly kind: 'DECIDE'; readonly attempt: number } | { readonly kind: 'FALL_BACK'; readonly decision: Decision };

/** Asked when an offer was declined, expired or withdrawn from an agent, before anything else is read. */
export function whatNext(ask: Progress & { readonly now: Date }): Next {
  const { strategy } = ask.routing;
  const waitEnd = waitEndsAt(ask.requestedAt, ask.settings);
  if (waitEnd !== null && ask.now >= waitEnd) return { kind: 'FALL_BACK', decision: gaveUp(strategy, 'WAIT_EXCEEDED') };
  if (windowsLeft(ask).length === 0) return { kind: 'FALL_BACK', decision: gaveUp(strategy, 'ATTEMPTS_EXHAUSTED') };
  return { kind: 'DECIDE', attempt: ask.attempts + 1 };
}

/** The last decision of a request whose attempts or whose time is used up: nobody was considered any more. */
export function gaveUp(
  strategy: RoutingStrategy,
  reason: Extract<FallbackReason, 'ATTEMPTS_EXHAUSTED' | 'WAIT_EXCEEDED'>,
): Decision {
  return closing(strategy, 'FALLBACK', reason);
}

/** The decision of a request that the package does not allow: no agent was asked. */
export function limitReached(strategy: RoutingStrategy): Decision {
  return closing(strategy, 'LIMIT_REACHED', null);
}

/** The decision of a request of somebody whom the workspace keeps from its agents: no agent was asked. */
export function keptOut(strategy: RoutingStrategy): Decision {
  return closing(strategy, 'FALLBACK', 'BLOCKED_DOMAIN');
}

/** The last word of a request whose visitor would rather write than wait. */
export function leftMessage(strategy: RoutingStrategy): Decision {
  return closing(strategy, 'FALLBACK', 'MESSAGE_LEFT');
}

function closing(strategy: RoutingStrategy, outcome: RoutingOutcome, fallbackReason: FallbackReason | null): Decision {
  return {
    strategy,
    outcome,
    agentId: null,
    poolId: null,
    ruleId: null,
    ruleName: null,
    rules: [],
    candidates: [],
    verdictCounts: [],
    fallbackReason,
  };
}
