/**
 * Who gets the chat. One page, one algorithm: for a real request, for a simulation and for a replay. Everything it asks was
 * read while the workspace's routing lock was held, so what it answers is still true when it is written.
 */
import { matches, type RoutingAttributes } from './custom-rules';
import { whyNot } from './eligibility';
import { startOf } from './round-robin';
import {
  assertNever,
  maxVerdictsTold,
  type AgentId,
  type Candidate,
  type CandidateVerdict,
  type Decision,
  type FallbackReason,
  type IneligibleReason,
  type LiveChatRouting,
  type Pool,
  type RoutingSettings,
  type Rule,
  type RuleVerdict,
  type VerdictCount,
} from './terms';

export interface RoutingRequest {
  /** What the live chat card says. */
  readonly routing: LiveChatRouting;
  /** The visitor's attributes by lower-cased name: see `routingAttributes`. */
  readonly attributes: RoutingAttributes;
  /** Everyone this request was offered to before. */
  readonly tried: ReadonlySet<AgentId>;
  /** The attempt about to be made; the first is 1. */
  readonly attempt: number;
}

/** What was read under the routing lock. Pools that the request cannot touch may be absent. */
export interface RoutingPicture {
  readonly settings: Pick<RoutingSettings, 'requireReachable' | 'roundRobinFallback'>;
  readonly workspacePool: Pool | null;
  /** The ring of the card's team; null where the card names none or it is gone. */
  readonly teamPool: Pool | null;
  /** The enabled rules by position. */
  readonly rules: readonly Rule[];
  /** Whoever is missing here is no agent any more. */
  readonly candidates: Pick<ReadonlyMap<AgentId, Candidate>, 'get'>;
}

export function decide(request: RoutingRequest, picture: RoutingPicture): Decision {
  const judge = new Judge(request, picture);
  const own = fromOwnPool(request, picture, judge);
  // The fallback stands in for a pool that has nobody at the start; it is no second attempt for a declined first one.
  const mayFallBack =
    own.chosen === null &&
    request.attempt === 1 &&
    picture.settings.roundRobinFallback &&
    request.routing.strategy !== 'ROUND_ROBIN';
  const found = mayFallBack ? fromRing(picture.workspacePool, judge) : own;
  const { chosen } = found;
  return {
    strategy: request.routing.strategy,
    outcome: chosen === null ? 'FALLBACK' : 'OFFERED',
    agentId: chosen,
    poolId: chosen === null ? null : found.poolId,
    ruleId: own.rule?.id ?? null,
    ruleName: own.rule?.name ?? null,
    rules: own.rules,
    candidates: judge.told(chosen),
    verdictCounts: judge.counts(),
    fallbackReason: chosen === null ? own.reason : null,
  };
}

interface Found {
  readonly chosen: AgentId | null;
  readonly poolId: Pool['id'] | null;
  readonly rule: Rule | null;
  readonly rules: readonly RuleVerdict[];
  readonly reason: FallbackReason;
}

function fromOwnPool(request: RoutingRequest, picture: RoutingPicture, judge: Judge): Found {
  const { routing } = request;
  const plain = { rule: null, rules: [], reason: 'NOBODY_ELIGIBLE' } as const;
  switch (routing.strategy) {
    case 'ROUND_ROBIN':
      return { ...plain, ...fromRing(picture.workspacePool, judge) };
    case 'TEAM':
      return { ...plain, ...fromRing(picture.teamPool, judge) };
    case 'AGENT': {
      const isEligible = routing.agentId !== null && judge.consider(routing.agentId);
      return { ...plain, chosen: isEligible ? routing.agentId : null, poolId: null };
    }
    case 'CUSTOM_RULES':
      return fromRules(request, picture, judge);
    case 'ROUTE':
      return { ...plain, chosen: null, poolId: null };
    default:
      return assertNever(routing.strategy);
  }
}

