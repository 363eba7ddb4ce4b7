/** What one step of a route comes to: somebody, a question to the customer's server, or nobody and why. */
import { chooseIn, firstOf, nobody, type Choice } from './choose';
import { matches } from './custom-rules';
import type { Judgement } from './judge';
import type { RoutingPicture, RoutingRequest } from './request-terms';
import {
  assertNever,
  type AgentId,
  type Pool,
  type RouterAnswer,
  type RouteStep,
  type Rule,
  type RuleVerdict,
  type StepFinding,
} from './terms';

export interface Found extends Choice {
  readonly poolId: Pool['id'] | null;
  readonly rule: Rule | null;
  readonly rules: readonly RuleVerdict[];
  readonly finding: StepFinding;
}

interface Asked {
  readonly request: Pick<RoutingRequest, 'attributes' | 'requestedAt' | 'now'>;
  readonly picture: Pick<RoutingPicture, 'workspacePool' | 'teamPools' | 'rules'>;
  readonly answer: RouterAnswer | null;
}

export function lookAt(step: RouteStep, judge: Judgement, asked: Asked): Found {
  const { picture, request } = asked;
  switch (step.kind) {
    case 'AGENT':
      return among(step.agentId === null ? [] : [step.agentId], step, judge);
    case 'LAST_AGENT':
      return step.agentId === null ? found(nobody, 'NO_EARLIER_AGENT') : among([step.agentId], step, judge);
    case 'ACCOUNT_OWNER':
      return step.agentId === null ? found(nobody, 'NO_OWNER') : among([step.agentId], step, judge);
    case 'TEAM':
    case 'ROUND_ROBIN':
    case 'LEAST_BUSY':
    case 'LONGEST_IDLE':
    case 'SKILLS': {
      const pool = ringOf(step, picture);
      const waitedMs = request.now.getTime() - request.requestedAt.getTime();
      return { ...found(chooseIn(pool, step, judge, waitedMs)), poolId: pool?.id ?? null };
    }
    case 'CUSTOM_RULES':
      return fromRules(step, judge, asked);
    case 'EXTERNAL':
      return fromAnswer(step, judge, asked.answer);
    case 'ROUTE':
      // It is put in place before anything is decided; one that is gone has nobody.
      return found(nobody);
    default:
      return assertNever(step.kind);
  }
}

function ringOf({ kind, teamId }: RouteStep, picture: Asked['picture']): Pool | null {
  if (teamId !== null) return picture.teamPools.get(teamId) ?? null;
  return kind === 'TEAM' ? null : picture.workspacePool;
}

function found(choice: Choice, otherwise: StepFinding = 'NOBODY_ELIGIBLE'): Found {
  return { ...choice, poolId: null, rule: null, rules: [], finding: choice.chosen === null ? otherwise : 'CHOSE' };
}

function among(order: readonly AgentId[], { coolDownSeconds }: RouteStep, judge: Judgement): Found {
  return found(firstOf(order, 0, judge, coolDownSeconds));
}

function fromAnswer(step: RouteStep, judge: Judgement, answer: RouterAnswer | null): Found {
  if (answer === null) return found(nobody, 'ASKED');
  if ('fault' in answer) return found(nobody, answer.fault);
  return { ...among(answer.agentIds, step, judge), poolId: answer.poolId ?? null };
}

/** The first rule that holds and has somebody decides; the ones before it are told, the ones behind it are not asked. */
function fromRules(step: RouteStep, judge: Judgement, { request, picture }: Asked): Found {
  const rules: RuleVerdict[] = [];
  // Rules that name one team share its ring: what had nobody a moment ago has nobody now.
  const empty = new Set<Pool['id']>();
  let anyMatched = false;
  for (const rule of picture.rules) {
    const { id: ruleId, name: ruleName, pool } = rule;
    const matched = matches(rule, request.attributes);
    anyMatched ||= matched;
    const choice = matched && !empty.has(pool.id) ? chooseIn(pool, step, judge, 0) : nobody;
    rules.push({ ruleId, ruleName, matched, eligibleAgents: choice.eligible });
    if (choice.chosen !== null) return { ...found(choice), poolId: pool.id, rule, rules };
    if (matched) empty.add(pool.id);
    else judge.passRing(pool);
  }
  return { ...found(nobody, anyMatched ? 'NOBODY_ELIGIBLE' : 'NO_RULE_MATCHED'), rules };
}
