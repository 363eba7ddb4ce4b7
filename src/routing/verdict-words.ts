/** What a decision found about one agent, as a sentence. Staff read English. */
import { assertNever, type AgentId, type Decision, type IneligibleReason, type VerdictCount } from './terms';

/** What a decision says of one agent. */
export interface AgentVerdict {
  /** Told one by one. False: the decision counts more candidates than it tells, and the agent may have been one of those. */
  readonly told: boolean;
  readonly chosen: boolean;
  /** Null where it was not told. */
  readonly eligible: boolean | null;
  readonly reason: IneligibleReason | null;
}

export function verdictOn(agentId: AgentId, decision: Pick<Decision, 'candidates' | 'agentId'>): AgentVerdict {
  const chosen = decision.agentId === agentId;
  const told = decision.candidates.find((candidate) => candidate.agentId === agentId);
  if (told === undefined) return { told: false, chosen, eligible: chosen ? true : null, reason: null };
  return { told: true, chosen, eligible: told.eligible, reason: told.reason };
}

export function verdictSentence(
  verdict: AgentVerdict,
  decision: Pick<Decision, 'outcome' | 'verdictCounts' | 'candidates'>,
): string {
  if (verdict.chosen) return 'It was offered to this agent.';
  if (!verdict.told) return countsSentence(decision.verdictCounts, decision.candidates.length);
  if (verdict.reason !== null) return reasonSentence(verdict.reason);
  return decision.outcome === 'OFFERED'
    ? 'Could have taken it, but somebody else came first.'
    : 'Could have taken it, but no offer was made.';
}

function countsSentence(counts: readonly VerdictCount[], told: number): string {
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const parts = counts.map(({ reason, count }) => `${count} ${reason === null ? 'could take it' : shortly(reason)}`);
  return `This decision looked at ${all} agents and tells ${told} of them one by one; this agent is not among those. Of all: ${parts.join(', ')}.`;
}

function reasonSentence(reason: IneligibleReason): string {
  switch (reason) {
    case 'DEACTIVATED':
      return 'The account was deactivated.';
    case 'NO_LIVE_CHAT_PERMISSION':
      return 'The permission to take live chats was missing.';
    case 'UNAVAILABLE':
      return 'Was not available: outside the hours, on a break, on holiday or switched off.';
    case 'UNREACHABLE':
      return 'Was not connected: no open inbox would have rung.';
    case 'AT_CAPACITY':
      return 'All places were taken.';
    case 'ALREADY_TRIED':
      return 'Had been offered this very request before.';
    case 'NOT_MATCHED':
      return 'No rule that names this agent matched the visitor.';
    case 'NOT_SKILLED':
      return 'A skill that was asked for, or its level, was missing.';
    case 'RAMPING_UP':
      return 'Had just come back and was given chats one after another.';
    default:
      return assertNever(reason);
  }
}

function shortly(reason: IneligibleReason): string {
  switch (reason) {
    case 'DEACTIVATED':
      return 'deactivated';
    case 'NO_LIVE_CHAT_PERMISSION':
      return 'without the permission';
    case 'UNAVAILABLE':
      return 'unavailable';
    case 'UNREACHABLE':
      return 'not connected';
    case 'AT_CAPACITY':
      return 'with all places taken';
    case 'ALREADY_TRIED':
      return 'tried before';
    case 'NOT_MATCHED':
      return 'of rules that did not match';
    case 'NOT_SKILLED':
      return 'without the skill';
    case 'RAMPING_UP':
      return 'just back';
    default:
      return assertNever(reason);
  }
}
