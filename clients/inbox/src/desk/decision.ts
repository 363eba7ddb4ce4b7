/** The routing decision as people say it. */
import type { DecisionPartsFragment, IneligibleReason, RoutingStrategy } from '../../../sdk/generated/graphql';

export type Decision = DecisionPartsFragment;

const how: Partial<Record<RoutingStrategy, string>> = {
  ROUND_ROBIN: 'in turn',
  TEAM: 'in turn within the team',
  AGENT: 'by name',
};

const reasons: Partial<Record<IneligibleReason, string>> = {
  DEACTIVATED: 'deactivated',
  NO_LIVE_CHAT_PERMISSION: 'does not take live chats',
  UNAVAILABLE: 'not available',
  UNREACHABLE: 'not connected',
  AT_CAPACITY: 'had no free place',
  ALREADY_TRIED: 'had been asked already',
  NOT_MATCHED: 'no rule matched',
};

export function reasonInWords(reason: IneligibleReason | null): string {
  if (reason === null) return 'could have taken it';
  return reasons[reason] ?? 'was not eligible';
}

/** One sentence: who was chosen, how, and against how many. */
export function decisionSentence(decision: Decision, ownId: string | undefined): string {
  if (decision.outcome === 'LIMIT_REACHED') return 'Nobody was asked: the plan’s live chats are used up.';
  if (decision.outcome !== 'OFFERED' || decision.agent === null) return fallbackSentence(decision);
  const whom = decision.agent.id === ownId ? 'you' : decision.agent.name;
  const free = decision.verdictCounts.find(({ reason }) => reason === null)?.count ?? 0;
  const all = decision.verdictCounts.reduce((sum, { count }) => sum + count, 0);
  const by =
    decision.ruleName === null ? (how[decision.strategy] ?? 'by routing') : `by the rule “${decision.ruleName}”`;
  const against = all > 1 ? `: ${free} of ${all} agents could take it` : '';
  return `It was offered to ${whom} ${by}${against}.`;
}

function fallbackSentence({ fallbackReason }: Decision): string {
  switch (fallbackReason) {
    case 'NO_RULE_MATCHED':
      return 'No rule matched this visitor.';
    case 'ATTEMPTS_EXHAUSTED':
      return 'Everybody who could be asked had been asked.';
    case 'WAIT_EXCEEDED':
      return 'The visitor had waited as long as is allowed.';
    case 'BLOCKED_DOMAIN':
      return 'The visitor’s e-mail address lies in a blocked domain.';
    default:
      return 'Nobody could take it at that moment.';
  }
}
