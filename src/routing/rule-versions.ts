/** The custom rules as one value, by position: what a version holds, and what is another between two of them, as data. */
import type { AgentId, Condition, ConditionMatch, RuleId, TeamId } from './terms';

export const ruleVersionStates = ['DRAFT', 'SCHEDULED', 'ACTIVE', 'RETIRED'] as const;
export type RuleVersionState = (typeof ruleVersionStates)[number];

/** A rule keeps its id over all versions, and with it the ring of its own agents and whose turn it is there. */
export interface VersionedRule {
  readonly id: RuleId;
  readonly name: string;
  readonly enabled: boolean;
  readonly match: ConditionMatch;
  readonly conditions: readonly Condition[];
  /** In the ring's order; empty where it names a team. */
  readonly agentIds: readonly AgentId[];
  readonly teamId: TeamId | null;
}

export const ruleChangeKinds = ['ADDED', 'REMOVED', 'CHANGED'] as const;
export type RuleChangeKind = (typeof ruleChangeKinds)[number];

/** `position`: it stands before or behind others than it did; that others came or went moves nobody. */
export const ruleFields = ['position', 'name', 'enabled', 'match', 'conditions', 'agentIds', 'teamId'] as const;
export type RuleField = (typeof ruleFields)[number];

export interface RuleFieldChange {
  readonly field: RuleField;
  readonly before: unknown;
  readonly after: unknown;
}
export interface RuleChange {
  readonly change: RuleChangeKind;
  readonly ruleId: RuleId;
  readonly before: VersionedRule | null;
  readonly after: VersionedRule | null;
  /** What of a changed rule; empty for one that came or went. */
  readonly fields: readonly RuleFieldChange[];
}

/** In the order of the rules after, those that went behind them. */
export function diffRules(before: readonly VersionedRule[], after: readonly VersionedRule[]): readonly RuleChange[] {
  const was = new Map(before.map((rule) => [rule.id, rule]));
  const is = new Set(after.map((rule) => rule.id));
  const placeBefore = new Map(before.map((rule, index) => [rule.id, index + 1]));
  const moved = movedOf(
    before.filter((rule) => is.has(rule.id)).map((rule) => rule.id),
    after.filter((rule) => was.has(rule.id)).map((rule) => rule.id),
  );
  const changes = after.flatMap((rule, index): readonly RuleChange[] => {
    const old = was.get(rule.id);
    if (old === undefined) return [{ change: 'ADDED', ruleId: rule.id, before: null, after: rule, fields: [] }];
    const place = { field: 'position', before: placeBefore.get(rule.id), after: index + 1 } as const;
    const fields = [...(moved.has(rule.id) ? [place] : []), ...fieldsOf(old, rule)];
    return fields.length === 0 ? [] : [{ change: 'CHANGED', ruleId: rule.id, before: old, after: rule, fields }];
  });
  const gone = before.filter((rule) => !is.has(rule.id));
  return [
    ...changes,
    ...gone.map((rule) => ({ change: 'REMOVED', ruleId: rule.id, before: rule, after: null, fields: [] }) as const),
  ];
}

export function isSameRules(before: readonly VersionedRule[], after: readonly VersionedRule[]): boolean {
  return before.length === after.length && diffRules(before, after).length === 0;
}

function fieldsOf(before: VersionedRule, after: VersionedRule): readonly RuleFieldChange[] {
  return ruleFields.flatMap((field) => {
    if (field === 'position') return [];
    const [old, now] = [before[field], after[field]];
    return isSameValue(old, now) ? [] : [{ field, before: old, after: now }];
  });
}

/** Of plain data whose lists have an order. Key by key: the database gives an object back with its keys in an order of its own. */
function isSameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const [mine, theirs] = [Object.entries(one), new Map(Object.entries(other))];
  return mine.length === theirs.size && mine.every(([key, value]) => isSameValue(value, theirs.get(key)));
}

/** Those outside the longest run that kept its order: the fewest that somebody must have moved. Both hold the same ids. */
function movedOf(before: readonly RuleId[], after: readonly RuleId[]): ReadonlySet<RuleId> {
  const placeOf = new Map(before.map((id, index) => [id, index]));
  // ends[n]: the end of the best run of n + 1; previous: by which a run is walked back.
  const ends: RuleId[] = [];
  const previous = new Map<RuleId, RuleId | undefined>();
  const place = (id: RuleId): number => placeOf.get(id) ?? -1;
  for (const id of after) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const end = ends[middle];
      if (end !== undefined && place(end) < place(id)) low = middle + 1;
      else high = middle;
    }
    previous.set(id, ends[low - 1]);
    ends[low] = id;
  }
  const stayed = new Set<RuleId>();
  for (let id = ends.at(-1); id !== undefined; id = previous.get(id)) stayed.add(id);
  return new Set(after.filter((id) => !stayed.has(id)));
}
