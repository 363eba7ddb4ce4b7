/**
 * A stage of its own for each test of the file that imports this, on one database: what is exported here is filled before each
 * test. Whoever needs people on it puts them there in a `beforeEach` of their own.
 */
import { openTestDatabase, type TestDatabase } from './database';
import { createStage, type Stage } from './stage';

export let db: TestDatabase;
export let stage: Stage;

beforeAll(async () => {
  // As many at once as any of them races.
  db = await openTestDatabase({ poolSize: 16 });
});
afterAll(() => db.close());
beforeEach(async () => {
  stage = await createStage(db);
});
