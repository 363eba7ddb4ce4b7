import { type AudienceDraft, readAudience } from '../../src/actions/audience-reading';
import type { StreamConditionDraft } from '../../src/actions/stream-condition-reading';
import type { ListId } from '../../src/routing/terms';
import { everybody } from '../../src/streams/audience-terms';

const definitions = [
  { name: 'email', label: 'E-mail', type: 'EMAIL', builtIn: true, options: [] },
  { name: 'companySize', label: 'Company size', type: 'NUMBER', builtIn: true, options: [] },
] as const;
const nothing: AudienceDraft = { conditions: null, targets: [], exclusions: [], triggers: null, frequency: null };
const unasked: StreamConditionDraft = {
  attribute: null,
  listMember: null,
  known: null,
  returning: null,
  languages: null,
  referrers: null,
  queryParameter: null,
  businessHoursOpen: null,
  agentAvailable: null,
};

const read = (draft: Partial<AudienceDraft>) => readAudience({ ...nothing, ...draft }, definitions, ['audience']);
const asking = (...conditions: Partial<StreamConditionDraft>[]) =>
  read({
    conditions: { match: 'ALL', conditions: conditions.map((one) => ({ ...unasked, ...one })), groups: [] },
  });
const faultsOf = (outcome: ReturnType<typeof read>) =>
  outcome.ok ? [] : outcome.refusals.map(({ field, message }) => [field?.slice(1).join('.'), message] as const);

test('what asks nothing is everybody', () => {
  expect(read({})).toEqual({ ok: true, value: everybody });
  expect(read({ conditions: { match: 'ANY', conditions: [], groups: [] } })).toEqual({ ok: true, value: everybody });
});

test('every kind of condition is read, attributes in their own spelling, languages in the usual one', () => {
  const routing = { strategy: 'TEAM', agentId: 'a' as never, teamId: 't' as never } as const;
  const outcome = asking(
    { attribute: { attribute: 'COMPANYSIZE ', operator: 'GREATER_THAN', values: [' 10 '] } },
    { listMember: { listId: 'l' as ListId, member: false } },
    { known: false },
    { returning: true },
    { languages: ['ZH-hant'] },
    { referrers: [' *.example.com ', '*.example.com'] },
    { queryParameter: { name: 'utm_source', operator: 'IS_EMPTY', values: ['ignored'] } },
    { businessHoursOpen: true },
    { agentAvailable: { routing, available: true } },
  );
  expect(outcome.ok && outcome.value.conditions?.conditions).toEqual([
    { kind: 'ATTRIBUTE', attribute: 'companySize', operator: 'GREATER_THAN', values: ['10'] },
    { kind: 'LIST_MEMBER', listId: 'l', member: false },
    { kind: 'KNOWN', known: false },
    { kind: 'RETURNING', returning: true },
    { kind: 'LANGUAGE', languages: ['zh-Hant'] },
    { kind: 'REFERRER', patterns: ['*.example.com'] },
    { kind: 'QUERY_PARAMETER', name: 'utm_source', operator: 'IS_EMPTY', values: [] },
    { kind: 'BUSINESS_HOURS', open: true },
    { kind: 'AGENT_AVAILABLE', routing: { ...routing, agentId: null }, available: true },
  ]);
});

test.each<[string, Partial<StreamConditionDraft>, string, RegExp]>([
  ['none of the kinds', {}, '0', /exactly one/],
  ['two of the kinds', { known: true, returning: false }, '0', /exactly one/],
  ['no value', { attribute: { attribute: 'email', operator: 'IS', values: [] } }, '0.attribute.values', /at least one/],
  [
    'values beyond number',
    { attribute: { attribute: 'email', operator: 'IS', values: Array(201).fill('x') } },
    '0.attribute.values',
    /at most 200/,
  ],
  [
    'a novel for a value',
    { queryParameter: { name: 'x', operator: 'IS', values: ['x'.repeat(1_001)] } },
    '0.queryParameter.values.0',
    /Shorten/,
  ],
  ['a blank name', { queryParameter: { name: ' ', operator: 'IS', values: ['x'] } }, '0.queryParameter.name', /empty/],
  ['no language', { languages: [] }, '0.languages', /at least one/],
  ['what is no language', { languages: ['sv', 'x y'] }, '0.languages.1', /no language/],
  ['what is no address', { referrers: ['javascript:alert(1)'] }, '0.referrers.0', /no scheme/],
])('a condition with %s is refused at its field', (_what, condition, field, message) => {
  expect(faultsOf(asking(condition))).toEqual([[`conditions.conditions.${field}`, expect.stringMatching(message)]]);
});

test.each<[string, Partial<AudienceDraft>, string, RegExp]>([
  ['a target that is none', { targets: ['*', 'what is this'] }, 'targets.1', /space/],
  ['an exclusion that is none', { exclusions: ['https://a.b/?c'] }, 'exclusions.0', /question mark/],
  ['targets beyond number', { targets: Array(101).fill('*') }, 'targets', /at most 100/],
  [
    'a trigger of no time',
    { triggers: { ...everybody.triggers, secondsOnPage: 0 } },
    'triggers.secondsOnPage',
    /1 to 86,400/,
  ],
  [
    'a page scrolled beyond its end',
    { triggers: { ...everybody.triggers, scrollPercent: 101 } },
    'triggers.scrollPercent',
    /1 to 100/,
  ],
  ['a cap of none', { frequency: { times: 0, days: 1 } }, 'frequency.times', /1 to 100/],
  ['a cap for ever', { frequency: { times: 1, days: 366 } }, 'frequency.days', /1 to 365/],
  [
    'an empty group',
    { conditions: { match: 'ALL', conditions: [], groups: [{ match: 'ANY', conditions: [] }] } },
    'conditions.groups.0.conditions',
    /asks nothing/,
  ],
  [
    'conditions beyond number',
    {
      conditions: {
        match: 'ALL',
        conditions: Array<StreamConditionDraft>(51).fill({ ...unasked, known: true }),
        groups: [],
      },
    },
    'conditions.conditions',
    /at most 50/,
  ],
  [
    'groups beyond number',
    {
      conditions: {
        match: 'ALL',
        conditions: [],
        groups: Array.from({ length: 21 }, () => ({ match: 'ALL', conditions: [] }) as const),
      },
    },
    'conditions.groups',
    /at most 20/,
  ],
])('an audience with %s is refused at its field', (_what, draft, field, message) => {
  expect(faultsOf(read(draft))).toEqual([[field, expect.stringMatching(message)]]);
});

test('every fault is told at once', () => {
  const faults = faultsOf(
    read({
      targets: ['x y'],
      exclusions: ['#'],
      frequency: { times: 0, days: 0 },
      conditions: { match: 'ALL', conditions: [unasked], groups: [] },
    }),
  );
  expect(faults.map(([field]) => field)).toEqual([
    'conditions.conditions.0',
    'targets.0',
    'exclusions.0',
    'frequency.times',
    'frequency.days',
  ]);
});
