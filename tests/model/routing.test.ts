/**
 * Random agents, rules, clocks, crashes and drop-offs through the real database, against a model of what was promised that
 * shares nothing with the product's own routing. A failure prints its seed and its path: with PARLEY_MODEL_SEED and
 * PARLEY_MODEL_PATH the same happens again.
 */
import fc from 'fast-check';
import { anyDeed, anyPlan } from './deeds';
import { Office, Premises } from './office';
import { Play } from './play';

const stepsAtLeast = 10_000;
const { PARLEY_MODEL_SEED: seed, PARLEY_MODEL_PATH: path, PARLEY_MODEL_RUNS: runs } = process.env;

let premises: Premises;
beforeAll(async () => {
  premises = await Premises.open();
});
afterAll(() => premises.close());

/** What must have come about over all runs: a proof in which something never happened proves nothing about it. */
const everything = [
  ...['chat OFFERED', 'chat CONNECTED', 'chat ENDED', 'chat MISSED', 'chat ABANDONED', 'warned', 'passed on'],
  ...['offer PENDING', 'offer ACCEPTED', 'offer DECLINED', 'offer EXPIRED', 'offer WITHDRAWN'],
  ...['end AGENT_ENDED', 'end VISITOR_ENDED', 'end IDLE_TIMEOUT'],
  ...['decision NOBODY_ELIGIBLE', 'decision NO_RULE_MATCHED', 'decision ATTEMPTS_EXHAUSTED', 'decision WAIT_EXCEEDED'],
  ...['decision QUEUED', 'decision QUEUE_FULL', 'chat WAITING'],
  ...['decision LIMIT_REACHED', 'the one was first', 'the other was first'],
  ...['OFFER_EXPIRE', 'REACHABILITY_END', 'QUEUE_MATCH'].map((kind) => `died in ${kind}`),
  ...['NOT_FOUND', 'OFFER_EXPIRED', 'OFFER_WITHDRAWN', 'OK'].map((code) => `accepts: ${code}`),
  ...['OK', 'CONFLICT', 'INVALID', 'AT_CAPACITY', 'AGENT_UNAVAILABLE'].map((code) => `hands over: ${code}`),
  ...['TRANSFER ACCEPTED', 'TRANSFER DECLINED', 'INVITE ACCEPTED', 'TRANSFER WITHDRAWN'],
  ...['CONFLICT', 'OK'].map((code) => `declines: ${code}`),
  ...['team: INVALID', 'new rule: OK', 'rule goes: OK', 'ring: OK', 'agent writes: CONVERSATION_CLOSED'],
];

test('whatever agents, visitors, time and crashes do, it is what was promised: 10,000 steps without a difference', async () => {
  let steps = 0;
  const happened = new Set<string>();
  await fc.assert(
    fc.asyncProperty(anyPlan, fc.array(anyDeed, { minLength: 1, maxLength: 120, size: 'max' }), async (plan, deeds) => {
      const office = new Office(premises);
      const play = new Play(office, await office.opens(plan));
      try {
        for (const deed of deeds) await play.does(deed);
        await play.comesToItsEnd();
      } finally {
        await office.closes();
        steps += play.steps;
        for (const one of play.seen) happened.add(one);
      }
    }),
    {
      numRuns: runs === undefined ? 320 : Number(runs),
      ...(seed !== undefined && { seed: Number(seed) }),
      ...(path !== undefined && { path }),
      // Shrinking stops in time to tell what it has found so far.
      interruptAfterTimeLimit: 600_000,
      markInterruptAsFailure: true,
    },
  );
  if (runs !== undefined || path !== undefined) return;
  expect(steps).toBeGreaterThanOrEqual(stepsAtLeast);
  expect(everything.filter((one) => !happened.has(one))).toEqual([]);
}, 660_000);
