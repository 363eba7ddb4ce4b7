/** What routing decides, and why. Part of the nouns in terms.ts, which is where to import them from. */
import type { AgentId, PoolId, RuleId } from './ids';
import type { RouteStepKind, RoutingStrategy } from './route-terms';

export const ineligibleReasons = [
  'DEACTIVATED',
  'NO_LIVE_CHAT_PERMISSION',
  'UNAVAILABLE',
  'UNREACHABLE',
  'AT_CAPACITY',
  'ALREADY_TRIED',
  'NOT_MATCHED',
  'NOT_SKILLED',
  'RAMPING_UP',
] as const;
export type IneligibleReason = (typeof ineligibleReasons)[number];

/** QUEUED: nobody is free and the visitor waits. ASKED: the customer's server is being asked; another decision follows. */
export const routingOutcomes = ['OFFERED', 'FALLBACK', 'LIMIT_REACHED', 'QUEUED', 'ASKED'] as const;
export type RoutingOutcome = (typeof routingOutcomes)[number];

export const fallbackReasons = [
  'NOBODY_ELIGIBLE',
  'NO_RULE_MATCHED',
  'ATTEMPTS_EXHAUSTED',
  'WAIT_EXCEEDED',
  'BLOCKED_DOMAIN',
  'QUEUE_FULL',
  'MESSAGE_LEFT',
  'OWNER_UNAVAILABLE',
] as const;
export type FallbackReason = (typeof fallbackReasons)[number];

export interface CandidateVerdict {
  readonly agentId: AgentId;
  readonly eligible: boolean;
  readonly reason: IneligibleReason | null;
}
export interface RuleVerdict {
  readonly ruleId: RuleId;
  readonly ruleName: string;
  readonly matched: boolean;
  readonly eligibleAgents: number;
}
/** `reason: null` counts the eligible ones. */
export interface VerdictCount {
  readonly reason: IneligibleReason | null;
  readonly count: number;
}

/** What came of one step of the route: why it was passed, or that it chose. */
export const stepFindings = [
  'CHOSE',
  'NOBODY_ELIGIBLE',
  'ATTEMPTS_USED',
  'NO_RULE_MATCHED',
  'NO_OWNER',
  'NO_EARLIER_AGENT',
  'ASKED',
  'NO_ANSWER_IN_TIME',
  'WRONG_ANSWER',
  'NOT_ASKED',
] as const;
export type StepFinding = (typeof stepFindings)[number];
export interface StepVerdict {
  readonly index: number;
  readonly kind: RouteStepKind;
  readonly finding: StepFinding;
  readonly eligibleAgents: number;
}

/** At most this many candidates are told one by one in a decision; `verdictCounts` covers all of them. */
export const maxVerdictsTold = 50;

/** Why one agent was chosen and the others were not. Storable and printable as it is. */
export interface Decision {
  readonly strategy: RoutingStrategy;
  readonly outcome: RoutingOutcome;
  readonly agentId: AgentId | null;
  /** The ring that the agent was taken from, whose pointer moves to the agent. Null for strategy AGENT and for no agent. */
  readonly poolId: PoolId | null;
  readonly ruleId: RuleId | null;
  readonly ruleName: string | null;
  readonly rules: readonly RuleVerdict[];
  readonly candidates: readonly CandidateVerdict[];
  readonly verdictCounts: readonly VerdictCount[];
  readonly fallbackReason: FallbackReason | null;
  /** The route's steps from the one where this decision began, each with what came of it. */
  readonly steps?: readonly StepVerdict[];
  /** The step that chose, or that is being asked; null for none. */
  readonly stepIndex?: number | null;
  /** Who would have been offered it, had the chosen one not been there; null: nobody. */
  readonly nextAgentId?: AgentId | null;
  /** What was known of the visitor, by lower-cased name: of a request's first decision, for replays. */
  readonly known?: Readonly<Record<string, string>>;
}
