/**
 * What may happen, as plain data that can be printed, shrunk and played again. A `pick` is a place in whatever there is to
 * choose from when the deed's turn comes, so that a deed keeps its sense when those before it are left out.
 */
import fc from 'fast-check';
import type { Plan } from './office';
import type { Card, Look, Settings, Step } from './state';

export const countries = ['SE', 'NL', 'DE'] as const;

export type Single =
  | { readonly does: 'asks'; readonly dialog: number; readonly country: string | null }
  | { readonly does: 'accepts' | 'declines'; readonly pick: number; readonly stranger: boolean; readonly old: boolean }
  | { readonly does: 'visitor ends' | 'agent ends' | 'visitor writes' | 'agent writes'; readonly pick: number }
  | { readonly does: 'timer fires'; readonly pick: number }
  | { readonly does: 'guest leaves'; readonly pick: number }
  | {
      readonly does: 'hands over';
      readonly pick: number;
      readonly kind: 'TRANSFER' | 'INVITE';
      readonly target: number | 'TEAM';
    }
  | { readonly does: 'switches'; readonly who: number; readonly available: boolean }
  | { readonly does: 'drops off' | 'comes back'; readonly who: number }
  | { readonly does: 'capacity'; readonly who: number; readonly limit: number }
  | { readonly does: 'right'; readonly who: number; readonly permitted: boolean }
  | { readonly does: 'team'; readonly members: readonly number[] }
  | { readonly does: 'ring'; readonly order: readonly number[]; readonly next: number | null }
  | {
      readonly does: 'new rule';
      readonly countries: readonly string[];
      readonly members: readonly number[];
      readonly position: number;
    }
  | { readonly does: 'rule'; readonly pick: number; readonly enabled: boolean }
  | { readonly does: 'rule moves'; readonly pick: number; readonly position: number }
  | { readonly does: 'rule goes'; readonly pick: number }
  | { readonly does: 'settings'; readonly settings: Partial<Settings> }
  | { readonly does: 'limit'; readonly more: number | null };

export type Deed = { readonly at: 0 | 1 } & (
  | Single
  | { readonly does: 'time passes'; readonly seconds: number }
  | { readonly does: 'workers sleep'; readonly seconds: number }
  | { readonly does: 'deactivates'; readonly who: number; readonly diesBehind: number | null }
  | { readonly does: 'worker dies'; readonly seconds: number; readonly behind: number; readonly inTransaction: boolean }
  | {
      readonly does: 'worker dies passing on';
      readonly pick: number;
      readonly behind: number;
      readonly inTransaction: boolean;
    }
  | { readonly does: 'both'; readonly one: Single; readonly other: Single }
);

const agents = 4;
const who = fc.nat({ max: agents - 1 });
const pick = fc.nat({ max: 99 });
const someAgents = fc.shuffledSubarray([0, 1, 2, 3]);
const anyCountries = fc.uniqueArray(fc.constantFrom(...countries), { maxLength: 2 });
const seconds = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(1, 5, 9, 10, 20, 21, 30) },
  { weight: 2, arbitrary: fc.constantFrom(100, 239, 240, 299, 300, 301, 600) },
  { weight: 1, arbitrary: fc.constantFrom(3_600, 60_000) },
);
const verb = <Does extends string, Rest extends object>(
  does: Does,
  rest: { [K in keyof Rest]: fc.Arbitrary<Rest[K]> },
) => fc.record({ does: fc.constant(does), ...rest }) as unknown as fc.Arbitrary<{ readonly does: Does } & Rest>;

