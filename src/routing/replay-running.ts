/** One request that is being routed once more. */
import type { PastRequest, ReplayWorld } from './replay-terms';
import { stepsOf } from './steps';
import type { AgentId, Decision, LiveChatRouting, OfferState, RouterAnswer, RouteStep } from './terms';

export interface Running {
  readonly past: PastRequest;
  readonly routing: LiveChatRouting;
  readonly steps: readonly RouteStep[] | null;
  readonly answers: ReadonlyMap<number, RouterAnswer>;
  readonly tried: Map<AgentId, Date>;
  /** What two requests have in common that are decided alike; null: they look at more than that. */
  readonly route: string | null;
  attempts: number;
  step: number;
  stepAttempts: number;
  /** At whom it rings, or who talks. */
  agentId: AgentId | null;
  ruleName: string | null;
  isWaiting: boolean;
  /** Counts up with everything that happens to it. */
  move: number;
}

export interface Planned {
  readonly at: number;
  readonly what: 'ACCEPT' | 'PASS_ON' | 'CHAT_END' | 'LEAVE' | 'WAIT_END';
  readonly running: Running;
  /** Void once the request has moved on. */
  readonly move: number;
}

export function runningOf(past: PastRequest, { route, settings }: Pick<ReplayWorld, 'route' | 'settings'>): Running {
  const routing = route?.routing ?? past.routing;
  const steps = route === null ? past.steps : route.stepsFor({ ownerId: ownerOf(past), lastAgentId: past.lastAgentId });
  const all = steps ?? stepsOf(routing, settings);
  return {
    past,
    routing,
    steps,
    // Customers' servers are not asked about the past: such a step is passed.
    answers: new Map(
      all.flatMap(({ kind }, index) => (kind === 'EXTERNAL' ? [[index, { fault: 'NOT_ASKED' }] as const] : [])),
    ),
    tried: new Map(),
    route: past.queue === null ? null : routeOf(routing, all),
    attempts: 0,
    step: 0,
    stepAttempts: 0,
    agentId: null,
    ruleName: null,
    isWaiting: false,
    move: 0,
  };
}

/** Whoever's account belonged to somebody was routed to the owner first: the record says to whom. */
function ownerOf({ steps }: Pick<PastRequest, 'steps'>): AgentId | null {
  return steps?.find(({ kind }) => kind === 'ACCOUNT_OWNER')?.agentId ?? null;
}

/** Rules look at the visitor, skills at the wait: those requests are like no other. */
const ownKinds: ReadonlySet<RouteStep['kind']> = new Set(['CUSTOM_RULES', 'SKILLS']);

/** Of two who say the same, one has nobody where the other has nobody. Null: like no other. */
export function likenessOf({ route, tried }: Running): string | null {
  return tried.size > 0 ? null : route;
}

function routeOf(routing: LiveChatRouting, steps: readonly RouteStep[]): string | null {
  if (steps.some(({ kind }) => ownKinds.has(kind))) return null;
  return `${routing.strategy} ${steps.map(({ kind, agentId, teamId }) => `${kind} ${agentId} ${teamId}`).join(' ')}`;
}

export function offeredTo(running: Running, decision: Decision, at: number): void {
  const step = decision.stepIndex ?? 0;
  running.stepAttempts = step === running.step ? running.stepAttempts + 1 : 1;
  running.step = step;
  running.attempts += 1;
  running.agentId = decision.agentId;
  running.ruleName = decision.ruleName;
  if (decision.agentId !== null) running.tried.set(decision.agentId, new Date(at));
  running.move += 1;
}

/** One that was withdrawn, or rings still, says nothing of what the agent would have done. */
const answered: ReadonlySet<OfferState> = new Set(['ACCEPTED', 'DECLINED', 'EXPIRED']);

/**
 * What the agent does with the offer, and when. Whoever was asked for the same request then does now as they did; who let it
 * ring lets it ring for as long as it rings now.
 */
export function answerTo(
  { past, agentId }: Running,
  ring: { readonly at: number; readonly closes: number; readonly medianAcceptMs: number },
): Pick<Planned, 'what' | 'at'> {
  const then = past.offers.find((offer) => offer.agentId === agentId && answered.has(offer.state));
  const at = ring.at + (then?.tookMs ?? ring.medianAcceptMs);
  if (then?.state === 'DECLINED') return { what: 'PASS_ON', at: Math.min(at, ring.closes) };
  if (then?.state === 'EXPIRED' || at >= ring.closes) return { what: 'PASS_ON', at: ring.closes };
  return { what: 'ACCEPT', at };
}
