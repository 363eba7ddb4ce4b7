/** What is decided by and what is stored are the same sum, made in two places: here they are held together. */
import * as fc from 'fast-check';
import { dwellWith, type VisitReport } from '../../src/streams/dwell';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { createStage, type Stage } from '../support/stage';

let db: TestDatabase;
let stage: Stage;
beforeAll(async () => {
  db = await openTestDatabase();
  stage = await createStage(db);
});
afterAll(() => db.close());

const report: fc.Arbitrary<VisitReport> = fc.record({
  viewId: fc.option(fc.constantFrom(...'abcdefghijkl'), { nil: null }),
  secondsOnPage: fc.nat(100),
  secondsOnSite: fc.nat(100),
  scrollPercent: fc.nat(100),
  exitIntent: fc.boolean(),
});
const quiet: VisitReport = { viewId: null, secondsOnPage: 0, secondsOnSite: 0, scrollPercent: 0, exitIntent: false };
const page = 'https://shop.example/';

test('whatever is reported in whatever order, the rows hold what was decided by', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(report, { maxLength: 14 }), async (reports) => {
      const { visitorId } = await stage.visitor();
      let decided = dwellWith(quiet, { page: null, site: null });
      for (const told of reports) {
        decided = await stage.work(async (tx) => {
          const stored = await tx.audiences.findStanding(visitorId, page);
          expect(dwellWith(quiet, stored)).toEqual(decided);
          tx.audiences.recordVisit(visitorId, page, told);
          return dwellWith(told, stored);
        });
      }
      const stored = await stage.work((tx) => tx.audiences.findStanding(visitorId, page));
      expect(dwellWith(quiet, stored)).toEqual(decided);
      expect(Object.keys(stored.page?.views ?? {}).length).toBeLessThanOrEqual(8);
    }),
    { numRuns: 40 },
  );
});
