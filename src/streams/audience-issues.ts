/** What an audience asks about and what is not there: nobody, or everybody, would meet the dialog. */
import { attributeKey } from '../routing/attributes';
import type { Audience, StreamCondition } from './audience-terms';
import type { KnownThings } from './known-things';
import type { StreamIssue, StreamIssueCode } from './script';

export function conditionsOfAudience({ conditions }: Audience): readonly StreamCondition[] {
  if (conditions === null) return [];
  return [...conditions.conditions, ...conditions.groups.flatMap((group) => group.conditions)];
}

export function audienceIssues(audience: Audience, known: KnownThings): readonly StreamIssue[] {
  const issues = conditionsOfAudience(audience).flatMap((condition) => issuesOf(condition, known));
  // The same thing may be asked about often; it is mended once.
  return [...new Map(issues.map((issue) => [issue.message, issue])).values()];
}

function issuesOf(condition: StreamCondition, known: KnownThings): readonly StreamIssue[] {
  if (condition.kind === 'ATTRIBUTE' && !known.attributes.has(attributeKey(condition.attribute))) {
    const message = `The audience asks about “${condition.attribute}”, which is no known attribute. Choose another one or define it first.`;
    return [error('UNKNOWN_ATTRIBUTE', message)];
  }
  if (condition.kind === 'LIST_MEMBER' && known.listIds !== undefined && !known.listIds.has(condition.listId)) {
    return [error('UNKNOWN_LIST', 'The audience asks about a list that does not exist. Choose another one.')];
  }
  if (condition.kind !== 'AGENT_AVAILABLE') return [];
  const { strategy, agentId, teamId } = condition.routing;
  if (strategy === 'AGENT' && (agentId === null || !known.agentIds.has(agentId))) {
    const message = 'The audience asks about an agent who does not exist or was deactivated. Choose another one.';
    return [error('UNKNOWN_AGENT', message)];
  }
  if (strategy === 'TEAM' && (teamId === null || !known.teamIds.has(teamId))) {
    return [error('UNKNOWN_TEAM', 'The audience asks about a team that does not exist. Choose another one.')];
  }
  return [];
}

function error(code: StreamIssueCode, message: string): StreamIssue {
  return { severity: 'ERROR', code, message, cardKey: null };
}
