/** Streams by chance: those that may be published, and those that nobody should have written. */
import fc from 'fast-check';
import type { DialogId, ListId, TeamId } from '../../src/routing/terms';
import type { StreamCondition } from '../../src/streams/audience-terms';
import type { BranchCard, Card, CardTranslation, Script } from '../../src/streams/script';
import type { Facts } from '../../src/streams/step-terms';
import { targetsOf } from '../../src/streams/paths';
import { roundRobin } from './cards';
import { nobody } from './program';

export interface World {
  readonly script: Script;
  readonly flows: Readonly<Record<string, Script>>;
}

const attributes = ['firstName', 'email', 'phone', 'companySize', 'country', 'Language'] as const;
const anyAttribute = fc.constantFrom(...attributes);
const anyText = fc.oneof(
  fc.constantFrom('Hello', '{{visitor.firstName}}', 'Hi {{visitor.email:"you"}}!', '{{what}}', 'a {{ b', '你好 👋'),
  fc.string({ minLength: 1, maxLength: 20 }).map((text) => `${text}.`),
);
const anyHtml = fc.option(fc.constantFrom('<b>Hello</b>', '<p>{{visitor.firstName:"you"}}</p>'));
const anyTranslation: fc.Arbitrary<CardTranslation> = fc.record({
  language: fc.constantFrom('sv', 'zh-Hant', 'nl', 'en'),
  text: fc.option(anyText),
  html: anyHtml,
  placeholder: fc.option(anyText),
  invalidMessage: fc.option(anyText),
  labels: fc.constantFrom([], [{ key: '0', label: 'Noll' }]),
});
const anyRouting = fc.constantFrom(roundRobin, { strategy: 'TEAM', agentId: null, teamId: 'sales' as TeamId } as const);

