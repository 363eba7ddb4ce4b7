/**
 * Who gets the chat. One algorithm: for a real request, for a transfer, for a simulation and for a replay. Everything it asks
 * was read while the workspace's routing lock was held, so what it answers is still true when it is written.
 */
import { Judge, type Judgement } from './judge';
import { lookAt, type Found } from './look-at';
import type { RoutingPicture, RoutingRequest } from './request-terms';
import { attemptsOfStep, stepsOf } from './steps';
import type { AgentId, Decision, FallbackReason, RouteStep, StepVerdict } from './terms';

export type { RoutingPicture, RoutingRequest };

export function decide(request: RoutingRequest, picture: RoutingPicture): Decision {
  const { settings } = picture;
  const steps = request.steps ?? stepsOf(request.routing, settings, request.maxAttempts ?? null);
  const { tried, now } = request;
  const judge = new Judge({ settings, candidates: picture.candidates, tried, now });
  const begin = request.step ?? 0;
  const told: StepVerdict[] = [];
  let last: Walked | null = null;
  let ruled: Found | null = null;
  for (const walked of walk(request, picture, { steps, judge, begin })) {
    last = walked;
    told.push({ index: walked.index, kind: walked.kind, finding: walked.finding, eligibleAgents: walked.eligible });
    if (walked.rules.length > 0) ruled = walked;
    if (isAnswer(walked)) break;
  }
  const chosen = last?.chosen ?? null;
  const isAsked = last?.finding === 'ASKED';
  return {
    strategy: request.routing.strategy,
    outcome: isAsked ? 'ASKED' : chosen === null ? 'FALLBACK' : 'OFFERED',
    agentId: chosen,
    poolId: chosen === null ? null : (last?.poolId ?? null),
    ruleId: last?.rule?.id ?? null,
    ruleName: last?.rule?.name ?? null,
    rules: ruled?.rules ?? [],
    candidates: judge.told(chosen),
    verdictCounts: judge.counts(),
    fallbackReason: isAsked || chosen !== null ? null : reasonOf(told, { steps, attempt: request.attempt }),
    steps: told,
    stepIndex: isAsked || chosen !== null ? (last?.index ?? null) : null,
    nextAgentId: chosen === null || last === null ? null : nextOf(request, picture, { steps, judge, chosen, last }),
  };
}

interface Walked extends Found {
  readonly index: number;
  readonly kind: RouteStep['kind'];
}

function isAnswer({ chosen, finding }: Walked): boolean {
  return chosen !== null || finding === 'ASKED';
}

/** One step after the other from `begin`, which may have made offers before. */
function* walk(
  request: RoutingRequest,
  picture: RoutingPicture,
  on: { readonly steps: readonly RouteStep[]; readonly judge: Judgement; readonly begin: number },
): Generator<Walked> {
  for (let index = on.begin; index < on.steps.length; index += 1) {
    const step = on.steps[index];
    // The fallback stands in for a choice that has nobody at the start; it is no second attempt for a declined first one.
    if (step === undefined || (step.standIn === true && request.attempt > 1)) continue;
    const made = index === request.step ? (request.stepAttempts ?? 0) : 0;
    const found =
      made >= attemptsOfStep(step, picture.settings)
        ? attemptsUsed
        : lookAt(step, on.judge, { request, picture, answer: request.answers?.get(index) ?? null });
    yield { ...found, index, kind: step.kind };
  }
}

const attemptsUsed: Found = {
  chosen: null,
  next: null,
  eligible: 0,
  poolId: null,
  rule: null,
  rules: [],
  finding: 'ATTEMPTS_USED',
};

/** Had the chosen one not been there: the next one of the same step, else whom the steps behind it come to. */
function nextOf(
  request: RoutingRequest,
  picture: RoutingPicture,
  of: {
    readonly steps: readonly RouteStep[];
    readonly judge: Judge;
    readonly chosen: AgentId;
    readonly last: Walked;
  },
): AgentId | null {
  const { steps, last } = of;
  if (last.next !== null) return last.next;
  // A ring that has nobody else needs no second look; rules do: others may hold.
  const begin = last.kind === 'CUSTOM_RULES' ? last.index : last.index + 1;
  if (begin >= steps.length) return null;
  for (const walked of walk(request, picture, { steps, judge: of.judge.without(of.chosen), begin })) {
    if (isAnswer(walked)) return walked.chosen;
  }
  return null;
}

/** Why nobody was found, by what the card itself asked for: the ring that stands in explains nothing. */
function reasonOf(
  told: readonly StepVerdict[],
  of: { readonly steps: readonly RouteStep[]; readonly attempt: number },
): FallbackReason {
  const looked = told.filter(({ index, finding }) => finding !== 'ATTEMPTS_USED' && of.steps[index]?.standIn !== true);
  if (looked.length === 0) return of.attempt > 1 ? 'ATTEMPTS_EXHAUSTED' : 'NOBODY_ELIGIBLE';
  const had = looked.filter(({ finding }) => finding === 'NOBODY_ELIGIBLE');
  if (had.length === 0) {
    return looked.some(({ finding }) => finding === 'NO_RULE_MATCHED') ? 'NO_RULE_MATCHED' : 'NOBODY_ELIGIBLE';
  }
  return looked.every(({ kind }) => kind === 'ACCOUNT_OWNER') ? 'OWNER_UNAVAILABLE' : 'NOBODY_ELIGIBLE';
}
