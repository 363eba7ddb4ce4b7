/**
 * What may happen, as plain data that can be printed, shrunk and played again. A `pick` is a place in whatever there is to
 * choose from when the deed's turn comes, so that a deed keeps its sense when those before it are left out.
 */
import fc from 'fast-check';
import { addresses, agents, anyCountries, anySkills, countries, dialogs, domains, someAgents, who } from './plans';
import type { Settings } from './state';

/** What the customer's server says; GARBAGE: what no server should. */
export type Saying = readonly number[] | 'TEAM' | 'FALL_THROUGH' | 'GARBAGE';

/** Nobody's number: an answer may name whom it likes. */
export const strangerToAll = 99;

/** What an agent may do: take chats, and listen to those of others. */
export type Right = 'NEITHER' | 'TAKES' | 'TAKES_AND_HEARS';

export type Single =
  | {
      readonly does: 'asks';
      readonly dialog: number;
      readonly country: string | null;
      readonly address: string;
      /** Whether its visitor says it, or the page for them; null: nobody does. */
      readonly saidBy: 'VISITOR' | 'PAGE' | null;
      /** Somebody who was here before; null: at a new browser. */
      readonly again: number | null;
    }
  | { readonly does: 'accepts' | 'declines'; readonly pick: number; readonly stranger: boolean; readonly old: boolean }
  | { readonly does: 'visitor ends' | 'agent ends' | 'visitor writes' | 'agent writes'; readonly pick: number }
  | { readonly does: 'timer fires'; readonly pick: number }
  | { readonly does: 'guest leaves'; readonly pick: number }
  | { readonly does: 'leaves message'; readonly pick: number; readonly tells: boolean }
  | {
      readonly does: 'takes over' | 'claims' | 'listens' | 'stops listening';
      readonly pick: number;
      readonly who: number;
    }
  | { readonly does: 'whispers'; readonly pick: number; readonly who: number | 'SUPERVISOR' }
  | { readonly does: 'router answers'; readonly pick: number; readonly says: Saying }
  | { readonly does: 'router'; readonly on: boolean }
  | { readonly does: 'account'; readonly domain: string; readonly who: number | null }
  | { readonly does: 'skills'; readonly who: number; readonly skills: Readonly<Record<string, number>> }
  | {
      readonly does: 'hands over';
      readonly pick: number;
      readonly kind: 'TRANSFER' | 'INVITE';
      readonly target: number | 'TEAM';
    }
  | { readonly does: 'switches'; readonly who: number; readonly available: boolean }
  | { readonly does: 'drops off' | 'comes back'; readonly who: number }
  | { readonly does: 'capacity'; readonly who: number; readonly limit: number }
  | { readonly does: 'right'; readonly who: number; readonly right: Right }
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
  | { readonly does: 'router answers late'; readonly pick: number; readonly says: Saying; readonly seconds: number }
  | { readonly does: 'deactivates'; readonly who: number; readonly diesBehind: number | null }
  | { readonly does: 'worker dies'; readonly seconds: number; readonly behind: number; readonly inTransaction: boolean }
  | {
      readonly does: 'worker dies passing on';
      readonly pick: number;
      readonly behind: number;
      readonly inTransaction: boolean;
    }
  /** At the same moment, in one process or in two. */
  | { readonly does: 'both'; readonly one: Single; readonly other: Single; readonly inOne: boolean }
  /** At the same moment in one process, where they share a transaction as far as they can. */
  | { readonly does: 'several'; readonly all: readonly Single[] }
);

const pick = fc.nat({ max: 99 });
const seconds = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(1, 5, 9, 10, 20, 21, 30) },
  { weight: 2, arbitrary: fc.constantFrom(100, 239, 240, 299, 300, 301, 600) },
  { weight: 1, arbitrary: fc.constantFrom(3_600, 60_000) },
);
const verb = <Does extends string, Rest extends object>(
  does: Does,
  rest: { [K in keyof Rest]: fc.Arbitrary<Rest[K]> },
) => fc.record({ does: fc.constant(does), ...rest }) as unknown as fc.Arbitrary<{ readonly does: Does } & Rest>;

