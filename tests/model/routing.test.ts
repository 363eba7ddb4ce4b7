/**
 * Random agents, visitors, rules, routes, clocks, crashes and drop-offs through the real database, against a model of what was
 * promised that shares nothing with the product's own routing. A failure prints its seed and its path: with PARLEY_MODEL_SEED
 * and PARLEY_MODEL_PATH the same happens again.
 */
import fc from 'fast-check';
import { everything } from './coverage';
import { anyDeed } from './deeds';
import { Office } from './office';
import { Play } from './play';
import { anyPlan } from './plans';
import { Premises } from './premises';

const stepsAtLeast = 10_000;
/** What is rare may take its time to come about, but not for ever. */
const stepsAtMost = 30_000;
const { PARLEY_MODEL_SEED: seed, PARLEY_MODEL_PATH: path, PARLEY_MODEL_RUNS: runs } = process.env;

/** Two workspaces at a time, each on a database with a clock of its own: while one waits for its answer the other one works. */
const lanes = seed === undefined ? 2 : 1;
const runsInARow = 10;

const premises: Premises[] = [];
beforeAll(async () => {
  while (premises.length < lanes) premises.push(await Premises.open());
});
afterAll(async () => {
  for (const one of premises) await one.close();
});

const happened = new Set<string>();
let steps = 0;

/** Unbiased: a pick that is mostly zero is mostly the same chat. */
const anyLife = fc.noBias(fc.tuple(anyPlan, fc.array(anyDeed, { minLength: 1, maxLength: 120, size: 'max' })));

async function live(on: Premises, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(anyLife, async ([plan, deeds]) => {
      const office = new Office(on);
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
      numRuns,
      ...(seed !== undefined && { seed: Number(seed) }),
      ...(path !== undefined && { path }),
      // Shrinking stops in time to tell what it has found so far.
      interruptAfterTimeLimit: 400_000,
      markInterruptAsFailure: true,
    },
  );
}

const missing = (): readonly string[] => everything.filter((one) => !happened.has(one));
const isEnough = (): boolean => steps >= stepsAtLeast && (missing().length === 0 || steps >= stepsAtMost);

test('whatever agents, visitors, time and crashes do, it is what was promised: 10,000 steps without a difference', async () => {
  if (seed !== undefined || runs !== undefined) {
    for (const on of premises.slice(0, 1)) await live(on, Number(runs ?? runsInARow));
    return;
  }
  let hasFailed = false;
  const lane = async (on: Premises): Promise<void> => {
    while (!hasFailed && !isEnough()) {
      await live(on, runsInARow).catch((error: unknown) => {
        hasFailed = true;
        throw error;
      });
    }
  };
  const ends = await Promise.allSettled(premises.map(lane));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  expect(steps).toBeGreaterThanOrEqual(stepsAtLeast);
  expect(missing()).toEqual([]);
}, 1_500_000);