const anyCondition: fc.Arbitrary<StreamCondition> = fc.oneof(
  fc.record({
    kind: fc.constant('ATTRIBUTE' as const),
    attribute: anyAttribute,
    operator: fc.constantFrom('IS', 'IS_NOT', 'CONTAINS', 'GREATER_THAN', 'IS_EMPTY', 'IS_NOT_EMPTY'),
    values: fc.array(fc.constantFrom('Sweden', '7', '', 'a@b.se'), { maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant('KNOWN' as const), known: fc.boolean() }),
  fc.record({ kind: fc.constant('RETURNING' as const), returning: fc.boolean() }),
  fc.record({ kind: fc.constant('BUSINESS_HOURS' as const), open: fc.boolean() }),
  fc.record({ kind: fc.constant('LIST_MEMBER' as const), listId: fc.constant('vip' as ListId), member: fc.boolean() }),
  fc.record({ kind: fc.constant('LANGUAGE' as const), languages: fc.constantFrom(['sv'], ['zh', 'nl']) }),
  fc.record({
    kind: fc.constant('REFERRER' as const),
    patterns: fc.constantFrom([], ['https://*.example.com/*'], ['(a+)+$']),
  }),
  fc.record({
    kind: fc.constant('QUERY_PARAMETER' as const),
    name: fc.constant('utm'),
    operator: fc.constantFrom('IS', 'CONTAINS'),
    values: fc.constant(['x']),
  }),
  fc.record({ kind: fc.constant('AGENT_AVAILABLE' as const), routing: anyRouting, available: fc.boolean() }),
);

/** `onward`: where a card may lead without an answer; `anywhere`: where answers may lead. */
function cardOf(
  key: string,
  onward: fc.Arbitrary<string | null>,
  anywhere: fc.Arbitrary<string | null>,
  flowIds: readonly string[],
) {
  const spoken = {
    key: fc.constant(key),
    text: anyText,
    html: anyHtml,
    translations: fc.array(anyTranslation, { maxLength: 2 }),
  };
  const silent = { key: fc.constant(key) };
  const kind = <Kind extends Card['kind']>(name: Kind) => ({ kind: fc.constant(name) });
  const branches: fc.Arbitrary<BranchCard['branches']> = fc
    .array(
      fc.record({
        match: fc.constantFrom('ALL' as const, 'ANY' as const),
        conditions: fc.array(anyCondition, { maxLength: 3 }),
        next: onward,
      }),
      { minLength: 1, maxLength: 3 },
    )
    .map((ways) => ways.map((way, index) => ({ ...way, key: `${index}` })));
  const responses = fc
    .array(
      fc.record({ label: fc.constantFrom('Yes', 'No'), storedValue: fc.constantFrom(null, '7'), next: anywhere }),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    .map((all) => all.map((response, index) => ({ ...response, key: `${index}` })));
  const flowCards =
    flowIds.length === 0
      ? []
      : [
          fc.record({
            ...kind('FLOW'),
            ...silent,
            flowId: fc.constantFrom(...flowIds).map((id) => id as DialogId),
            next: onward,
          }),
        ];
  return fc.oneof(
    fc.record({ ...kind('MESSAGE'), ...spoken, next: onward }),
    fc.record({ ...kind('QUESTION'), ...spoken, attribute: fc.option(anyAttribute), responses }),
    fc.record({
      ...kind('INFO_CAPTURE'),
      ...spoken,
      attribute: anyAttribute,
      whenKnown: fc.constantFrom(null, 'SKIP', 'OVERWRITE'),
      invalidMessage: fc.option(anyText),
      next: onward,
    }),
    fc.record({
      ...kind('DOCUMENT'),
      ...spoken,
      title: anyText,
      url: fc.constant('https://example.com/a.pdf'),
      next: onward,
    }),
    fc.record({ ...kind('MEETING'), ...spoken, routing: anyRouting, next: anywhere, otherwise: onward }),
    fc.record({
      ...kind('GOAL'),
      ...silent,
      name: fc.constant('won'),
      score: fc.constantFrom(null, 0, 3),
      next: onward,
    }),
    fc.record({ ...kind('ACTION'), ...silent, attribute: anyAttribute, value: anyText, next: onward }),
    fc.record({ ...kind('BRANCH'), ...silent, branches, otherwise: fc.record({ next: onward }) }),
    fc.record({ ...kind('DELAY'), ...silent, seconds: fc.integer({ min: 1, max: 3_600 }), next: onward }),
    fc.record({
      ...kind('LIVE_CHAT'),
      ...silent,
      routing: anyRouting,
      acceptWindowSeconds: fc.constant(null),
      fallbackMessage: fc.option(anyText),
      fallbackBooking: fc.boolean(),
      leaveMessage: fc.boolean(),
      next: fc.constant(null),
    }),
    ...flowCards,
  ) as fc.Arbitrary<Card>;
}

/** Without an answer it only goes forward, so it has no loop that asks nothing; cards that nothing leads to are left out. */
function validScript(flowIds: readonly string[]): fc.Arbitrary<Script> {
  return fc.integer({ min: 1, max: 14 }).chain((count) => {
    const keys = Array.from({ length: count }, (_, index) => `c${index}`);
    const anywhere = fc.constantFrom(null, ...keys);
    const cards = keys.map((key, index) => {
      // The next one is likelier than the rest, or most cards would never be reached.
      const later = keys.slice(index + 1);
      return cardOf(
        key,
        fc.constantFrom(...later.slice(0, 1), ...later.slice(0, 1), ...later, null),
        anywhere,
        flowIds,
      );
    });
    return fc.tuple(...cards).map(reachable);
  });
}

function reachable(script: Script): Script {
  const cards = new Map(script.map((card) => [card.key, card]));
  const seen = new Set<string>();
  const waiting = [script[0]?.key ?? ''];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    const card = cards.get(key);
    if (card === undefined || seen.has(key)) continue;
    seen.add(key);
    waiting.push(...targetsOf(card));
  }
  return script.filter(({ key }) => seen.has(key));
}

/** A stream that may be published, with flows that play only flows behind them. */
export const validWorld: fc.Arbitrary<World> = fc
  .record({
    script: validScript(['f0', 'f1', 'f2']),
    f0: validScript(['f1', 'f2']),
    f1: validScript(['f2']),
    f2: validScript([]),
  })
  .map(({ script, ...flows }) => ({ script, flows }));

const strange = ['a', 'b', 'a/b', 'c', '', '__proto__', 'constructor', 'toString'];
const strangeKey = fc.constantFrom(...strange);

/** Keys twice, targets that are missing, flows that play each other and themselves, cards without anything. */
export const brokenWorld: fc.Arbitrary<World> = fc
  .record({
    script: brokenScript(),
    f0: brokenScript(),
    f1: brokenScript(),
  })
  .map(({ script, f0, f1 }) => ({ script, flows: { f0, f1, dialog: script } }));

function brokenScript(): fc.Arbitrary<Script> {
  const next = fc.option(strangeKey);
  const card = strangeKey.chain((key) => cardOf(key, next, next, ['f0', 'f1', 'dialog', 'gone']));
  const maimed = fc
    .tuple(
      card,
      fc.constantFrom<Partial<Record<string, unknown>>>(
        {},
        { responses: [] },
        { branches: [] },
        { otherwise: null },
        { seconds: -1 },
        { seconds: Number.NaN },
        { next: 'a' },
        { text: '' },
        { attribute: '' },
        { poke: true },
      ),
    )
    .map(([one, wound]) => ({
      ...one,
      ...Object.fromEntries(Object.entries(wound).filter(([field]) => field in one || field === 'poke')),
    }));
  return fc.array(maimed, { maxLength: 10 });
}

export const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    known: fc.dictionary(
      anyAttribute.map((name) => name.toLowerCase()),
      fc.constantFrom('Vera', 'a@b.se', '7', ' ', '{{visitor.email}}'),
    ),
    language: fc.constantFrom(null, 'sv-SE', 'zh-TW', 'en', '?'),
    timeZone: fc.constantFrom(null, 'Europe/Stockholm', 'Nowhere/Land'),
    pageUrl: fc.constantFrom(null, 'https://www.example.com/?utm=x', 'no address'),
    referrer: fc.constantFrom(null, 'https://www.example.com/a', 'a'.repeat(50)),
    returning: fc.boolean(),
    open: fc.boolean(),
    available: fc.boolean(),
    listed: fc.boolean(),
  })
  .map(({ known, open, available, listed, ...rest }) => {
    const attributes = new Map(Object.entries(known));
    const lists = new Set(listed ? ['vip'] : []);
    return {
      ...nobody,
      ...rest,
      attributes,
      shown: attributes,
      lists,
      businessHoursOpen: open,
      agentAvailable: () => available,
    };
  });
