/**
 * Conditions of published audiences, made ready once and asked of every visitor: values folded, addresses compiled. What a
 * condition means is told by conditions.ts; a property test holds the two together.
 */
import { attributeKey } from '../routing/attributes';
import { comparable, comparison } from '../routing/custom-rules';
import { assertNever, type ConditionMatch } from '../routing/terms';
import type { ConditionGroup, StreamCondition } from './audience-terms';
import { isKnown } from './conditions';
import { includesLanguage } from './languages';
import type { Facts } from './step-terms';
import { addressOf, matchesAddress, type PageAddress, readUrlPattern, type UrlPattern } from './url-pattern';

/** The facts of one visitor, with what several conditions ask of them worked out at most once. */
export class Asked {
  readonly page: PageAddress | null;
  private readonly folded = new Map<string, string>();
  private from: PageAddress | null | undefined;
  private query: URLSearchParams | undefined;

  constructor(readonly facts: Facts) {
    this.page = facts.pageUrl === null ? null : addressOf(facts.pageUrl);
  }

  /** By `attributeKey`, as it is compared. */
  attribute(key: string): string {
    let value = this.folded.get(key);
    if (value === undefined) this.folded.set(key, (value = comparable(this.facts.attributes.get(key) ?? '')));
    return value;
  }

  referrer(): PageAddress | null {
    if (this.from === undefined) this.from = addressOf(this.facts.referrer ?? '');
    return this.from;
  }

  /** The first of that name, as it is compared; empty where there is none. */
  parameter(name: string): string {
    this.query ??= new URLSearchParams(this.page === null ? '' : new URL(this.facts.pageUrl ?? '').search);
    return comparable(this.query.get(name) ?? '');
  }
}

export interface CompiledCondition {
  readonly condition: StreamCondition;
  holds(asked: Asked): boolean;
}

interface CompiledGroup {
  readonly match: ConditionMatch;
  readonly conditions: readonly CompiledCondition[];
  readonly groups: readonly CompiledGroup[];
}

/** Null: nothing is asked. */
export type CompiledConditions = CompiledGroup | null;

export function compileConditions(group: ConditionGroup | null): CompiledConditions {
  if (group === null) return null;
  const inner = group.groups.map(({ match, conditions }) => ({
    match,
    conditions: conditions.map(compileCondition),
    groups: [],
  }));
  return { match: group.match, conditions: group.conditions.map(compileCondition), groups: inner };
}

export function holdTogether(group: CompiledConditions, asked: Asked): boolean {
  if (group === null) return true;
  const { match, conditions, groups } = group;
  if (conditions.length === 0 && groups.length === 0) return true;
  return match === 'ALL'
    ? conditions.every((one) => one.holds(asked)) && groups.every((one) => holdTogether(one, asked))
    : conditions.some((one) => one.holds(asked)) || groups.some((one) => holdTogether(one, asked));
}

/** Of a group that does not hold: which of its conditions did not, those of inner groups that do hold left out. */
export function failedOf(group: CompiledConditions, asked: Asked): readonly StreamCondition[] {
  if (group === null || holdTogether(group, asked)) return [];
  const own = group.conditions.filter((one) => !one.holds(asked)).map(({ condition }) => condition);
  return [...own, ...group.groups.flatMap((inner) => failedOf(inner, asked))];
}

function compileCondition(condition: StreamCondition): CompiledCondition {
  return { condition, holds: questionOf(condition) };
}

function questionOf(condition: StreamCondition): (asked: Asked) => boolean {
  switch (condition.kind) {
    case 'ATTRIBUTE': {
      const [key, compares] = [attributeKey(condition.attribute), comparison(condition)];
      return (asked) => compares(asked.attribute(key));
    }
    case 'QUERY_PARAMETER': {
      const compares = comparison(condition);
      return (asked) => compares(asked.parameter(condition.name));
    }
    case 'LIST_MEMBER':
      return ({ facts }) => facts.lists.has(condition.listId) === condition.member;
    case 'KNOWN':
      return ({ facts }) => isKnown(facts) === condition.known;
    case 'RETURNING':
      return ({ facts }) => facts.returning === condition.returning;
    case 'LANGUAGE':
      return ({ facts: { language } }) =>
        language !== null && condition.languages.some((one) => includesLanguage(one, language));
    case 'REFERRER':
      return cameFrom(condition.patterns);
    case 'BUSINESS_HOURS':
      return ({ facts }) => facts.businessHoursOpen === condition.open;
    case 'AGENT_AVAILABLE':
      return ({ facts }) => facts.agentAvailable(condition.routing) === condition.available;
    default:
      return assertNever(condition);
  }
}

function cameFrom(sources: readonly string[]): (asked: Asked) => boolean {
  if (sources.length === 0) return ({ facts }) => (facts.referrer ?? '').trim() === '';
  const patterns = compilePatterns(sources);
  return (asked) => {
    const from = asked.referrer();
    return from !== null && patterns.some((pattern) => matchesAddress(pattern, from));
  };
}

/** What cannot be read matches nothing; it was refused where it was typed. */
export function compilePatterns(sources: readonly string[]): readonly UrlPattern[] {
  return sources.flatMap((source) => {
    const read = readUrlPattern(source);
    return read.ok ? [read.pattern] : [];
  });
}