const asks = verb('asks', { dialog: fc.nat({ max: 6 }), country: fc.constantFrom(null, ...countries) });
const stranger = fc.nat({ max: 19 }).map((one) => one === 0);
const old = fc.nat({ max: 9 }).map((one) => one === 0);
const accepts = verb('accepts', { pick, stranger, old });
const declines = verb('declines', { pick, stranger, old });
const visitorEnds = verb('visitor ends', { pick });
const agentEnds = verb('agent ends', { pick });
const timer = verb('timer fires', { pick });
const switches = verb('switches', { who, available: fc.boolean() });
const rule = verb('rule', { pick, enabled: fc.boolean() });
const team = verb('team', { members: someAgents });
const right = verb('right', { who, permitted: fc.boolean() });
const capacity = verb('capacity', { who, limit: fc.integer({ min: 1, max: 3 }) });

/** Those that are done in one transaction each, and may meet any other of them. */
const racing: fc.Arbitrary<Single> = fc.oneof(
  { weight: 5, arbitrary: asks },
  { weight: 5, arbitrary: accepts },
  { weight: 3, arbitrary: declines },
  { weight: 3, arbitrary: visitorEnds },
  { weight: 2, arbitrary: agentEnds },
  { weight: 3, arbitrary: timer },
  { weight: 1, arbitrary: switches },
  { weight: 1, arbitrary: capacity },
  { weight: 1, arbitrary: team },
  { weight: 1, arbitrary: rule },
);

const anySettings = fc.oneof(
  fc.record({ acceptWindowSeconds: fc.constantFrom(10, 20, 100) }),
  fc.record({ teamAttempts: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ maxWaitSeconds: fc.constantFrom(null, 15, 30) }),
  fc.record({ roundRobinFallback: fc.boolean() }),
  fc.constantFrom(
    { idleTimeoutSeconds: 600, idleWarningSeconds: 60 },
    { idleTimeoutSeconds: 300, idleWarningSeconds: 60 },
    { idleTimeoutSeconds: 240, idleWarningSeconds: 0 },
  ),
);