/** Everybody in the ring gets a verdict; the first eligible one, from whose turn it is, is chosen. */
function fromRing(pool: Pool | null, judge: Judge): Pick<Found, 'chosen' | 'poolId'> & { readonly eligible: number } {
  if (pool === null) return { chosen: null, poolId: null, eligible: 0 };
  const start = startOf(pool);
  let chosen: AgentId | null = null;
  let eligible = 0;
  for (let step = 0; step < pool.order.length; step += 1) {
    const agentId = pool.order[(start + step) % pool.order.length];
    if (agentId === undefined || !judge.consider(agentId)) continue;
    chosen ??= agentId;
    eligible += 1;
  }
  return { chosen, poolId: pool.id, eligible };
}

/** The first rule that holds and has somebody decides; the ones before it are told, the ones behind it are not asked. */
function fromRules(request: RoutingRequest, picture: RoutingPicture, judge: Judge): Found {
  const rules: RuleVerdict[] = [];
  // Rules that name one team share its ring: what had nobody a moment ago has nobody now.
  const empty = new Set<Pool['id']>();
  let anyMatched = false;
  for (const rule of picture.rules) {
    const matched = matches(rule, request.attributes);
    anyMatched ||= matched;
    const ring = matched && !empty.has(rule.pool.id) ? fromRing(rule.pool, judge) : null;
    rules.push({ ruleId: rule.id, ruleName: rule.name, matched, eligibleAgents: ring?.eligible ?? 0 });
    if (ring !== null && ring.chosen !== null) {
      return { chosen: ring.chosen, poolId: rule.pool.id, rule, rules, reason: 'NOBODY_ELIGIBLE' };
    }
    if (matched) empty.add(rule.pool.id);
    else judge.pass(rule.pool);
  }
  const reason = anyMatched ? 'NOBODY_ELIGIBLE' : 'NO_RULE_MATCHED';
  return { chosen: null, poolId: null, rule: null, rules, reason };
}

/** Judges every agent once, in the order in which they come up, and tells about it afterwards. */
class Judge {
  private readonly verdicts = new Map<AgentId, IneligibleReason | null>();
  private readonly passed: Pool[] = [];

  constructor(
    private readonly request: RoutingRequest,
    private readonly picture: RoutingPicture,
  ) {}

  /** Whether the agent may be offered the chat. */
  consider(agentId: AgentId): boolean {
    let reason = this.verdicts.get(agentId);
    if (reason === undefined) {
      const agent = this.picture.candidates.get(agentId);
      const { settings } = this.picture;
      reason = agent === undefined ? 'DEACTIVATED' : whyNot(agent, { settings, tried: this.request.tried });
      this.verdicts.set(agentId, reason);
    }
    return reason === null;
  }

  /** The ring of a rule that does not hold: whoever no other ring brings up is NOT_MATCHED. */
  pass(pool: Pool): void {
    this.passed.push(pool);
  }

  /** At most `maxVerdictsTold`, the chosen one always among them. */
  told(chosen: AgentId | null): readonly CandidateVerdict[] {
    this.settlePassed();
    const told: CandidateVerdict[] = [];
    for (const [agentId, reason] of this.verdicts) {
      if (told.length === maxVerdictsTold) break;
      told.push({ agentId, eligible: reason === null, reason });
    }
    if (chosen !== null && !told.some((verdict) => verdict.agentId === chosen)) {
      told[told.length - 1] = { agentId: chosen, eligible: true, reason: null };
    }
    return told;
  }

  counts(): readonly VerdictCount[] {
    this.settlePassed();
    const counts = new Map<IneligibleReason | null, number>();
    for (const reason of this.verdicts.values()) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    return [...counts].map(([reason, count]) => ({ reason, count }));
  }

  private settlePassed(): void {
    for (const pool of this.passed) {
      for (const agentId of pool.order) if (!this.verdicts.has(agentId)) this.verdicts.set(agentId, 'NOT_MATCHED');
    }
    this.passed.length = 0;
  }
}
