/** Who meets a dialog, as it was given. What makes it no audience is refused, all faults at once. */
import { done, type Outcome } from '../routing/refusal';
import { type Audience, type ConditionGroup, everybody, type Triggers } from '../streams/audience-terms';
import { Faults } from './faults';
import type { AttributeDefinitionRecord } from './records';
import {
  type ConditionsDraft,
  type ConditionReading,
  maxConditions,
  readStreamConditions,
  readUrlPatterns,
} from './stream-condition-reading';

/** Absent parts are those of everybody. */
export interface AudienceDraft {
  readonly conditions: (ConditionsDraft & { readonly groups: readonly ConditionsDraft[] }) | null;
  readonly targets: readonly string[];
  readonly exclusions: readonly string[];
  readonly triggers: Triggers | null;
  readonly frequency: { readonly times: number; readonly days: number } | null;
}

const maxGroups = 20;
/** A day on one page; a year of showings. */
const ranges = {
  secondsOnPage: { min: 1, max: 86_400, what: 'The time on the page, in seconds,' },
  secondsOnSite: { min: 1, max: 86_400, what: 'The time on the site, in seconds,' },
  scrollPercent: { min: 1, max: 100, what: 'How far the page was scrolled, in percent,' },
} as const;
const maxShowings = 100;
const maxDays = 365;

export function readAudience(
  draft: AudienceDraft,
  definitions: readonly AttributeDefinitionRecord[],
  field: readonly string[],
): Outcome<Audience> {
  const faults = new Faults();
  const reading = { faults, definitions, field };
  const audience: Audience = {
    conditions: readGroup(draft.conditions, { ...reading, field: [...field, 'conditions'] }),
    targets: readUrlPatterns(draft.targets, { faults, field: [...field, 'targets'] }),
    exclusions: readUrlPatterns(draft.exclusions, { faults, field: [...field, 'exclusions'] }),
    triggers: readTriggers(draft.triggers, { ...reading, field: [...field, 'triggers'] }),
    frequency: readFrequency(draft.frequency, { ...reading, field: [...field, 'frequency'] }),
  };
  return faults.any ? faults.refused() : done(audience);
}

/** Null where nothing is asked: everybody. */
function readGroup(draft: AudienceDraft['conditions'], reading: ConditionReading): ConditionGroup | null {
  if (draft === null) return null;
  const { faults, field } = reading;
  if (draft.groups.length > maxGroups) {
    faults.add(`These are ${draft.groups.length} groups. Give at most ${maxGroups}.`, [...field, 'groups']);
    return null;
  }
  const all = draft.conditions.length + draft.groups.reduce((sum, group) => sum + group.conditions.length, 0);
  if (all > maxConditions * 2) {
    faults.add(`These are ${all} conditions. An audience has at most ${maxConditions * 2}.`, field);
    return null;
  }
  const conditions = readStreamConditions(draft.conditions, { ...reading, field: [...field, 'conditions'] });
  const groups = draft.groups.map(({ match, conditions: inner }, index) => {
    const at = [...field, 'groups', String(index), 'conditions'];
    if (inner.length === 0) faults.add('This group asks nothing. Add a condition or leave the group out.', at);
    return { match, conditions: readStreamConditions(inner, { ...reading, field: at }) };
  });
  return conditions.length === 0 && groups.length === 0 ? null : { match: draft.match, conditions, groups };
}

function readTriggers(draft: Triggers | null, { faults, field }: ConditionReading): Triggers {
  if (draft === null) return everybody.triggers;
  for (const name of Object.keys(ranges) as (keyof typeof ranges)[]) {
    faults.range(draft[name], { ...ranges[name], field: [...field, name] });
  }
  return draft;
}

function readFrequency(draft: AudienceDraft['frequency'], { faults, field }: ConditionReading): Audience['frequency'] {
  if (draft === null) return null;
  const times = { min: 1, max: maxShowings, what: 'How often it may be shown' };
  const days = { min: 1, max: maxDays, what: 'The number of days' };
  faults.range(draft.times, { ...times, field: [...field, 'times'] });
  faults.range(draft.days, { ...days, field: [...field, 'days'] });
  return draft;
}
