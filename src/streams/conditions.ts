/** Whether a condition of an audience or a branch holds. Pure: everything that it asks about is in the facts. */
import { parsedUrl } from '../routing/address';
import { attributeKey } from '../routing/attributes';
import { holds as attributeHolds } from '../routing/custom-rules';
import { assertNever, type ConditionMatch } from '../routing/terms';
import type { ConditionGroup, StreamCondition } from './audience-terms';
import { includesLanguage } from './languages';
import type { Facts } from './step-terms';
import { addressOf, matchesAddress, type PageAddress, readUrlPattern } from './url-pattern';

export function conditionHolds(condition: StreamCondition, facts: Facts): boolean {
  switch (condition.kind) {
    case 'ATTRIBUTE':
      return attributeHolds(condition, facts.attributes);
    case 'LIST_MEMBER':
      return facts.lists.has(condition.listId) === condition.member;
    case 'KNOWN':
      return isKnown(facts) === condition.known;
    case 'RETURNING':
      return facts.returning === condition.returning;
    case 'LANGUAGE':
      return speaks(facts.language, condition.languages);
    case 'REFERRER':
      return comesFrom(facts.referrer, condition.patterns);
    case 'QUERY_PARAMETER': {
      const { name, operator, values } = condition;
      const given = queryParameter(facts.pageUrl, name);
      return attributeHolds(
        { attribute: 'given', operator, values },
        new Map(given === null ? [] : [['given', given]]),
      );
    }
    case 'BUSINESS_HOURS':
      return facts.businessHoursOpen === condition.open;
    case 'AGENT_AVAILABLE':
      return facts.agentAvailable(condition.routing) === condition.available;
    default:
      return assertNever(condition);
  }
}

/** All of them or any; none at all holds for everybody, as with custom rules. */
export function conditionsHold(
  of: { readonly match: ConditionMatch; readonly conditions: readonly StreamCondition[] },
  facts: Facts,
): boolean {
  return combined(of.match, of.conditions, (condition) => conditionHolds(condition, facts));
}

/** A group's own conditions and its inner groups count alike. */
export function groupHolds(group: ConditionGroup, facts: Facts): boolean {
  const parts = [
    ...group.conditions.map((condition) => () => conditionHolds(condition, facts)),
    ...group.groups.map((inner) => () => conditionsHold(inner, facts)),
  ];
  return combined(group.match, parts, (part) => part());
}

/** The visitor's e-mail address is known: there is somebody to write to. */
export function isKnown(facts: Pick<Facts, 'attributes'>): boolean {
  return (facts.attributes.get(attributeKey('email')) ?? '').trim() !== '';
}

function combined<Part>(match: ConditionMatch, parts: readonly Part[], holds: (part: Part) => boolean): boolean {
  if (parts.length === 0) return true;
  return match === 'ALL' ? parts.every(holds) : parts.some(holds);
}

function speaks(language: string | null, wanted: readonly string[]): boolean {
  return language !== null && wanted.some((one) => includesLanguage(one, language));
}

function comesFrom(referrer: string | null, patterns: readonly string[]): boolean {
  const from = referrer?.trim() ?? '';
  if (patterns.length === 0) return from === '';
  const address = addressOf(from);
  return address !== null && patterns.some((pattern) => matchesPattern(pattern, address));
}

/** What cannot be read matches nothing; it was refused where it was typed. */
function matchesPattern(source: string, address: PageAddress): boolean {
  const read = readUrlPattern(source);
  return read.ok && matchesAddress(read.pattern, address);
}

/** The first of that name, as a page's own script would read it. */
function queryParameter(pageUrl: string | null, name: string): string | null {
  return pageUrl === null ? null : (parsedUrl(pageUrl)?.searchParams.get(name) ?? null);
}
