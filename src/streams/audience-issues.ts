/** What an audience asks about and what is not there: nobody, or everybody, would meet the dialog. */
import { attributeKey } from '../routing/attributes';
import type { Audience, StreamCondition } from './audience-terms';
import type { KnownThings } from './known-things';
import { routingIssues } from './routing-issues';
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
  return routingIssues(condition.routing, 'The audience asks about', known).map(({ code, message }) =>
    error(code, message),
  );
}

function error(code: StreamIssueCode, message: string): StreamIssue {
  return { severity: 'ERROR', code, message, cardKey: null };
}
