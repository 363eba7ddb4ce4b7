/** The conditions of audiences and branches as they were given, checked one by one. One language, one reading. */
import { definitionOf } from '../routing/attributes';
import { maxValueLength } from '../routing/attribute-values';
import type { Condition, ConditionMatch, ConditionOperator, ListId, LiveChatRouting } from '../routing/terms';
import { cleanName, isLongerThan, readName } from '../routing/text';
import { routingFrom } from './route-reading';
import type { StreamCondition } from '../streams/audience-terms';
import { isLanguageTag, languageTag } from '../streams/languages';
import { readUrlPattern } from '../streams/url-pattern';
import type { Faults } from './faults';
import type { AttributeDefinitionRecord } from './records';

/** A condition as it was given: exactly one of the kinds, else INVALID. */
export interface StreamConditionDraft {
  readonly attribute: Condition | null;
  readonly listMember: { readonly listId: ListId; readonly member: boolean } | null;
  readonly known: boolean | null;
  readonly returning: boolean | null;
  readonly languages: readonly string[] | null;
  readonly referrers: readonly string[] | null;
  readonly queryParameter: {
    readonly name: string;
    readonly operator: ConditionOperator;
    readonly values: readonly string[];
  } | null;
  readonly businessHoursOpen: boolean | null;
  readonly agentAvailable: { readonly routing: LiveChatRouting; readonly available: boolean } | null;
}

export interface ConditionsDraft {
  readonly match: ConditionMatch;
  readonly conditions: readonly StreamConditionDraft[];
}

export interface ConditionReading {
  readonly faults: Faults;
  readonly definitions: readonly AttributeDefinitionRecord[];
  /** Where we are inside the input. */
  readonly field: readonly string[];
}

/** Every start of a conversation may read all of them. */
export const maxConditions = 50;
const maxValues = 200;
const maxPatterns = 100;
const maxLanguages = 50;

/** What cannot be read is left out and told in the faults. */
export function readStreamConditions(
  drafts: readonly StreamConditionDraft[],
  reading: ConditionReading,
): readonly StreamCondition[] {
  const { faults, field } = reading;
  if (drafts.length > maxConditions) {
    faults.add(`These are ${drafts.length} conditions. Give at most ${maxConditions} in one place.`, field);
    return [];
  }
  return drafts.flatMap((draft, index) => {
    const condition = readStreamCondition(draft, { ...reading, field: [...field, String(index)] });
    return condition === null ? [] : [condition];
  });
}

function readStreamCondition(draft: StreamConditionDraft, reading: ConditionReading): StreamCondition | null {
  const given = Object.entries(draft).filter(([, value]) => value !== null);
  const [only] = given;
  if (only === undefined || given.length !== 1) {
    const kinds =
      'attribute, listMember, known, returning, languages, referrers, queryParameter, businessHoursOpen and agentAvailable';
    reading.faults.add(`A condition is exactly one of ${kinds}. Give one of them.`, reading.field);
    return null;
  }
  return read(draft, { ...reading, field: [...reading.field, only[0]] });
}

function read(draft: StreamConditionDraft, reading: ConditionReading): StreamCondition | null {
  const { attribute, listMember, known, returning, languages, referrers, queryParameter } = draft;
  if (attribute !== null) return readAttribute(attribute, reading);
  if (listMember !== null) return { kind: 'LIST_MEMBER', ...listMember };
  if (known !== null) return { kind: 'KNOWN', known };
  if (returning !== null) return { kind: 'RETURNING', returning };
  if (languages !== null) return { kind: 'LANGUAGE', languages: readLanguages(languages, reading) };
  if (referrers !== null) return { kind: 'REFERRER', patterns: readUrlPatterns(referrers, reading) };
  if (queryParameter !== null) return readQueryParameter(queryParameter, reading);
  const { businessHoursOpen, agentAvailable } = draft;
  if (businessHoursOpen !== null) return { kind: 'BUSINESS_HOURS', open: businessHoursOpen };
  if (agentAvailable === null) return null;
  const { available, routing } = agentAvailable;
  return {
    kind: 'AGENT_AVAILABLE',
    routing: routingFrom(routing, { faults: reading.faults, field: [...reading.field, 'agentAvailable'] }),
    available,
  };
}

/** In the definition's own spelling; an unknown one stays as it was written and is told as an issue. */
function readAttribute(given: Condition, reading: ConditionReading): StreamCondition {
  const { faults, definitions, field } = reading;
  const what = { what: 'The attribute', field: [...field, 'attribute'] };
  const attribute =
    definitionOf(definitions, given.attribute)?.name ?? faults.read(readName(given.attribute, what)) ?? '';
  return { kind: 'ATTRIBUTE', attribute, operator: given.operator, values: readValues(given, reading) };
}

function readQueryParameter(
  given: NonNullable<StreamConditionDraft['queryParameter']>,
  reading: ConditionReading,
): StreamCondition {
  const what = { what: "The parameter's name", field: [...reading.field, 'name'] };
  const name = reading.faults.read(readName(given.name, what)) ?? '';
  return { kind: 'QUERY_PARAMETER', name, operator: given.operator, values: readValues(given, reading) };
}

/** IS_EMPTY and IS_NOT_EMPTY compare with nothing; every other operator would never hold without a value. */
function readValues(
  { operator, values }: Pick<Condition, 'operator' | 'values'>,
  { faults, field }: ConditionReading,
): readonly string[] {
  const at = [...field, 'values'];
  if (operator === 'IS_EMPTY' || operator === 'IS_NOT_EMPTY') return [];
  if (values.length === 0) faults.add('This condition compares with nothing. Give at least one value.', at);
  if (values.length > maxValues) {
    faults.add(`These are ${values.length} values. Give at most ${maxValues}, or use a list.`, at);
    return [];
  }
  return values.map((raw, index) => {
    const value = cleanName(raw);
    if (isLongerThan(value, maxValueLength)) {
      const most = maxValueLength.toLocaleString('en');
      faults.add(`This value is too long. Shorten it to ${most} characters.`, [...at, String(index)]);
    }
    return value;
  });
}

function readLanguages(given: readonly string[], { faults, field }: ConditionReading): readonly string[] {
  if (given.length === 0) faults.add('Name at least one language, such as sv or zh-Hant.', field);
  if (given.length > maxLanguages) {
    faults.add(`These are ${given.length} languages. Name at most ${maxLanguages}.`, field);
    return [];
  }
  return given.map((raw, index) => {
    const tag = raw.trim();
    if (isLanguageTag(tag)) return languageTag(tag);
    const message = `“${cleanName(tag).slice(0, 50)}” is no language. Write its tag, such as sv, pt-BR or zh-Hant.`;
    faults.add(message, [...field, String(index)]);
    return tag;
  });
}

/** The patterns as their authors wrote them, without outer spaces and repetitions. */
export function readUrlPatterns(
  given: readonly string[],
  { faults, field }: Pick<ConditionReading, 'faults' | 'field'>,
): readonly string[] {
  if (given.length > maxPatterns) {
    faults.add(
      `These are ${given.length} addresses. Give at most ${maxPatterns}, with * in place of what varies.`,
      field,
    );
    return [];
  }
  const sources = given.map((raw, index) => {
    const read = readUrlPattern(raw);
    if (!read.ok) faults.add(read.problem, [...field, String(index)]);
    return raw.trim();
  });
  return [...new Set(sources)];
}

/** Only what the strategy asks for is kept: an agent beside a team would be a question without an answer. */
