/** What a workspace is like before anything happens, as plain data that can be printed and shrunk. */
import fc from 'fast-check';
import { type Card, looks, type Look, stepOf, type Step, type WantedSkill } from './card';
import type { RuleState, Settings } from './state';

export interface Plan {
  readonly cards: readonly Card[];
  readonly agents: readonly {
    readonly limit: number;
    readonly available: boolean;
    readonly skills: Readonly<Record<string, number>>;
  }[];
  readonly team: readonly number[];
  /** Without members: the team's ring. */
  readonly rules: readonly (Omit<RuleState, 'ring'> & { readonly members: readonly number[] })[];
  readonly settings: Settings;
  readonly accounts: Readonly<Record<string, number>>;
}

export const countries = ['SE', 'NL', 'DE'] as const;
/** The last of them belongs to nobody. */
export const addresses = [
  'vera@acme.example',
  'ole@se.acme.example',
  'ida@nordic.example',
  'max@other.example',
] as const;
export const domains = ['acme.example', 'se.acme.example', 'nordic.example'] as const;
const skillNames = ['dutch', 'tax'] as const;

export const agents = [0, 1, 2, 3] as const;
/** Few, so that their visitors get in each other's way. */
export const dialogs = 4;
export const who = fc.constantFrom(...agents);
export const someAgents = fc.shuffledSubarray([...agents]);
export const anyCountries = fc.uniqueArray(fc.constantFrom(...countries), { maxLength: 2 });
export const anySkills: fc.Arbitrary<Readonly<Record<string, number>>> = fc.dictionary(
  fc.constantFrom(...skillNames),
  fc.integer({ min: 1, max: 3 }),
);

const anyQueue = fc.option(
  fc.record({ maxLength: fc.constantFrom(1, 1, 2, 3), maxWaitSeconds: fc.constantFrom(20, 200, 2_000) }),
);
const anyPrompt = fc.nat({ max: 2 }).map((one) => one === 0);

/** A shorthand, in all its settings. */
const shorthand = (
  look: Look,
  own: { readonly attempts?: number; readonly window?: number } = {},
): fc.Arbitrary<Card> =>
  fc.tuple(anyQueue, anyPrompt).map(([queue, leaveMessage]) => {
    const { attempts = null, window = null } = own;
    const agent = look === 'AGENT' ? 0 : null;
    return { steps: [stepOf(look, { attempts, agent })], isRoute: false, attempts, window, queue, leaveMessage };
  });

const anyWanted: fc.Arbitrary<readonly WantedSkill[]> = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom(...skillNames),
    level: fc.integer({ min: 1, max: 3 }),
    relaxAfterSeconds: fc.constantFrom(null, 5, 10, 30),
  }),
  { minLength: 1, selector: ({ name }) => name },
);

/** A cool-down that is as long as the window is over on the stroke at which the offer is. */
const anyStepOf = (from: readonly Look[]): fc.Arbitrary<Step> =>
  fc
    .record({
      look: fc.constantFrom(...from),
      ofTeam: fc.boolean(),
      agent: who,
      skills: anyWanted,
      attempts: fc.option(fc.integer({ min: 1, max: 3 })),
      window: fc.option(fc.constantFrom(10, 15, 60)),
      coolDown: fc.constantFrom(null, null, 1, 5, 10, 30),
    })
    .map(({ look, ofTeam, agent, skills, ...own }) =>
      stepOf(look, {
        ...own,
        ...(inRing.has(look) && { ofTeam }),
        ...(look === 'AGENT' && { agent }),
        ...(look === 'SKILLS' && { skills }),
      }),
    );
const inRing: ReadonlySet<Look> = new Set(['LEAST_BUSY', 'LONGEST_IDLE', 'SKILLS']);

/** Which begins with one of those, and goes on with any. */
const routeFrom = (...first: readonly Look[]): fc.Arbitrary<Card> =>
  fc.record({
    steps: fc
      .tuple(anyStepOf(first), fc.array(anyStepOf(looks), { maxLength: 3 }))
      .map(([one, others]): Card['steps'] => [one, ...others]),
    isRoute: fc.constant(true),
    attempts: fc.option(fc.integer({ min: 1, max: 5 })),
    window: fc.option(fc.constantFrom(10, 30)),
    queue: anyQueue,
    leaveMessage: anyPrompt,
  });

const anyCard: fc.Arbitrary<Card> = fc.oneof(
  shorthand('RING_OF_ALL'),
  shorthand('AGENT'),
  shorthand('TEAM'),
  shorthand('RULES'),
  shorthand('RULES', { attempts: 3, window: 30 }),
  { weight: 3, arbitrary: routeFrom('EXTERNAL') },
  { weight: 2, arbitrary: routeFrom('SKILLS', 'LONGEST_IDLE') },
  { weight: 2, arbitrary: routeFrom('LAST_AGENT', 'ACCOUNT_OWNER') },
  { weight: 2, arbitrary: routeFrom('AGENT', 'LEAST_BUSY') },
  routeFrom(...looks),
);

export const anyPlan: fc.Arbitrary<Plan> = fc.record({
  cards: fc.array(anyCard, { minLength: dialogs, maxLength: dialogs }),
  agents: fc.array(
    fc.record({
      limit: fc.integer({ min: 1, max: 2 }),
      available: fc.nat({ max: 7 }).map((one) => one > 0),
      skills: anySkills,
    }),
    { minLength: agents.length, maxLength: agents.length },
  ),
  team: fc.shuffledSubarray([...agents], { minLength: 1 }),
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
    rampSeconds: fc.constantFrom(0, 0, 20, 60),
    accountUnavailable: fc.constantFrom('CARD_ROUTING' as const, 'FALLBACK' as const),
  }),
  accounts: fc.dictionary(fc.constantFrom(...domains), who),
});