const single: fc.Arbitrary<Single> = fc.oneof(
  { weight: 16, arbitrary: asks },
  { weight: 12, arbitrary: accepts },
  { weight: 6, arbitrary: declines },
  { weight: 3, arbitrary: visitorEnds },
  { weight: 3, arbitrary: agentEnds },
  { weight: 2, arbitrary: verb('visitor writes', { pick }) },
  { weight: 2, arbitrary: verb('agent writes', { pick }) },
  { weight: 2, arbitrary: timer },
  {
    weight: 10,
    arbitrary: verb('hands over', {
      pick,
      kind: fc.constantFrom('TRANSFER' as const, 'INVITE' as const),
      target: fc.oneof(who, fc.constant('TEAM' as const)),
    }),
  },
  { weight: 3, arbitrary: verb('guest leaves', { pick }) },
  { weight: 3, arbitrary: switches },
  { weight: 2, arbitrary: verb('drops off', { who }) },
  { weight: 3, arbitrary: verb('comes back', { who }) },
  { weight: 2, arbitrary: capacity },
  { weight: 2, arbitrary: right },
  { weight: 2, arbitrary: team },
  { weight: 1, arbitrary: verb('ring', { order: someAgents, next: fc.option(who) }) },
  {
    weight: 1,
    arbitrary: verb('new rule', {
      countries: anyCountries,
      members: someAgents,
      position: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 2, arbitrary: rule },
  { weight: 1, arbitrary: verb('rule moves', { pick, position: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: verb('rule goes', { pick }) },
  { weight: 1, arbitrary: verb('settings', { settings: anySettings }) },
  { weight: 1, arbitrary: verb('limit', { more: fc.option(fc.nat({ max: 3 }), { freq: 2 }) }) },
) as fc.Arbitrary<Single>;

const at = fc.constantFrom(0 as const, 1 as const);
const with1 = <T extends object>(arbitrary: fc.Arbitrary<T>) =>
  fc.tuple(at, arbitrary).map(([where, deed]) => ({ at: where, ...deed }));

export const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 70, arbitrary: with1(single) },
  { weight: 14, arbitrary: with1(verb('time passes', { seconds })) },
  { weight: 4, arbitrary: with1(verb('workers sleep', { seconds })) },
  { weight: 1, arbitrary: with1(verb('deactivates', { who, diesBehind: fc.option(fc.nat({ max: 4 })) })) },
  {
    weight: 6,
    arbitrary: with1(verb('worker dies', { seconds, behind: fc.nat({ max: 4 }), inTransaction: fc.boolean() })),
  },
  {
    weight: 3,
    arbitrary: with1(verb('worker dies passing on', { pick, behind: fc.nat({ max: 4 }), inTransaction: fc.boolean() })),
  },
  { weight: 12, arbitrary: with1(verb('both', { one: racing, other: racing })) },
) as fc.Arbitrary<Deed>;

const anyQueue = fc.option(
  fc.record({ maxLength: fc.integer({ min: 1, max: 3 }), maxWaitSeconds: fc.constantFrom(20, 200, 2_000) }),
);
const none = { agent: 0, attempts: null, window: null, coolDown: null };

/** A shorthand, in all its settings. */
const shorthand = (
  looks: Look,
  own: { readonly attempts?: number; readonly window?: number } = {},
): fc.Arbitrary<Card> =>
  anyQueue.map((queue) => {
    const { attempts = null, window = null } = own;
    return { steps: [{ ...none, looks, attempts }], isRoute: false, attempts, window, queue };
  });

const anyStep: fc.Arbitrary<Step> = fc.record({
  looks: fc.constantFrom<Look[]>('RING_OF_ALL', 'TEAM', 'AGENT', 'RULES', 'LEAST_BUSY_OF_ALL', 'LEAST_BUSY_OF_TEAM'),
  agent: who,
  attempts: fc.option(fc.integer({ min: 1, max: 3 })),
  window: fc.option(fc.constantFrom(10, 15, 60)),
  coolDown: fc.option(fc.constantFrom(1, 5, 30), { freq: 2 }),
});

const anyRoute: fc.Arbitrary<Card> = fc.record({
  steps: fc.array(anyStep, { minLength: 1, maxLength: 4 }).map((steps) => steps as [Step, ...Step[]]),
  isRoute: fc.constant(true),
  attempts: fc.option(fc.integer({ min: 1, max: 5 })),
  window: fc.option(fc.constantFrom(10, 30)),
  queue: anyQueue,
});

const anyCards: fc.Arbitrary<readonly Card[]> = fc.tuple(
  shorthand('RING_OF_ALL'),
  shorthand('AGENT'),
  shorthand('TEAM'),
  shorthand('RULES'),
  shorthand('RULES', { attempts: 3, window: 30 }),
  anyRoute,
  anyRoute,
);

export const anyPlan: fc.Arbitrary<Plan> = fc.record({
  cards: anyCards,
  agents: fc.array(
    fc.record({ limit: fc.integer({ min: 1, max: 2 }), available: fc.nat({ max: 7 }).map((one) => one > 0) }),
    {
      minLength: agents,
      maxLength: agents,
    },
  ),
  team: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1 }),
  rules: fc.tuple(someAgents, someAgents, anyCountries).map(([first, last, from]) => [
    { key: 'first', enabled: true, countries: ['SE'], members: first },
    { key: 'team', enabled: true, countries: ['NL'], members: [] },
    { key: 'last', enabled: true, countries: from, members: last },
  ]),
  settings: fc.record({
    acceptWindowSeconds: fc.constantFrom(10, 20, 100),
    teamAttempts: fc.integer({ min: 1, max: 3 }),
    maxWaitSeconds: fc.option(fc.constantFrom(15, 30), { freq: 3 }),
    disconnectGraceSeconds: fc.constantFrom(0, 20),
    requireReachable: fc.nat({ max: 4 }).map((one) => one > 0),
    roundRobinFallback: fc.boolean(),
    idleTimeoutSeconds: fc.constantFrom(300, 600),
    idleWarningSeconds: fc.constant(60),
  }),
});