const asks = verb('asks', {
  dialog: fc.nat({ max: dialogs - 1 }),
  country: fc.constantFrom(null, ...countries),
  address: fc.constantFrom(...addresses),
  saidBy: fc.constantFrom('VISITOR' as const, 'VISITOR' as const, 'PAGE' as const, null),
  again: fc.option(pick, { freq: 4 }),
});
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
const right = verb('right', {
  who,
  right: fc.constantFrom<Right[]>('NEITHER', 'TAKES', 'TAKES_AND_HEARS', 'TAKES_AND_HEARS'),
});
const capacity = verb('capacity', { who, limit: fc.integer({ min: 1, max: 3 }) });
const leaves = verb('leaves message', { pick, tells: fc.boolean() });
const takesOver = verb('takes over', { pick, who });
const claims = verb('claims', { pick, who });
const listens = verb('listens', { pick, who });
const stopsListening = verb('stops listening', { pick, who });
const says: fc.Arbitrary<Saying> = fc.oneof(
  { weight: 4, arbitrary: fc.shuffledSubarray([...agents, strangerToAll], { minLength: 1 }) },
  { weight: 1, arbitrary: fc.constantFrom('TEAM' as const, 'FALL_THROUGH' as const) },
  { weight: 3, arbitrary: fc.constant('GARBAGE' as const) },
);
const answers = verb('router answers', { pick, says });

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
  { weight: 2, arbitrary: leaves },
  { weight: 2, arbitrary: takesOver },
  { weight: 1, arbitrary: claims },
  { weight: 2, arbitrary: answers },
  { weight: 2, arbitrary: listens },
);

/** Mostly visitors who ask: those share a transaction. */
const crowd = fc.array(fc.oneof({ weight: 3, arbitrary: asks }, { weight: 1, arbitrary: racing }), {
  minLength: 3,
  maxLength: 4,
});

const anySettings = fc.oneof(
  fc.record({ acceptWindowSeconds: fc.constantFrom(10, 20, 100) }),
  fc.record({ teamAttempts: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ maxWaitSeconds: fc.constantFrom(null, 15, 30) }),
  fc.record({ roundRobinFallback: fc.boolean() }),
  fc.record({ rampSeconds: fc.constantFrom(0, 20, 60) }),
  fc.record({ accountUnavailable: fc.constantFrom('CARD_ROUTING' as const, 'FALLBACK' as const) }),
  fc.constantFrom(
    { idleTimeoutSeconds: 600, idleWarningSeconds: 60 },
    { idleTimeoutSeconds: 300, idleWarningSeconds: 60 },
    { idleTimeoutSeconds: 240, idleWarningSeconds: 0 },
  ),
);

const single: fc.Arbitrary<Single> = fc.oneof(
  { weight: 28, arbitrary: asks },
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
  { weight: 4, arbitrary: leaves },
  { weight: 4, arbitrary: takesOver },
  { weight: 3, arbitrary: claims },
  { weight: 6, arbitrary: listens },
  { weight: 2, arbitrary: stopsListening },
  { weight: 4, arbitrary: verb('whispers', { pick, who: fc.oneof(who, fc.constant('SUPERVISOR' as const)) }) },
  { weight: 8, arbitrary: answers },
  { weight: 1, arbitrary: verb('router', { on: fc.nat({ max: 2 }).map((one) => one > 0) }) },
  { weight: 2, arbitrary: verb('account', { domain: fc.constantFrom(...domains), who: fc.option(who) }) },
  { weight: 1, arbitrary: verb('skills', { who, skills: anySkills }) },
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
  { weight: 2, arbitrary: verb('limit', { more: fc.option(fc.nat({ max: 3 }), { freq: 2 }) }) },
) as fc.Arbitrary<Single>;

const at = fc.constantFrom(0 as const, 1 as const);
const with1 = <T extends object>(arbitrary: fc.Arbitrary<T>) =>
  fc.tuple(at, arbitrary).map(([where, deed]) => ({ at: where, ...deed }));

export const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 70, arbitrary: with1(single) },
  { weight: 14, arbitrary: with1(verb('time passes', { seconds })) },
  { weight: 4, arbitrary: with1(verb('workers sleep', { seconds })) },
  {
    weight: 4,
    arbitrary: with1(verb('router answers late', { pick, says, seconds: fc.constantFrom(4, 5, 5, 6) })),
  },
  { weight: 1, arbitrary: with1(verb('deactivates', { who, diesBehind: fc.option(fc.nat({ max: 4 })) })) },
  {
    weight: 6,
    arbitrary: with1(verb('worker dies', { seconds, behind: fc.nat({ max: 4 }), inTransaction: fc.boolean() })),
  },
  {
    weight: 3,
    arbitrary: with1(verb('worker dies passing on', { pick, behind: fc.nat({ max: 4 }), inTransaction: fc.boolean() })),
  },
  { weight: 12, arbitrary: with1(verb('both', { one: racing, other: racing, inOne: fc.boolean() })) },
  { weight: 8, arbitrary: with1(verb('several', { all: crowd })) },
) as fc.Arbitrary<Deed>;
